namespace Larder.AspNetCore.Admin.Metrics;

/// <summary>How long the requests of each group took, for reports of the host's own. Any number of threads may use it at once.</summary>
public sealed class RequestDurations
{
    private readonly RequestMetrics _metrics;

    internal RequestDurations(RequestMetrics metrics) => _metrics = metrics;

    /// <summary>The durations of a group, which go on being counted.</summary>
    /// <param name="group">One of <see cref="MetricsOptions.Groups"/>.</param>
    /// <returns>The durations; null for a group that is not counted.</returns>
    public DurationHistogram? Find(string group) => _metrics.DurationsOf(group);
}
