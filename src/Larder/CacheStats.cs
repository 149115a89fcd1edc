namespace Larder;

/// <summary>What a cache has done since it was built, and what it holds; exact whenever nobody is using it.</summary>
public sealed record CacheStats
{
    /// <summary>Look-ups answered by the cache, fresh or stale.</summary>
    public long Hits { get; init; }

    /// <summary>Look-ups that it could not answer.</summary>
    public long Misses { get; init; }

    /// <summary>Values that callers set.</summary>
    public long Sets { get; init; }

    /// <summary>Values that callers removed; removing what is not there does not count.</summary>
    public long Deletes { get; init; }

    /// <summary>Loads, and operations of a tier, that failed.</summary>
    public long Errors { get; init; }

    /// <summary>Those of the hits that were answered with a stale value, at once.</summary>
    public long StaleHits { get; init; }

    /// <summary>
    /// Those of the misses that got an older value or a fallback in the end, because the load failed or took too long. They are
    /// misses: the source was asked, and the caller waited for it.
    /// </summary>
    public long StandIns { get; init; }

    /// <summary>Those of the hits that the tier beyond memory answered.</summary>
    public long SharedHits { get; init; }

    /// <summary>Payloads of that tier that were damaged, or could not be read; they were removed.</summary>
    public long DamagedPayloads { get; init; }

    /// <summary>Values that were too large for that tier and stayed in memory.</summary>
    public long OversizedPayloads { get; init; }

    /// <summary>Loads begun, for a caller or in the background.</summary>
    public long Loads { get; init; }

    /// <summary>Loads whose factory failed.</summary>
    public long LoadFailures { get; init; }

    /// <summary>Loads begun in the background, while callers got the value that was there.</summary>
    public long Refreshes { get; init; }

    /// <summary>Loads that were refused, because too many ran and waited.</summary>
    public long Overloads { get; init; }

    /// <summary>Entries that left because the cache was full.</summary>
    public long Evictions { get; init; }

    /// <summary>Entries that left because the process ran short of memory.</summary>
    public long Pressed { get; init; }

    /// <summary>Entries that left because their time was over.</summary>
    public long Expirations { get; init; }

    /// <summary>Entries in memory now.</summary>
    public long Count { get; init; }

    /// <summary>What they weigh together; their count, in a cache that is bounded by entries.</summary>
    public long Size { get; init; }

    /// <summary>Hits as a share of all look-ups, from 0 to 1; 0 when there were none.</summary>
    public double HitRate => Hits + Misses == 0 ? 0 : (double)Hits / (Hits + Misses);

    /// <summary>Every operation counted: look-ups, sets and deletes.</summary>
    public long TotalRequests => Hits + Misses + Sets + Deletes;
}
