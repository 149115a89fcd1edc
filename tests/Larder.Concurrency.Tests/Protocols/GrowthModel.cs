using Larder.Concurrency.Tests.Interleavings;

namespace Larder.Concurrency.Tests.Protocols;

/// <summary>
/// A table of two buckets that grows by half, once or twice, relinking its entries in place at the head of their new
/// chains; a reader that looks for one key without a lock, and confirms a miss; perhaps somebody who writes.
/// </summary>
/// <remarks>
/// Six hashes, of which a bucket takes a run. Two buckets become three and then five, so chains are split and joined: a
/// reader of the first old chain can be carried into an entry of the second.
/// <para>What must never be: the reader answers what was true at no moment of its look-up; it walks in a circle; in
/// the end an entry is missing, is there twice, or hangs in another bucket than that of its hash.</para>
/// </remarks>
internal sealed class GrowthModel : Model
{
    private const int Hashes = 6;
    private const int Wanted = 2;
    private const int Neighbour = 0;
    private const int Newcomer = Hashes;

    private readonly GrowthFault _fault;
    private readonly GrowthCompanion _companion;
    private readonly int _growths;
    private readonly ModelLock _stripe = new();
    private readonly List<Node> _living = [];
    private Node?[] _buckets = new Node?[2];
    private bool _relinking;

    // What the reader may answer: what was so when it began, and whatever came to be so since.
    private bool _isThere;
    private bool _mayFind;
    private bool _mayMiss;

    internal GrowthModel(GrowthFault fault, GrowthCompanion companion, int growths)
    {
        (_fault, _companion, _growths) = (fault, companion, growths);
        _isThere = companion != GrowthCompanion.PublishesWanted;

        // Linked in this order at the head, so that the wanted entry is the last of its chain, behind the neighbour.
        if (_isThere) Link(new Node(Wanted, Wanted));
        foreach (var key in new[] { Neighbour, 1, 3 }) Link(new Node(key, key));
    }

    internal override IEnumerable<ModelThread> Threads()
    {
        yield return new ModelThread("reader", LookUp());
        yield return new ModelThread("grower", Grow());
        if (_companion != GrowthCompanion.None) yield return new ModelThread("writer", Write());
    }

    internal override void AssertAtEnd()
    {
        Expect(!_relinking, "The flag stays up, and every miss takes the lock.");
        var found = new List<Node>();
        for (var index = 0; index < _buckets.Length; index++)
        {
            for (var node = _buckets[index]; node is not null; node = node.Next)
            {
                Expect(IndexIn(_buckets, node.Hash) == index, "An entry hangs in the bucket of another hash.");
                Expect(!found.Contains(node), "An entry is linked twice.");
                found.Add(node);
            }
        }

        Expect(_living.TrueForAll(found.Contains), "An entry was lost.");
        Expect(found.TrueForAll(_living.Contains), "An entry that was taken out is in the table.");
    }

    private IEnumerable<Step> LookUp()
    {
        yield return "begins and reads the array";
        (_mayFind, _mayMiss) = (_isThere, !_isThere);
        var walked = _buckets;
        var wasConfirmed = false;
        if (_fault == GrowthFault.ConfirmedBeforeWalk)
        {
            yield return "looks at flag and array before it has walked";
            wasConfirmed = !_relinking && ReferenceEquals(_buckets, walked);
        }

        yield return "reads the head";
        var node = walked[IndexIn(walked, Wanted)];
        for (var steps = 1; node is not null && node.Key != Wanted; steps++)
        {
            Expect(steps <= (_growths + 1) * Hashes, "The reader walks in a circle.");
            yield return "follows a link";
            node = node.Next;
        }

        if (node is not null)
        {
            Expect(_mayFind, "The reader found an entry that was gone before it began.");
            yield break;
        }

        // Locals that the compiler keeps as fields, so that both orders of looking are the same lines.
        var flagFirst = _fault != GrowthFault.ArrayBeforeFlag;
        var isConfirmed = true;
        if (_fault is GrowthFault.MissIsBelieved or GrowthFault.ConfirmedBeforeWalk)
        {
            isConfirmed = wasConfirmed || _fault == GrowthFault.MissIsBelieved;
        }
        else
        {
            if (!flagFirst)
            {
                yield return "compares the array";
                isConfirmed = ReferenceEquals(_buckets, walked);
            }

            if (_fault != GrowthFault.FlagIsIgnored)
            {
                yield return "looks at the flag";
                isConfirmed &= !_relinking;
            }

            if (flagFirst && _fault != GrowthFault.ArrayIsIgnored)
            {
                yield return "compares the array";
                isConfirmed &= ReferenceEquals(_buckets, walked);
            }
        }

        if (isConfirmed)
        {
            Expect(_mayMiss, "The reader missed an entry that was there all the time, and confirmed the miss.");
            yield break;
        }

        yield return _stripe.Take("takes the stripe lock and looks again");
        var found = FindUnderLock(Wanted);
        Expect(found is null ? _mayMiss : _mayFind, "The answer under the lock is wrong.");
        _stripe.LetGo();
    }

