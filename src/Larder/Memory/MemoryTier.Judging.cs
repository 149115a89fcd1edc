using System.Runtime.CompilerServices;
using Larder.Engine.Flights;
using Larder.Invalidation;

namespace Larder.Memory;

/// <content>What a slot is worth at this moment: to a hit, to a refresh, to a factory that failed.</content>
internal sealed partial class MemoryTier
{
    /// <summary>What a slot is worth now, and how long it has been stale.</summary>
    internal SlotState Judge(Slot slot, out long staleFor)
    {
        var now = _clock.Advance();
        staleFor = 0;
        if (!_trust.IsTrusted(now) || !TagsHold(slot))
        {
            return SlotState.Gone;
        }

        var details = slot.Details;
        var freshUntil = slot.FreshUntil;
        if (freshUntil > now)
        {
            if (details is { Sliding: > 0 })
            {
                details.Slide(now);
                return details.RefreshFrom > now ? SlotState.Fresh : SlotState.RefreshDue;
            }

            return Volatile.Read(ref slot.CalmUntil) > now ? SlotState.Fresh : SlotState.RefreshDue;
        }

        staleFor = now - freshUntil;
        if (details is null)
        {
            return SlotState.Stale;
        }

        // Partners: the writes in Slot.ExpireAt.
        return Volatile.Read(ref details.HeldUntil) > now ? SlotState.Held
            : Volatile.Read(ref details.IsExpired) ? SlotState.Expired
            : SlotState.Stale;
    }

    /// <summary>A slot as the value from earlier that a factory may look at; null when it was removed with a tag.</summary>
    internal Slot? AsStale(Slot? slot) => slot is null || Judge(slot, out _) == SlotState.Gone ? null : slot;

    internal bool IsFresh(Slot slot) => Judge(slot, out _) is SlotState.Fresh or SlotState.RefreshDue;

    /// <summary>The slot of a version, if memory holds it as a fresh one and believes it. Looking prolongs nothing.</summary>
    internal Slot? Held(string key, long version)
    {
        var now = _clock.Advance();
        return Peek(key) is { } slot && slot.Version == version && _trust.IsTrusted(now) && TagsHold(slot) && slot.FreshUntil > now
            ? slot
            : null;
    }

    /// <summary>Whether a refresh of a slot may begin: none is in the air, and none failed a short while ago.</summary>
    internal bool MayRefresh(Slot slot)
    {
        var details = slot.EnsureDetails();

        // The partners of these reads are the writes in NoteRefresh and NoteFailedRefresh.
        return Volatile.Read(ref details.Refresh) is not { IsAlive: true }
            && Volatile.Read(ref details.RefreshNotBefore) <= _clock.Now;
    }

    internal static void NoteRefresh(Slot slot, Flight<string>? refresh) =>
        Volatile.Write(ref slot.EnsureDetails().Refresh, refresh); // partner: the read in MayRefresh

    /// <summary>Leaves the source alone for a while: every hit would begin another refresh otherwise.</summary>
    internal void NoteFailedRefresh(Slot slot, TimeSpan retryAfter) =>
        Volatile.Write( // partner: the read in MayRefresh
            ref slot.EnsureDetails().RefreshNotBefore, SlotMaker.Later(_clock.Advance(), retryAfter, TimeSpan.Zero));

    /// <summary>What is known of a slot, without leaving a trace on it: looking prolongs nothing.</summary>
    /// <returns>Null when it was invalidated.</returns>
    internal CacheEntryDetails? Describe(string key, Slot slot)
    {
        var now = _clock.Advance();
        if (!_trust.IsTrusted(now) || !TagsHold(slot))
        {
            return null;
        }

        var left = slot.FreshUntil is var until && until == Slot.Forever ? (TimeSpan?)null : TimeSpan.FromTicks(Math.Max(0, until - now));
        return new CacheEntryDetails(key, slot.ValueType, slot.AnyValue, slot.Tags, slot.Version, left);
    }

    /// <summary>How long a slot that was just asked for will be fresh, if it is not asked for again; null when for ever.</summary>
    internal TimeSpan? FreshFor(Slot slot)
    {
        var until = slot.FreshUntil;
        if (until == Slot.Forever)
        {
            return null;
        }

        var left = Math.Max(0, until - _clock.Now);
        return TimeSpan.FromTicks(slot.Details is { StoreSliding: > 0 and var each } ? Math.Min(left, each) : left);
    }

    /// <summary>How long a slot may be fresh at most, however often it is asked for; null when for ever.</summary>
    internal TimeSpan? MayBeFreshFor(Slot slot)
    {
        var until = slot.Details is { Sliding: > 0, IsExpired: false } sliding ? sliding.SlidingCap : slot.FreshUntil;
        return until == Slot.Forever ? null : TimeSpan.FromTicks(Math.Max(0, until - _clock.Now));
    }

    /// <summary>Whether a slot is of the type asked for, and a hit on it nothing but a hit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsCalm<T>(Slot slot)
    {
        if (slot.GetType() != typeof(PlainSlot<T>)
            && (slot.GetType() != typeof(TaggedSlot<T>)
                || Unsafe.As<TaggedSlot<T>>(slot).Validated < InvalidationEpoch.Current))
        {
            return false;
        }

        var now = _clock.NowIfCheap;
        return (slot.CalmUntil > now && _trustOfHits.TrustedUntil > now) || IsCalmByTheClock(slot);
    }

    /// <summary>The same where the time is no field and has to be asked for.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool IsCalmByTheClock(Slot slot)
    {
        var now = _clock.Now;
        return slot.CalmUntil > now && _trustOfHits.IsTrusted(now);
    }

    private bool TagsHold(Slot slot)
    {
        var epoch = InvalidationEpoch.Current;
        slot.StampIfUnstamped(epoch);
        var stamp = slot.Stamp;
        if (stamp >= epoch)
        {
            return true;
        }

        switch (Tags.Judge(slot.Tags, stamp, out var expiredAt))
        {
            case TagVerdict.Removed:
                return false;
            case TagVerdict.Expired:
                slot.ExpireAt(expiredAt);
                break;
        }

        slot.Stamp = epoch;
        return true;
    }
}
