namespace Larder.Server.Catalog;

/// <summary>What one cache has done and holds, in the words of the source projects.</summary>
internal sealed record CacheNumbers(
    long Hits,
    long Misses,
    long Sets,
    long Deletes,
    long Errors,
    double HitRate,
    double HitRatePercent,
    long TotalRequests,
    long Evictions,
    long Expirations,
    long Entries)
{
    public static CacheNumbers Of(CacheStats stats) =>
        new(
            stats.Hits,
            stats.Misses,
            stats.Sets,
            stats.Deletes,
            stats.Errors,
            stats.HitRate,
            Math.Round(100 * stats.HitRate, digits: 2),
            stats.Hits + stats.Misses,
            stats.Evictions,
            stats.Expirations,
            stats.Count);
}
