using System.Diagnostics;
using Larder.Engine.Entries;

namespace Larder.Engine.Eviction;

/// <summary>The entry that was not asked for longest leaves first: to a small part of the capacity, for large stores.</summary>
/// <remarks>
/// Time is cut into epochs of a fixed share of the capacity in writes. A hit writes the present epoch into the entry, once
/// in each epoch, and moves nothing. There is a queue for each epoch; an entry that comes out of the oldest with a newer
/// epoch written in it moves to the queue of that epoch; one without leaves. So an entry moves at most once for each
/// epoch in which it was asked for.
/// <para>
/// The newest writes pass through a queue of their own first, so that they outlive the promised number of further writes even
/// when everything else was asked for in the present epoch.
/// </para>
/// Invariants, all guarded by the policy lock, but for Stamp.
/// <list type="bullet">
/// <item>Stamp is the low part of the epoch of the latest write or hit. A hit writes it without a lock; a write that comes
/// late makes the entry look older than it is, at worst the oldest.</item>
/// <item>An entry is in the queue of an epoch not newer than the one it carries, or among the newest.</item>
/// <item><c>_oldest</c> to <c>_epoch</c> are fewer than <see cref="Queues"/> epochs, and every queue outside is empty.</item>
/// </list>
/// </remarks>
internal sealed class CoarseLruPolicy : IEvictionPolicy
{
    /// <summary>Epochs in which a capacity is written.</summary>
    internal const int EpochsPerCapacity = 32;

    /// <summary>Queues kept: twice what a full store needs, for a store that shrinks and grows. A power of two.</summary>
    internal const int Queues = EpochsPerCapacity * 2;

    /// <summary>The most entries one call moves before it gives the lock a chance to be released.</summary>
    private const int MaxMoves = 64;

    /// <summary>Entries moved with each write while the oldest queue is merged into the next.</summary>
    private const int MergedPerWrite = 4;

    private readonly SegmentPool _pool = new();
    private readonly EntryQueue[] _queues = new EntryQueue[Queues];
    private readonly EntryQueue _newest;
    private readonly long _newestTarget;
    private readonly long _writtenPerEpoch;
    private readonly bool _weighted;
    private long _written;
    private long _oldest;
    private long _epoch;
    private int _compacting;

    internal CoarseLruPolicy(long capacity, bool weighted, ISegmentTimer? timer)
    {
        for (var queue = 0; queue < Queues; queue++)
        {
            _queues[queue] = new EntryQueue(_pool, timer, weighted);
        }

        _newest = new EntryQueue(_pool, timer, weighted);
        _newestTarget = Math.Min(Math.Max((capacity + 99) / 100, 2) + 1, capacity);
        _writtenPerEpoch = Math.Max(1, capacity / EpochsPerCapacity);
        _weighted = weighted;
    }

    public byte TouchLimit => 0;

    public bool TracksRecency => true;

    public int QueuedCount => _pool.QueuedCount;

    public bool Touch(EntryNode node)
    {
        // The epoch is read without a lock, by design: see the invariants.
        var epoch = (ushort)_epoch;
        if (node.Stamp != epoch)
        {
            node.Stamp = epoch;
        }

        return true;
    }

    public void RenewOrder()
    {
    }

    public void Add(EntryNode node, bool full)
    {
        _written += _weighted ? node.Weight : 1;
        if (_written >= _writtenPerEpoch)
        {
            NextEpoch();
        }

        node.Stamp = (ushort)_epoch;
        _newest.Enqueue(node);

        // Two for one, so that the queue comes back to its size after heavy entries, and no call does much.
        for (var moved = 0; moved < 2 && _newest.Weight > _newestTarget; moved++)
        {
            if (_newest.Dequeue() is { } next)
            {
                QueueOf(EpochOf(next)).Enqueue(next);
            }
        }
    }

    public EntryNode? SelectVictim()
    {
        for (var moves = 0; moves < MaxMoves; moves++)
        {
            var queue = QueueOf(_oldest);
            if (queue.Dequeue() is { } node)
            {
                var epoch = EpochOf(node);
                if (epoch <= _oldest)
                {
                    return node;
                }

                QueueOf(epoch).Enqueue(node);
            }
            else if (queue.Count == 0)
            {
                if (_oldest == _epoch)
                {
                    return _newest.Dequeue();
                }

                _oldest++;
            }
        }

        return null;
    }

    public EntryNode? SelectColdest() => SelectVictim();

    public int EstimateFrequency(EntryNode node) => 0;

    public int Compact(int maxSegments)
    {
        // The newest are few and leave by themselves. Each call takes the next queue that has anything.
        for (var queue = 0; queue < Queues; queue++)
        {
            _compacting = (_compacting + 1) & (Queues - 1);
            if (_queues[_compacting].Count > 0)
            {
                return _queues[_compacting].Compact(maxSegments);
            }
        }

        return 0;
    }

    public void Clear()
    {
        _newest.Clear();
        foreach (var queue in _queues)
        {
            queue.Clear();
        }

        _oldest = _epoch;
    }

    public int AssertInvariants()
    {
        var living = _newest.AssertInvariants();
        Invariant.Holds(_epoch - _oldest < Queues && _oldest <= _epoch, "The epochs fit the queues.");
        for (var epoch = _epoch - Queues + 1; epoch <= _epoch; epoch++)
        {
            var queue = QueueOf(epoch);
            living += queue.AssertInvariants();
            Invariant.Holds(epoch >= _oldest || queue.Count == 0, "A queue outside of the epochs is empty.");
        }

        return living;
    }

    private EntryQueue QueueOf(long epoch) => _queues[(int)(epoch & (Queues - 1))];

    /// <summary>The epoch an entry carries; never before the oldest.</summary>
    private long EpochOf(EntryNode node)
    {
        var epoch = _epoch - (ushort)((ushort)_epoch - node.Stamp);
        return Math.Max(epoch, _oldest);
    }

    private void NextEpoch()
    {
        if (_epoch - _oldest == Queues - 1)
        {
            // Nothing was evicted for long: what the store lost was removed. The two oldest epochs become one, in steps.
            var queue = QueueOf(_oldest);
            for (var moved = 0; moved < MergedPerWrite && queue.Count > 0; moved++)
            {
                if (queue.Dequeue() is { } node)
                {
                    QueueOf(Math.Max(EpochOf(node), _oldest + 1)).Enqueue(node);
                }
            }

            if (queue.Count > 0)
            {
                return;
            }

            _oldest++;
        }

        _epoch++;
        _written = 0;
        Debug.Assert(QueueOf(_epoch).Count == 0, "The queue of a new epoch is empty.");
    }
}
