using System.Diagnostics;
using System.Numerics;
using Larder.Engine.Entries;

namespace Larder.Engine.Expiry;

/// <summary>Knows which queue segments hold an entry that is due, and looks through those, never through the store.</summary>
/// <remarks>
/// A hierarchy of wheels of 64 buckets, each bucket as long as the whole wheel below it. A segment hangs in the bucket of
/// its earliest deadline, on the level of the highest bit in which that differs from the present; so a level never wraps,
/// eleven levels cover every time there is, and the next bucket is one bit scan away. When the time of a bucket comes, its
/// segments move to lower levels, or are looked through when they are due.
/// <para>
/// Invariants, all guarded by the policy lock.
/// <list type="bullet">
/// <item>A segment hangs in one bucket at most, and names it in TimerBucket.</item>
/// <item>A bit of <c>_occupied</c> is set exactly when its bucket is not empty.</item>
/// <item>No bucket but the one being emptied begins before <c>_present</c>.</item>
/// <item>An entry that is due, and was queued or watched with that deadline, is offered to the sink no later than one
/// resolution after it, once <see cref="Advance"/> has returned false for that time.</item>
/// </list>
/// </para>
/// </remarks>
internal sealed class TimerWheel : ISegmentTimer
{
    /// <summary>The most segments one call of <see cref="Advance"/> moves or looks through.</summary>
    internal const int MaxSegmentsPerAdvance = 32;

    private const int BitsPerLevel = 6;
    private const int BucketsPerLevel = 1 << BitsPerLevel;
    private const int Levels = (63 + BitsPerLevel - 1) / BitsPerLevel;
    private const int NoBucket = -1;

    private readonly long _resolution;
    private readonly EntryQueue _watched;
    private readonly QueueSegment?[]?[] _buckets = new QueueSegment?[]?[Levels];
    private readonly ulong[] _occupied = new ulong[Levels];
    private long _present;
    private int _emptying = NoBucket;

    /// <summary>Builds an empty wheel.</summary>
    /// <param name="now">The time on the coarse clock.</param>
    /// <param name="resolution">The length of the finest bucket, in ticks of the coarse clock.</param>
    internal TimerWheel(long now, long resolution)
    {
        Debug.Assert(now >= 0 && resolution > 0, "Time begins at zero and moves forward.");
        _resolution = resolution;
        _present = now / resolution;
        _watched = new EntryQueue(new SegmentPool(), this, weighted: false);
    }

    /// <summary>
    /// When <see cref="Advance"/> has something to do next, on the coarse clock; <see cref="EntryNode.Never"/> when nothing
    /// is timed. Not later than the next deadline plus the resolution; it may be earlier, to move segments between levels.
    /// </summary>
    internal long NextDue
    {
        get
        {
            var bucket = NextBucket(out var begins);
            return bucket == NoBucket || begins > EntryNode.Never / _resolution ? EntryNode.Never : begins * _resolution;
        }
    }

    /// <summary>How many entries are watched apart: pinned ones, and ones whose deadline was brought forward.</summary>
    internal int WatchedCount => _watched.Count;

    /// <summary>Watches an entry that no eviction queue watches for its present deadline.</summary>
    /// <remarks>
    /// For two cases: a pinned entry, which sits on no eviction queue; and an entry whose deadline was brought forward in
    /// place, whose own segment would look too late. Every such move adds a place to a queue until the entry dies; a
    /// caller that moves deadlines forward again and again replaces the entry instead once <see cref="WatchedCount"/> is
    /// high. An entry that is watched twice is offered to the sink twice, or found retired; both do no harm.
    /// </remarks>
    internal void Watch(EntryNode node)
    {
        Debug.Assert((node.Flags & EntryFlags.Timed) != 0, "Only an entry with a deadline can be watched.");
        _watched.Enqueue(node);
    }

    /// <summary>Offers what is due to the sink, within the bound of one call.</summary>
    /// <returns>Whether more is due now; the next call goes on.</returns>
    internal bool Advance(long now, IExpirySink sink)
    {
        var presentAfter = now / _resolution;
        for (var segments = 0; segments < MaxSegmentsPerAdvance; segments++)
        {
            var bucket = NextBucket(out var begins);
            if (bucket == NoBucket || begins > presentAfter)
            {
                _present = Math.Max(_present, presentAfter);
                return false;
            }

            _emptying = bucket;
            _present = Math.Max(_present, begins);
            var segment = _buckets[bucket / BucketsPerLevel]![bucket % BucketsPerLevel]!;
            Cancel(segment);
            if (segment.TimerDue > _present)
            {
                Place(segment);
            }
            else
            {
                LookThrough(segment, now, sink);
            }
        }

        return NextBucket(out var next) != NoBucket && next <= presentAfter;
    }

    public void Schedule(QueueSegment segment)
    {
        Cancel(segment);

        // Rounded up: a bucket is due when all of it has passed.
        segment.TimerDue = (segment.Earliest / _resolution) + (segment.Earliest % _resolution == 0 ? 0 : 1);
        Place(segment);
    }

