using Larder.Engine.Flights;

namespace Larder.Memory;

/// <summary>What only some slots have: a life after the fresh one, a moment to be refreshed at.</summary>
/// <remarks>
/// Invariants: properties never change. <see cref="FreshUntil"/> is moved by compare-and-swap;
/// <see cref="HeldUntil"/> is only ever set back to zero, and <see cref="IsExpired"/> only ever set.
/// </remarks>
internal sealed class SlotDetails
{
    internal long FreshUntil;

    /// <summary>A stale value that stands in for a factory that failed: until when the factory is left alone; else 0.</summary>
    internal long HeldUntil;

    /// <summary>Whether somebody made it stale before its time.</summary>
    internal bool IsExpired;

    /// <summary>After a refresh that failed: until when no other is begun; else 0.</summary>
    internal long RefreshNotBefore;

    /// <summary>The refresh that was begun last; while it is alive no other is begun.</summary>
    internal Flight<string>? Refresh;

    /// <summary>Until when the store keeps the entry, for the stale uses of it.</summary>
    internal long KeptUntil { get; init; }

    /// <summary>By how much an access prolongs the fresh time, where the store's own sliding is not enough; else 0.</summary>
    internal long Sliding { get; init; }

    /// <summary>By how much an access prolongs the life of the entry, where the store sees to it; else 0.</summary>
    internal long StoreSliding { get; init; }

    /// <summary>For a slot whose every hit is thought about: from when on a hit refreshes it.</summary>
    internal long RefreshFrom { get; init; } = Slot.Forever;

    /// <summary>Past which moment sliding does not go.</summary>
    internal long SlidingCap { get; init; }

    internal string? ETag { get; init; }

    internal DateTimeOffset? LastModified { get; init; }

    /// <summary>Prolongs the fresh time by an access.</summary>
    internal void Slide(long now)
    {
        var seen = Volatile.Read(ref FreshUntil); // partner: the compare-and-swap below, and that of expiring
        var wanted = Math.Min(SlidingCap, now + Sliding);
        if (wanted > seen)
        {
            // Only from the moment we saw: an expiry in between knows better.
            Interlocked.CompareExchange(ref FreshUntil, wanted, seen);
        }
    }
}
