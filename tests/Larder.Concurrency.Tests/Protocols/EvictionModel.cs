using Larder.Concurrency.Tests.Interleavings;

namespace Larder.Concurrency.Tests.Protocols;

/// <summary>One key whose entry is evicted, removed and replaced at the same time.</summary>
/// <remarks>
/// What must never be: an entry leaves twice, or its listener is told other than once; the count is not that of the
/// table; what was admitted and released does not add up when quiet; a listener runs while its thread holds a lock.
/// </remarks>
internal sealed class EvictionModel : Model
{
    private readonly EvictionFault _fault;
    private readonly ModelLock _policy = new();
    private readonly ModelLock _stripe = new();
    private readonly Queue<Node> _queue = new();
    private readonly Queue<Node> _untold = new();
    private readonly List<Node> _all = [];
    private Node? _entry;
    private int _count = 1;
    private int _admitted = 1;
    private int _released;

    internal EvictionModel(EvictionFault fault)
    {
        _fault = fault;
        _entry = new Node();
        _all.Add(_entry);
        _queue.Enqueue(_entry);
    }

    internal override IEnumerable<ModelThread> Threads() =>
        [new("evictor", Evict()), new("remover", Remove()), new("replacer", Replace())];

    internal override void AssertAlways() =>
        Expect(_all.TrueForAll(static node => node.Told <= 1), "A listener was told twice of one entry.");

    internal override void AssertAtEnd()
    {
        var inTable = _entry is null ? 0 : 1;
        Expect(_count == inTable, $"The count is {_count}, but the table holds {inTable}.");
        Expect(_admitted - _released == inTable, "What was admitted and released does not add up to the table.");
        Expect(
            _all.TrueForAll(node => node.Told == (ReferenceEquals(node, _entry) ? 0 : 1)),
            "A listener was not told of an entry that left.");
    }

    private IEnumerable<Step> Evict()
    {
        yield return _policy.Take("takes the policy lock and chooses a victim");
        if (_queue.TryDequeue(out var victim))
        {
            var mayGo = true;
            if (_fault == EvictionFault.VictimCheckedBeforeLock)
            {
                yield return "looks whether the victim is retired";
                mayGo = !victim.IsRetired;
            }

            yield return _stripe.Take("takes the stripe lock");
            if (_fault is not (EvictionFault.VictimCheckedBeforeLock or EvictionFault.VictimNotChecked))
            {
                mayGo = !victim.IsRetired;
            }

            if (mayGo)
            {
                if (ReferenceEquals(_entry, victim)) _entry = null;
                Retire(victim);
                _admitted--;
            }

            _stripe.LetGo();
        }

        _policy.LetGo();
        foreach (var step in Tell()) yield return step;
    }

    private IEnumerable<Step> Remove()
    {
        yield return _stripe.Take("takes the stripe lock and removes");
        var removed = _entry;
        if (removed is not null)
        {
            _entry = null;
            if (_fault != EvictionFault.RetiredAfterLock) Retire(removed);
        }

        if (_fault == EvictionFault.ToldUnderLock)
        {
            foreach (var step in Tell(isUnderLock: true)) yield return step;
        }

        _stripe.LetGo();
        if (removed is null) yield break;
        if (_fault == EvictionFault.RetiredAfterLock)
        {
            yield return "sets the entry retired without the lock";
            Retire(removed);
        }

        yield return "books the release";
        _released++;
        foreach (var step in Tell()) yield return step;
    }

    private IEnumerable<Step> Replace()
    {
        yield return _stripe.Take("takes the stripe lock and replaces");
        var node = new Node();
        var old = _entry;
        _all.Add(node);
        _entry = node;
        _count++;
        if (old is not null) RetireReplaced(old);
        _stripe.LetGo();
        if (old is not null)
        {
            yield return "books the release";
            _released++;
        }

        yield return _policy.Take("takes the policy lock and brings its entry in");
        _admitted++;
        if (!node.IsRetired) _queue.Enqueue(node);
        _policy.LetGo();
        foreach (var step in Tell()) yield return step;
    }

    private void RetireReplaced(Node old)
    {
        if (_fault == EvictionFault.ReplacedNotRetired)
        {
            _count--;
            _untold.Enqueue(old);
            return;
        }

        Retire(old);
    }

    private void Retire(Node node)
    {
        Expect(_fault != EvictionFault.None || !node.IsRetired, "An entry was retired twice.");
        node.IsRetired = true;
        _count--;
        _untold.Enqueue(node);
    }

    private IEnumerable<Step> Tell(bool isUnderLock = false)
    {
        while (true)
        {
            yield return "takes a piece of news";
            if (!_untold.TryDequeue(out var node)) yield break;
            yield return "tells the listener";
            Expect(!isUnderLock, "A listener ran while its thread held a lock.");
            node.Told++;
        }
    }

    private sealed class Node
    {
        internal bool IsRetired;
        internal int Told;
    }
}
