namespace Larder.Server.Catalog;

/// <summary>The statistics of product reads, and below them those of every other cache by name.</summary>
internal sealed record CacheStatsReply(
    long Hits,
    long Misses,
    long Sets,
    long Deletes,
    long Errors,
    double HitRate,
    double HitRatePercent,
    long TotalRequests,
    IReadOnlyDictionary<string, CacheNumbers> Caches)
{
    public static CacheStatsReply Of(CacheNumbers products, IReadOnlyDictionary<string, CacheNumbers> others) =>
        new(
            products.Hits,
            products.Misses,
            products.Sets,
            products.Deletes,
            products.Errors,
            products.HitRate,
            products.HitRatePercent,
            products.TotalRequests,
            others);
}
