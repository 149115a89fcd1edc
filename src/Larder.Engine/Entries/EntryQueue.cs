using System.Diagnostics;

namespace Larder.Engine.Entries;

/// <summary>A first-in-first-out queue of entries: a linked list of segments, about nine bytes for each entry.</summary>
/// <remarks>
/// Invariants, all guarded by the policy lock.
/// <list type="bullet">
/// <item>An entry is on at most one queue of a policy, once.</item>
/// <item><see cref="Count"/> is the sum of the segments' Live, retired entries included: an entry that is removed from
/// the table is not looked for here. Retired entries leave when they reach the front, or by <see cref="Compact"/>.</item>
/// <item><see cref="Weight"/> is the sum of the weights; it equals Count in a queue that is not weighted. The weight of an
/// entry never changes while it is queued.</item>
/// <item>Every segment but the last has a live slot once <see cref="Tidy"/> has seen it.</item>
/// <item>A segment that holds a timed entry is watched by the timer; it is cancelled before it leaves the queue.</item>
/// </list>
/// </remarks>
internal sealed class EntryQueue(SegmentPool pool, ISegmentTimer? timer, bool weighted)
{
    /// <summary>
    /// The most empty or retired slots one call passes over. A call that meets more returns nothing while Count is not
    /// zero, and the caller may call again; so no single call walks a queue of removed entries.
    /// </summary>
    internal const int MaxSkipped = 256;

    /// <summary>Neighbours that together hold at most this many entries become one segment.</summary>
    private const int MergeBelow = QueueSegment.Size / 2;

    // Entries at the front were not touched for long. They are asked for so many turns before their own.
    private const int Ahead = 3;

    private QueueSegment? _first;
    private QueueSegment? _last;
    private QueueSegment? _compactNext;

    internal int Count { get; private set; }

    internal long Weight { get; private set; }

    /// <summary>How many segments are linked. Walks them; for tests.</summary>
    internal int SegmentCount
    {
        get
        {
            var segments = 0;
            for (var segment = _first; segment is not null; segment = segment.Next)
            {
                segments++;
            }

            return segments;
        }
    }

    internal void Enqueue(EntryNode node)
    {
        var segment = _last;
        if (segment is null || segment.Tail == QueueSegment.Size)
        {
            segment = Append();
        }

        segment[segment.Tail++] = node;
        segment.Live++;
        Count++;
        pool.QueuedCount++;
        Weight += weighted ? node.Weight : 1;

        if ((node.Flags & EntryFlags.Timed) != 0)
        {
            Watch(segment, node.Deadline);
        }
    }

