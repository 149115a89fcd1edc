using System.Runtime.CompilerServices;
using Larder.Engine.Entries;

namespace Larder.Engine.Store;

/// <content>Deadlines: what was agreed, whether it has passed, and sliding it.</content>
public sealed partial class MemoryStore<TKey, TValue>
{
    // A hit moves a sliding deadline only when that gains more than this share, so that most hits write nothing.
    private const int SlidingShare = 100;

    private EntryTerms AgreeOnTimes(in EntryOptions options, int weight)
    {
        if (options.Expiration is { } expiration && expiration <= TimeSpan.Zero)
        {
            Throw.NotPositive(nameof(EntryOptions.Expiration), expiration);
        }

        if (options.Sliding is { } sliding)
        {
            if (sliding <= TimeSpan.Zero)
            {
                Throw.NotPositive(nameof(EntryOptions.Sliding), sliding);
            }

            if (sliding > EntryOptions.LongestSliding)
            {
                Throw.SlidingTooLong(sliding);
            }
        }

        var now = NowForWriting();
        var cap = options.Expiration is { } longest ? Later(now, longest.Ticks) : EntryNode.Never;
        var slidingMs = options.Sliding is { } each ? Math.Max(1, (uint)each.TotalMilliseconds) : 0;
        var due = slidingMs == 0 ? cap : Math.Min(cap, Later(now, slidingMs * TimeSpan.TicksPerMillisecond));
        return new EntryTerms(due, cap, slidingMs, weight, options.Priority == EntryPriority.NeverRemove);
    }

    /// <summary>The time, read afresh; from the first deadline on, the coarse clock is kept going as well.</summary>
    private long NowForWriting()
    {
        _lease ??= LeaseClock();
        _clock.Advance();
        return _clock.Now;
    }

    private IDisposable LeaseClock()
    {
        var lease = _clock.AcquireLease();
        if (Interlocked.CompareExchange(ref _lease, lease, null) is { } earlier)
        {
            lease.Dispose();
            return earlier;
        }

        if (Volatile.Read(ref _disposed)) // partner: the exchange in Dispose, which may have come too early to see it
        {
            lease.Dispose();
        }

        return lease;
    }

    private bool IsOverdue(Entry<TKey, TValue> entry) =>
        (entry.Flags & EntryFlags.Timed) != 0
        && Unsafe.As<TimedEntry<TKey, TValue>>(entry).Deadline <= _clock.Now;

    // The common case of a deadline: it is in the future, and nothing else has to be done.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsFresh(Entry<TKey, TValue> entry, EntryFlags flags) =>
        flags == EntryFlags.Timed && Unsafe.As<TimedEntry<TKey, TValue>>(entry).Due > _clock.NowIfCheap;

    /// <summary>Whether an entry that is special in more than one way is alive; slides it if it is.</summary>
    private bool IsAliveAndSlid(Entry<TKey, TValue> entry, EntryFlags flags)
    {
        if ((flags & EntryFlags.Retired) != 0)
        {
            return false;
        }

        if ((flags & EntryFlags.Timed) == 0)
        {
            return true;
        }

        var now = _clock.Now;
        var timed = Unsafe.As<TimedEntry<TKey, TValue>>(entry);
        var due = Volatile.Read(ref timed.Due); // partner: the write in OverwriteUnderLock
        if (due <= now)
        {
            return false;
        }

        if ((flags & EntryFlags.Sliding) != 0)
        {
            Slide(Unsafe.As<WeightedEntry<TKey, TValue>>(timed), due, now);
        }

        return true;
    }

    private static void Slide(WeightedEntry<TKey, TValue> entry, long due, long now)
    {
        var step = entry.SlidingMs * TimeSpan.TicksPerMillisecond;
        var wanted = Math.Min(entry.Cap, Later(now, step));
        if (wanted - due > step / SlidingShare)
        {
            // Only from the deadline we saw: a write that set another one in the meantime knows better.
            Interlocked.CompareExchange(ref entry.Due, wanted, due);
        }
    }

    private static long Later(long now, long ticks) => now > EntryNode.Never - ticks ? EntryNode.Never : now + ticks;
}
