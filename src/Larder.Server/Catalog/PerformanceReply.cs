namespace Larder.Server.Catalog;

/// <summary>How long the list of products takes from the cache and from the database, in seconds, and what that saves.</summary>
internal sealed record PerformanceReply(
    decimal CachedResponseTime, decimal DatabaseResponseTime, string PerformanceImprovement, int Rounds)
{
    public static PerformanceReply Of(TimeSpan cached, TimeSpan database, int rounds) =>
        new(Seconds.Of(cached), Seconds.Of(database), $"{Improvement(cached, database):F2}%", rounds);

    // A database that took no time at all leaves nothing to be saved.
    private static double Improvement(TimeSpan cached, TimeSpan database) =>
        database <= TimeSpan.Zero ? 0 : 100 * (database - cached) / database;
}