    /// <summary>Shows the oldest entry that is not retired; retired ones before it are dropped.</summary>
    /// <returns>Null when the queue is empty, or <see cref="MaxSkipped"/> slots were passed over.</returns>
    internal EntryNode? Peek()
    {
        var skipped = 0;
        while (_first is { } segment)
        {
            while (segment.Head < segment.Tail)
            {
                if (segment[segment.Head] is { } node)
                {
                    if (!node.IsRetired)
                    {
                        return node;
                    }

                    Forget(segment, segment.Head, node);
                }

                segment.Head++;
                if (++skipped == MaxSkipped)
                {
                    return null;
                }
            }

            TidyEmpty(segment);
            if (ReferenceEquals(_first, segment))
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>What lies first, if that is known without a search; it may be retired.</summary>
    internal EntryNode? Glance() =>
        _first is { } segment && segment.Head < segment.Tail ? segment[segment.Head] : null;

    /// <summary>Takes the oldest entry that is not retired; retired ones before it are dropped.</summary>
    /// <returns>Null when the queue is empty, or <see cref="MaxSkipped"/> slots were passed over.</returns>
    internal EntryNode? Dequeue()
    {
        var node = Peek();
        if (node is not null)
        {
            Take(node);
        }

        return node;
    }

    /// <summary>
    /// Takes the entry that <see cref="Peek"/> has just shown. It may have been retired since, which needs no policy lock:
    /// to take the oldest that is not retired would then be to take another.
    /// </summary>
    internal void Take(EntryNode shown)
    {
        var segment = _first!;
        Debug.Assert(ReferenceEquals(segment[segment.Head], shown), "What was shown lies first.");
        Forget(segment, segment.Head, shown);
        segment.Head++;
        if (segment.Live == 0)
        {
            TidyEmpty(segment);
        }
        else if (segment.Head + Ahead < QueueSegment.Size)
        {
            CacheLine.Prefetch(segment[segment.Head + Ahead]);
        }
    }

    /// <summary>
    /// Drops retired entries from the next few segments and merges sparse neighbours; the following call goes on where
    /// this one stopped, and begins again at the front after the last segment.
    /// </summary>
    /// <returns>How many entries were dropped.</returns>
    internal int Compact(int maxSegments)
    {
        var before = Count;
        var segment = _compactNext ?? _first;
        for (; segment is not null && maxSegments > 0; maxSegments--)
        {
            for (int slot = segment.Head; slot < segment.Tail; slot++)
            {
                if (segment[slot] is { IsRetired: true } node)
                {
                    Forget(segment, slot, node);
                }
            }

            // Tidy may release the segment or merge it away; the next one survives either.
            _compactNext = segment.Next;
            Tidy(segment);
            segment = _compactNext;
        }

        return before - Count;
    }

    internal void Clear()
    {
        for (var segment = _first; segment is not null; segment = segment.Next)
        {
            timer?.Cancel(segment);
            segment.Owner = null;
        }

        _first = null;
        _last = null;
        _compactNext = null;
        pool.QueuedCount -= Count;
        Count = 0;
        Weight = 0;
    }

    /// <summary>Empties one slot of a segment of this queue. The caller tidies the segment when it has done with it.</summary>
    internal void Forget(QueueSegment segment, int slot, EntryNode node)
    {
        Debug.Assert(ReferenceEquals(segment.Owner, this) && ReferenceEquals(segment[slot], node), "A slot of ours.");
        segment[slot] = null;
        segment.Live--;
        Count--;
        pool.QueuedCount--;
        Weight -= weighted ? node.Weight : 1;
    }

    /// <summary>
    /// Releases a segment that became empty, or merges it with a neighbour when both are sparse, so that long-lived
    /// entries among short-lived ones do not keep a segment each.
    /// </summary>
    internal void Tidy(QueueSegment segment)
    {
        if (segment.Live == 0)
        {
            TidyEmpty(segment);
            return;
        }

        if (segment.Previous is { } before && before.Live + segment.Live <= MergeBelow)
        {
            Merge(before, segment);
        }
        else if (segment.Next is { } after && segment.Live + after.Live <= MergeBelow)
        {
            Merge(segment, after);
        }
    }

    /// <summary>Visits every queued entry, oldest first, retired ones included. For tests and invariants.</summary>
    internal IEnumerable<EntryNode> Nodes()
    {
        for (var segment = _first; segment is not null; segment = segment.Next)
        {
            for (int slot = segment.Head; slot < segment.Tail; slot++)
            {
                if (segment[slot] is { } node)
                {
                    yield return node;
                }
            }
        }
    }

    /// <returns>How many of the entries are not retired.</returns>
    internal int AssertInvariants()
    {
        var count = 0;
        var living = 0;
        var weight = 0L;
        QueueSegment? previous = null;
        for (var segment = _first; segment is not null; previous = segment, segment = segment.Next)
        {
            var live = 0;
            for (var slot = 0; slot < QueueSegment.Size; slot++)
            {
                if (segment[slot] is { } node)
                {
                    live++;
                    living += node.IsRetired ? 0 : 1;
                    weight += weighted ? node.Weight : 1;
                    Invariant.Holds(slot >= segment.Head && slot < segment.Tail, "Entries lie between head and tail.");
                }
            }

            count += live;
            Invariant.Holds(live == segment.Live, "Live counts the filled slots.");
            Invariant.Holds(ReferenceEquals(segment.Owner, this), "A segment knows its queue.");
            Invariant.Holds(ReferenceEquals(segment.Previous, previous), "The links agree.");
            Invariant.Holds(
                timer is null || (segment.Earliest == EntryNode.Never) == (segment.TimerBucket == QueueSegment.Unwatched),
                "A segment with a deadline is watched, and no other.");
        }

        Invariant.Holds(ReferenceEquals(previous, _last), "The last segment is the last.");
        Invariant.Holds(count == Count, "Count is the sum of the segments.");
        Invariant.Holds(weight == Weight, "Weight is the sum of the entries.");
        return living;
    }

    private void Merge(QueueSegment older, QueueSegment younger)
    {
        older.Pack();
        for (int slot = younger.Head; slot < younger.Tail; slot++)
        {
            if (younger[slot] is { } node)
            {
                older[older.Tail++] = node;
                older.Live++;
            }
        }

        var earliest = younger.Earliest;
        Release(younger);
        Watch(older, earliest);
    }

    private void Watch(QueueSegment segment, long deadline)
    {
        if (timer is not null && deadline < segment.Earliest)
        {
            segment.Earliest = deadline;
            timer.Schedule(segment);
        }
    }

    private QueueSegment Append()
    {
        var segment = pool.Rent();
        segment.Owner = this;
        segment.Previous = _last;
        if (_last is null)
        {
            _first = segment;
        }
        else
        {
            _last.Next = segment;
        }

        _last = segment;
        return segment;
    }

    private void TidyEmpty(QueueSegment segment)
    {
        // The last segment is kept while it has room: a queue that holds one entry at a time would else rent and return
        // a segment for each.
        if (ReferenceEquals(segment, _last) && segment.Tail < QueueSegment.Size)
        {
            Debug.Assert(segment.Live == 0, "Only an empty segment is tidied away.");
            segment.Head = segment.Tail;
            timer?.Cancel(segment);
            segment.Earliest = EntryNode.Never;
            return;
        }

        Release(segment);
    }

    private void Release(QueueSegment segment)
    {
        timer?.Cancel(segment);
        if (ReferenceEquals(_compactNext, segment))
        {
            _compactNext = segment.Next;
        }

        if (segment.Previous is null)
        {
            _first = segment.Next;
        }
        else
        {
            segment.Previous.Next = segment.Next;
        }

        if (segment.Next is null)
        {
            _last = segment.Previous;
        }
        else
        {
            segment.Next.Previous = segment.Previous;
        }

        pool.Return(segment);
    }
}
