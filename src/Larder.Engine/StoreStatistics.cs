namespace Larder.Engine;

/// <summary>What a store has done since it was built, and what it holds; exact whenever nobody is using the store.</summary>
public sealed record StoreStatistics
{
    /// <summary>Look-ups that found a living entry.</summary>
    public long Hits { get; init; }

    /// <summary>Look-ups that found none.</summary>
    public long Misses { get; init; }

    /// <summary>Values written, overwrites included.</summary>
    public long Sets { get; init; }

    /// <summary>Loads begun.</summary>
    public long Loads { get; init; }

    /// <summary>Loads given up while they were in the air: the factory threw, or the flight was abandoned.</summary>
    public long LoadFailures { get; init; }

    /// <summary>Entries whose deadline passed.</summary>
    public long Expired { get; init; }

    /// <summary>Entries the policy chose, because the store was full.</summary>
    public long Evicted { get; init; }

    /// <summary>Values that a newer write took the place of.</summary>
    public long Replaced { get; init; }

    /// <summary>Entries that a caller removed.</summary>
    public long Removed { get; init; }

    /// <summary>Entries that went when the whole store was cleared.</summary>
    public long Cleared { get; init; }

    /// <summary>Entries that were trimmed because the process ran short of memory.</summary>
    public long Pressed { get; init; }

    /// <summary>Calls of the removal listener that threw.</summary>
    public long ListenerFailures { get; init; }

    /// <summary>Living entries now.</summary>
    public long Count { get; init; }

    /// <summary>The weight of the living entries now; the count, when nothing is weighed.</summary>
    public long Weight { get; init; }

    /// <summary>Hits as a share of all look-ups, from 0 to 1; 0 when there were none.</summary>
    public double HitRate => Hits + Misses == 0 ? 0 : (double)Hits / (Hits + Misses);
}
