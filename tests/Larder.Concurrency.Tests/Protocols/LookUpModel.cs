using Larder.Concurrency.Tests.Interleavings;

namespace Larder.Concurrency.Tests.Protocols;

/// <summary>One key: a reader without a lock, a writer that replaces the entry twice, and perhaps a remover.</summary>
/// <remarks>
/// What must never be: the reader returns a value that was let go; it misses a key that has an entry at every moment;
/// it returns a value that was gone before it began.
/// </remarks>
internal sealed class LookUpModel(LookUpFault fault, bool withRemover) : Model
{
    private const int Gone = 0;
    private const int Replacements = 2;

    private readonly ModelLock _stripe = new();
    private Node? _head = new(1);
    private int _oldestLiving = 1;

    internal override IEnumerable<ModelThread> Threads() => withRemover
        ? [new("reader", Get()), new("writer", Replace()), new("remover", Remove())]
        : [new("reader", Get()), new("writer", Replace())];

    private IEnumerable<Step> Get()
    {
        yield return "begins and reads the link";
        var oldestAllowed = _oldestLiving;
        var node = _head;
        if (node is null)
        {
            Expect(withRemover, "The reader missed a key that has an entry at every moment.");
            yield break;
        }

        var isRetired = false;
        if (fault == LookUpFault.FlagsBeforeValue)
        {
            yield return "looks at the flags";
            isRetired = node.IsRetired;
        }

        yield return "takes the value";
        var value = node.Value;
        if (fault is LookUpFault.None or LookUpFault.ReplacedWithGap or LookUpFault.RetiredIsMiss
            or LookUpFault.ClearedBeforeRetired)
        {
            yield return "looks at the flags";
            isRetired = node.IsRetired;
        }

        if (isRetired)
        {
            Expect(withRemover || fault != LookUpFault.RetiredIsMiss, "The reader missed a replaced key.");
            yield return _stripe.Take("takes the stripe lock and looks again");
            Expect(_head is not null || withRemover, "The reader missed a key that has an entry at every moment.");
            value = _head?.Value ?? int.MaxValue;
            _stripe.LetGo();
        }

        Expect(value != Gone, "The reader returned a value that was let go.");
        Expect(value >= oldestAllowed, "The reader returned a value that was gone before it began.");
    }

    private IEnumerable<Step> Replace()
    {
        for (var value = 2; value < 2 + Replacements; value++)
        {
            yield return _stripe.Take("takes the stripe lock");
            var old = _head;
            var node = new Node(value);
            if (fault == LookUpFault.ReplacedWithGap)
            {
                yield return "unlinks the old entry";
                _head = null;
            }

            yield return "links the new entry";
            _head = node;
            _oldestLiving = value;
            if (old is not null)
            {
                foreach (var step in Retire(old)) yield return step;
            }

            _stripe.LetGo();
        }
    }

    private IEnumerable<Step> Remove()
    {
        yield return _stripe.Take("takes the stripe lock");
        var old = _head;
        if (old is not null)
        {
            yield return "unlinks the entry";
            _head = null;
            _oldestLiving = old.Value + 1;
            foreach (var step in Retire(old)) yield return step;
        }

        _stripe.LetGo();
    }

    private IEnumerable<Step> Retire(Node node)
    {
        if (fault == LookUpFault.ClearedBeforeRetired)
        {
            yield return "lets the value go";
            node.Value = Gone;
        }

        yield return "sets the entry retired";
        node.IsRetired = true;
        yield return "lets the value go";
        node.Value = Gone;
    }

    private sealed class Node(int value)
    {
        internal int Value = value;
        internal bool IsRetired;
    }
}