    private IEnumerable<Step> Grow()
    {
        for (var growth = 0; growth < _growths; growth++)
        {
            yield return _stripe.Take("takes all stripe locks");
            var old = _buckets;
            var grown = new Node?[old.Length + (old.Length / 2) + growth];
            if (_fault != GrowthFault.FlagRaisedLate)
            {
                yield return "raises the flag";
                _relinking = true;
            }

            for (var index = 0; index < old.Length; index++)
            {
                var node = old[index];
                while (node is not null)
                {
                    var next = node.Next;
                    var side = IndexIn(grown, node.Hash);
                    yield return "moves a link";
                    node.Next = grown[side];
                    grown[side] = node; // seen by nobody before the array is
                    node = next;
                }
            }

            if (_fault == GrowthFault.FlagRaisedLate)
            {
                yield return "raises the flag";
                _relinking = true;
            }

            if (_fault == GrowthFault.FlagLoweredEarly)
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
    }

    private IEnumerable<Step> Write()
    {
        var withLock = _fault != GrowthFault.WrittenWithoutLock;
        if (withLock) yield return _stripe.Take("takes the stripe lock");
        var steps = _companion switch
        {
            GrowthCompanion.PublishesWanted => Publish(new Node(Wanted, Wanted)),
            GrowthCompanion.PublishesNeighbour => Publish(new Node(Newcomer, Wanted)),
            GrowthCompanion.RemovesWanted => Unlink(Wanted, replacement: null),
            GrowthCompanion.ReplacesWanted => Unlink(Wanted, new Node(Wanted, Wanted)),
            GrowthCompanion.RemovesNeighbour => Unlink(Neighbour, replacement: null),
            _ => Clear(),
        };
        foreach (var step in steps) yield return step;
        if (withLock) _stripe.LetGo();
    }

    private IEnumerable<Step> Publish(Node node)
    {
        var buckets = _buckets;
        var index = IndexIn(buckets, node.Hash);
        if (_fault == GrowthFault.LinkedBeforeItsNext)
        {
            yield return "links at the head";
            var rest = buckets[index];
            buckets[index] = node;
            yield return "tells the entry the rest of the chain";
            node.Next = rest;
        }
        else
        {
            node.Next = buckets[index];
            yield return "links at the head";
            buckets[index] = node;
        }

        Live(node);
    }

    private IEnumerable<Step> Unlink(int key, Node? replacement)
    {
        var buckets = _buckets;
        var index = IndexIn(buckets, key);
        var node = buckets[index];
        Node? before = null;
        while (node is not null && node.Key != key) (before, node) = (node, node.Next);
        if (node is null) yield break; // without the lock it can look for an entry that is being moved

        var after = replacement ?? node.Next;
        if (replacement is not null) replacement.Next = node.Next;
        yield return replacement is null ? "unlinks an entry" : "replaces an entry";
        if (before is null) buckets[index] = after;
        else before.Next = after;
        _living.Remove(node);
        if (replacement is not null) Live(replacement);
        else if (key == Wanted) (_isThere, _mayMiss) = (false, true);

        if (_fault != GrowthFault.UnlinkedLosesItsNext) yield break;
        yield return "forgets the rest of the chain";
        node.Next = null;
    }

    private IEnumerable<Step> Clear()
    {
        yield return "publishes an empty array";
        _buckets = new Node?[2];
        _living.Clear();
        (_isThere, _mayMiss) = (false, true);
    }

    private void Link(Node node)
    {
        var index = IndexIn(_buckets, node.Hash);
        node.Next = _buckets[index];
        _buckets[index] = node;
        _living.Add(node);
    }

    private void Live(Node node)
    {
        _living.Add(node);
        if (node.Key == Wanted) (_isThere, _mayFind) = (true, true);
    }

    private Node? FindUnderLock(int key)
    {
        var node = _buckets[IndexIn(_buckets, Wanted)];
        while (node is not null && node.Key != key) node = node.Next;
        return node;
    }

    private static int IndexIn(Node?[] buckets, int hash) => hash * buckets.Length / Hashes;

    private sealed class Node(int key, int hash)
    {
        internal readonly int Key = key;
        internal readonly int Hash = hash;
        internal Node? Next;
    }
}
