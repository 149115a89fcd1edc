using Larder.Engine;
using Larder.Engine.Time;

namespace Larder.Memory;

/// <summary>Turns terms into moments: a slot, and how long the store keeps it.</summary>
/// <remarks>Invariants: versions come from one counter, by atomic addition: no two slots of a cache have the same.</remarks>
internal sealed class SlotMaker(CoarseClock clock, Chance chance, IEntryMeter? meter, bool tierIssuesVersions)
{
    private long _version;

    internal Slot<T> Make<T>(string key, T value, in SlotTerms terms, out EntryOptions kept)
    {
        var now = clock.Advance();
        var jitter = terms.Jitter > TimeSpan.Zero ? terms.Jitter * chance.Next() : TimeSpan.Zero;
        var freshUntil = Later(now, terms.FreshFor, jitter);
        var calmUntil = EarliestThought(now, freshUntil, terms);
        kept = new EntryOptions
        {
            Expiration = freshUntil == Slot.Forever ? null : Sum(terms.FreshFor, jitter, terms.StaleWindow),
            Sliding = terms.Sliding > TimeSpan.Zero ? Shorter(terms.Sliding, terms.StaleWindow) : null,
            Weight = meter is null ? null : Weigh(key, value, terms.Size),
            Priority = PriorityOf(terms.NeverRemove),
        };

        var details = DetailsOf(terms, now, freshUntil, calmUntil);

        // The store slides when the entry leaves; when it goes stale, before that, is for the slot to know at each hit.
        var calm = details is { Sliding: > 0 } ? Slot.NeverCalm : calmUntil;
        return Shape(value, terms.Version != 0 ? terms.Version : NextVersion(), calm, details, terms.Tags, terms.Stamp);
    }

    /// <summary>A copy of a stale slot that stands in for its factory until a moment.</summary>
    internal Slot<T> Hold<T>(string key, Slot<T> stale, ResolvedOptions options, out EntryOptions kept)
    {
        var now = clock.Advance();
        var old = stale.EnsureDetails();
        kept = new EntryOptions
        {
            Expiration = old.KeptUntil == Slot.Forever ? null : TimeSpan.FromTicks(Math.Max(1, old.KeptUntil - now)),
            Weight = meter is null ? null : Weigh(key, stale.Value, options.Size),
            Priority = PriorityOf(options.Priority == CachePriority.NeverRemove),
        };
        var details = new SlotDetails
        {
            FreshUntil = Math.Min(now, stale.FreshUntil),
            ETag = old.ETag,
            LastModified = old.LastModified,
            KeptUntil = old.KeptUntil,
            HeldUntil = Later(now, options.ErrorRetryAfter, TimeSpan.Zero),
            IsExpired = Volatile.Read(ref old.IsExpired), // partner: the write in Slot.ExpireAt
        };
        return Shape(stale.Value, stale.Version, Slot.NeverCalm, details, stale.Tags, stale.Stamp);
    }

    /// <summary>A value that was never fresh, and stands in for its factory until a moment.</summary>
    internal Slot<T> HoldFallback<T>(
        string key, T value, long stamp, ResolvedOptions options, out EntryOptions kept)
    {
        var now = clock.Advance();
        var until = Later(now, options.ErrorRetryAfter, TimeSpan.Zero);
        kept = new EntryOptions
        {
            Expiration = options.ErrorRetryAfter,
            Weight = meter is null ? null : Weigh(key, value, options.Size),
        };
        var details = new SlotDetails
        {
            FreshUntil = now,
            KeptUntil = until,
            HeldUntil = until,
        };
        return Shape(value, NextVersion(), Slot.NeverCalm, details, options.Tags, stamp);
    }

    internal static long Later(long now, TimeSpan time, TimeSpan more)
    {
        var sum = Sum(time, more, TimeSpan.Zero).Ticks;
        return sum > 0 && now > Slot.Forever - sum ? Slot.Forever : now + sum;
    }

    private static EntryPriority PriorityOf(bool neverRemove) =>
        neverRemove ? EntryPriority.NeverRemove : EntryPriority.Normal;

    private static Slot<T> Shape<T>(
        T value, long version, long calmUntil, SlotDetails? details, string[]? tags, long stamp) =>
        tags is { Length: > 0 }
            ? new TaggedSlot<T>(value, version, calmUntil, details, tags, stamp)
            : new PlainSlot<T>(value, version, calmUntil, details);

    /// <summary>Below zero where a tier issues the versions that are compared: one of ours is none of its own.</summary>
    private long NextVersion() => tierIssuesVersions ? -Interlocked.Increment(ref _version) : Interlocked.Increment(ref _version);

    private static SlotDetails? DetailsOf(in SlotTerms terms, long now, long freshUntil, long calmUntil)
    {
        var slides = terms.Sliding > TimeSpan.Zero && terms.StaleWindow > TimeSpan.Zero;
        var plain = calmUntil == freshUntil && terms.StaleWindow == TimeSpan.Zero
            && terms.Sliding == TimeSpan.Zero && terms.ETag is null && terms.LastModified is null;
        if (plain)
        {
            return null;
        }

        return new SlotDetails
        {
            FreshUntil = slides ? Math.Min(freshUntil, Later(now, terms.Sliding, TimeSpan.Zero)) : freshUntil,
            KeptUntil = freshUntil == Slot.Forever ? Slot.Forever : Later(freshUntil, terms.StaleWindow, TimeSpan.Zero),
            ETag = terms.ETag,
            LastModified = terms.LastModified,
            Sliding = slides ? terms.Sliding.Ticks : 0,
            StoreSliding = slides ? 0 : terms.Sliding.Ticks,
            SlidingCap = freshUntil,
            RefreshFrom = calmUntil == freshUntil ? Slot.Forever : calmUntil,
            IsExpired = terms.IsExpired,
        };
    }

    /// <summary>When a hit has to do more than return the value: at the end of the fresh time, or when to refresh ahead.</summary>
    private long EarliestThought(long now, long freshUntil, in SlotTerms terms)
    {
        if (freshUntil == Slot.Forever)
        {
            return freshUntil;
        }

        var earliest = freshUntil;
        if (terms.RefreshAfter > 0)
        {
            earliest = now + (long)((freshUntil - now) * terms.RefreshAfter);
        }

        if (terms.EarlyRefresh > 0)
        {
            // Drawn once for each entry instead of at each hit: the spread over processes is the same, and hits stay bare.
            var lead = terms.LoadTime.Ticks * terms.EarlyRefresh * -Math.Log(chance.Next());
            earliest = Math.Min(earliest, freshUntil - (long)Math.Min(lead, freshUntil - now));
        }

        return earliest;
    }

    private int Weigh<T>(string key, T value, long? size)
    {
        var weight = size ?? meter!.Measure(key, value);
        return weight is >= 0 and <= int.MaxValue ? (int)weight : Throw.UnweighableEntry(key, weight);
    }

    private static TimeSpan Shorter(TimeSpan sliding, TimeSpan window)
    {
        var sum = Sum(sliding, window, TimeSpan.Zero);
        return sum < EntryOptions.LongestSliding ? sum : EntryOptions.LongestSliding;
    }

    private static TimeSpan Sum(TimeSpan one, TimeSpan two, TimeSpan three)
    {
        var sum = (Int128)one.Ticks + two.Ticks + three.Ticks;
        return sum > long.MaxValue ? TimeSpan.MaxValue : TimeSpan.FromTicks((long)sum);
    }
}
