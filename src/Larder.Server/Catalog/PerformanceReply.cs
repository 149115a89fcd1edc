namespace Larder.Server.Catalog;

/// <summary>
/// How long the list of products takes from the cache and from the database, in seconds, and what that saves; beside it what
/// the caches have done since the start, and what the process has used and taken for it.
/// </summary>
internal sealed record PerformanceReply(
    decimal CachedResponseTime,
    decimal DatabaseResponseTime,
    string PerformanceImprovement,
    int Rounds,
    CacheStatsReply CacheStats,
    PerformanceMetrics PerformanceMetrics)
{
    public static PerformanceReply Of(PerformanceComparison measured, CacheStatsReply stats, PerformanceMetrics metrics) =>
        new(
            Seconds.Of(measured.Cached),
            Seconds.Of(measured.Database),
            measured.Improvement,
            measured.Rounds,
            stats,
            metrics);
}
