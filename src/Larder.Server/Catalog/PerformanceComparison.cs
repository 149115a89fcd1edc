namespace Larder.Server.Catalog;

/// <summary>How long the list of products took from the cache and from the database: the medians of some rounds.</summary>
internal readonly record struct PerformanceComparison(TimeSpan Cached, TimeSpan Database, int Rounds)
{
    /// <summary>What the cache saves, in per cent. A database that took no time at all leaves nothing to be saved.</summary>
    public string Improvement => $"{(Database <= TimeSpan.Zero ? 0 : 100 * (Database - Cached) / Database):F2}%";
}
