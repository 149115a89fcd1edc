using Larder.Concurrency.Tests.Interleavings;

namespace Larder.Concurrency.Tests.Protocols;

/// <summary>
/// One chain of four entries: a reader walks it without a lock for the last one, growth deals it to two chains in
/// place, and a remover takes a neighbour out.
/// </summary>
/// <remarks>What must never be: the reader misses an entry that is there all the time, or walks in a circle.</remarks>
internal sealed class GrowthModel(GrowthFault fault) : Model
{
    private const int Entries = 4;
    private const int Wanted = 3;
    private const int Neighbour = 2;

    private readonly ModelLock _stripe = new();
    private Node?[] _buckets = new Node?[1];
    private bool _relinking;

    internal override IEnumerable<ModelThread> Threads()
    {
        for (var key = Entries - 1; key >= 0; key--) _buckets[0] = new Node(key) { Next = _buckets[0] };
        return [new("reader", Find()), new("grower", Grow()), new("remover", RemoveNeighbour())];
    }

    private IEnumerable<Step> Find()
    {
        yield return "reads the array";
        var walked = _buckets;
        yield return "reads the head";
        var node = walked[IndexIn(walked, Wanted)];
        for (var steps = 1; node is not null && node.Key != Wanted; steps++)
        {
            Expect(steps <= Entries, "The reader walks in a circle.");
            yield return "follows a link";
            node = node.Next;
        }

        if (node is not null) yield break;
        if (fault == GrowthFault.MissIsBelieved) Expect(holds: false, "The reader missed an entry that is there.");

        // Locals that the compiler keeps as fields, so that both orders of looking are the same lines.
        var flagFirst = fault != GrowthFault.ArrayBeforeFlag;
        var isSame = true;
        if (!flagFirst)
        {
            yield return "compares the array";
            isSame = ReferenceEquals(_buckets, walked);
        }

        if (fault != GrowthFault.FlagIsIgnored)
        {
            yield return "looks at the flag";
            isSame &= !_relinking;
        }

        if (flagFirst)
        {
            yield return "compares the array";
            isSame &= ReferenceEquals(_buckets, walked);
        }

        Expect(!isSame, "The reader missed an entry that is there, and confirmed the miss.");
        yield return _stripe.Take("takes the stripe lock and looks again");
        Expect(FindUnderLock(Wanted) is not null, "The entry is not there even under the lock.");
        _stripe.LetGo();
    }

    private IEnumerable<Step> Grow()
    {
        yield return _stripe.Take("takes all stripe locks");
        var grown = new Node?[2];
        if (fault != GrowthFault.FlagRaisedLate) _relinking = true;

        var tails = new Node?[2];
        var node = _buckets[0];
        while (node is not null)
        {
            var next = node.Next;
            var side = IndexIn(grown, node.Key);
            yield return "moves a link";
            if (tails[side] is { } tail) tail.Next = node;
            else grown[side] = node;
            tails[side] = node;
            node = next;
        }

        for (var side = 0; side < tails.Length; side++)
        {
            yield return "ends a chain";
            if (tails[side] is { } tail) tail.Next = null;
        }

        if (fault == GrowthFault.FlagRaisedLate)
        {
            yield return "raises the flag";
            _relinking = true;
        }

        if (fault == GrowthFault.FlagLoweredEarly)
        {
            yield return "lowers the flag";
            _relinking = false;
        }

        yield return "publishes the new array";
        _buckets = grown;
        yield return "lowers the flag and lets all locks go";
        _relinking = false;
        _stripe.LetGo();
    }

    private IEnumerable<Step> RemoveNeighbour()
    {
        yield return _stripe.Take("takes the stripe lock");
        var index = IndexIn(_buckets, Neighbour);
        var before = _buckets[index];
        if (before!.Key == Neighbour)
        {
            yield return "unlinks at the head";
            _buckets[index] = before.Next;
        }
        else
        {
            while (before!.Next!.Key != Neighbour) before = before.Next;
            yield return "unlinks in the chain";
            before.Next = before.Next!.Next;
        }

        _stripe.LetGo();
    }

    private Node? FindUnderLock(int key)
    {
        var node = _buckets[IndexIn(_buckets, key)];
        while (node is not null && node.Key != key) node = node.Next;
        return node;
    }

    private static int IndexIn(Node?[] buckets, int key) => buckets.Length == 1 ? 0 : key & 1;

    private sealed class Node(int key)
    {
        internal readonly int Key = key;
        internal Node? Next;
    }
}
