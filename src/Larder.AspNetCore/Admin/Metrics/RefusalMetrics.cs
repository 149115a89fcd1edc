using Larder.AspNetCore.Security;

namespace Larder.AspNetCore.Admin.Metrics;

/// <summary>How often requests were refused, and why.</summary>
internal sealed class RefusalMetrics(AccessGuard guard) : IMetricSource
{
    public void Write(MetricWriter writer)
    {
        writer.Begin("larder_http_refused_total", "counter", "Requests that were refused before anything was done, by why.");
        writer.Sample(guard.RefusedBy(RefusalCause.Unauthorized), ("cause", "unauthorized"));
        writer.Sample(guard.RefusedBy(RefusalCause.Forbidden), ("cause", "forbidden"));
        writer.Sample(guard.RefusedBy(RefusalCause.CrossSite), ("cause", "cross_site"));
        writer.Sample(guard.RefusedBy(RefusalCause.TooMany), ("cause", "too_many"));
    }
}