    public void Cancel(QueueSegment segment)
    {
        var bucket = segment.TimerBucket;
        if (bucket == QueueSegment.Unwatched)
        {
            return;
        }

        if (segment.TimerPrevious is { } previous)
        {
            previous.TimerNext = segment.TimerNext;
        }
        else
        {
            var level = bucket / BucketsPerLevel;
            _buckets[level]![bucket % BucketsPerLevel] = segment.TimerNext;
            if (segment.TimerNext is null)
            {
                _occupied[level] &= ~(1UL << (bucket % BucketsPerLevel));
            }
        }

        if (segment.TimerNext is { } next)
        {
            next.TimerPrevious = segment.TimerPrevious;
        }

        segment.TimerBucket = QueueSegment.Unwatched;
        segment.TimerNext = null;
        segment.TimerPrevious = null;
    }

    /// <summary>Drops retired entries from the next few segments of those watched apart.</summary>
    /// <returns>How many were dropped.</returns>
    internal int CompactWatched(int maxSegments) => _watched.Compact(maxSegments);

    /// <summary>Forgets what is watched apart. What the policy's queues hold is forgotten when these are cleared.</summary>
    internal void Clear() => _watched.Clear();

    internal void AssertInvariants()
    {
        _watched.AssertInvariants();
        for (var bucket = 0; bucket < Levels * BucketsPerLevel; bucket++)
        {
            var level = bucket / BucketsPerLevel;
            var segment = _buckets[level]?[bucket % BucketsPerLevel];
            var isOccupied = (_occupied[level] & (1UL << (bucket % BucketsPerLevel))) != 0;
            Invariant.Holds(isOccupied == segment is not null, "A bucket that is not empty has its bit set.");
            for (; segment is not null; segment = segment.TimerNext)
            {
                Invariant.Holds(segment.TimerBucket == bucket, "A segment names its bucket.");
                Invariant.Holds(segment.Owner is not null, "A segment that is watched belongs to a queue.");
                Invariant.Holds(
                    bucket == _emptying || Begins(bucket) >= _present,
                    "No bucket begins in the past, but the one being emptied.");
            }
        }
    }

    private void Place(QueueSegment segment)
    {
        segment.TimerDue = Math.Max(segment.TimerDue, _present);
        var differing = (ulong)(segment.TimerDue ^ _present) | (BucketsPerLevel - 1);
        var level = BitOperations.Log2(differing) / BitsPerLevel;
        var index = (int)(segment.TimerDue >> (level * BitsPerLevel)) & (BucketsPerLevel - 1);
        var buckets = _buckets[level] ??= new QueueSegment?[BucketsPerLevel];

        segment.TimerNext = buckets[index];
        if (segment.TimerNext is { } next)
        {
            next.TimerPrevious = segment;
        }

        segment.TimerBucket = (short)((level * BucketsPerLevel) + index);
        buckets[index] = segment;
        _occupied[level] |= 1UL << index;
    }

    /// <summary>The bucket whose time comes first; while one is being emptied, that one.</summary>
    private int NextBucket(out long begins)
    {
        if (_emptying != NoBucket)
        {
            if (_buckets[_emptying / BucketsPerLevel]![_emptying % BucketsPerLevel] is not null)
            {
                begins = _present;
                return _emptying;
            }

            _emptying = NoBucket;
        }

        for (var level = 0; level < Levels; level++)
        {
            if (_occupied[level] != 0)
            {
                var bucket = (level * BucketsPerLevel) + BitOperations.TrailingZeroCount(_occupied[level]);
                begins = Begins(bucket);
                return bucket;
            }
        }

        begins = 0;
        return NoBucket;
    }

    private long Begins(int bucket)
    {
        var level = bucket / BucketsPerLevel;
        var above = (level + 1) * BitsPerLevel;
        var prefix = above > 62 ? 0 : (_present >> above) << above;
        return prefix | ((long)(bucket % BucketsPerLevel) << (level * BitsPerLevel));
    }

    private void LookThrough(QueueSegment segment, long now, IExpirySink sink)
    {
        var queue = segment.Owner!;
        var earliest = EntryNode.Never;
        for (int slot = segment.Head; slot < segment.Tail; slot++)
        {
            if (segment[slot] is not { } node)
            {
                continue;
            }

            var flags = node.Flags;
            if ((flags & EntryFlags.Retired) != 0)
            {
                queue.Forget(segment, slot, node);
            }
            else if ((flags & EntryFlags.Timed) != 0)
            {
                var deadline = node.Deadline;
                if (deadline <= now && sink.Expire(node))
                {
                    queue.Forget(segment, slot, node);
                }
                else
                {
                    // A deadline that moved between the look and the sink's is read again, and never again at once.
                    earliest = Math.Min(earliest, deadline <= now ? Math.Max(node.Deadline, now + 1) : deadline);
                }
            }
        }

        segment.Earliest = earliest;
        if (earliest != EntryNode.Never)
        {
            Schedule(segment);
        }

        queue.Tidy(segment);
    }
}
