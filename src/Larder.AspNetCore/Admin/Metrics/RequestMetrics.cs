using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;

namespace Larder.AspNetCore.Admin.Metrics;

/// <summary>Counts requests by group and class of status, and how long they took.</summary>
/// <remarks>Invariants: the groups never change; the counters only grow, by interlocked addition.</remarks>
internal sealed class RequestMetrics(IEnumerable<string> groups, Func<HttpContext, string> groupOf, TimeProvider time) : IMetricSource
{
    private const int Classes = 5;

    private readonly FrozenDictionary<string, GroupCounts> _groups =
        groups.Distinct(StringComparer.Ordinal).ToFrozenDictionary(name => name, _ => new GroupCounts(), StringComparer.Ordinal);

    public async Task MeasureAsync(HttpContext context, RequestDelegate next)
    {
        var began = time.GetTimestamp();
        var status = StatusCodes.Status500InternalServerError;
        try
        {
            await next(context).ConfigureAwait(false);
            status = context.Response.StatusCode;
        }
        finally
        {
            if (_groups.TryGetValue(groupOf(context), out var counts))
                counts.Count(status, time.GetElapsedTime(began));
        }
    }

    internal DurationHistogram? DurationsOf(string group) => _groups.GetValueOrDefault(group)?.Durations;

    public void Write(MetricWriter writer)
    {
        var all = _groups.OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
        writer.Begin("larder_http_requests_total", "counter", "Requests that were answered behind the hits, by group of routes.");
        foreach (var (name, counts) in all)
        {
            for (var i = 0; i < Classes; i++)
                writer.Sample(counts.OfClass(i), ("group", name), ("status", $"{i + 1}xx"));
        }

        writer.Begin("larder_http_request_duration_seconds", "histogram", "How long these requests took.");
        foreach (var (name, counts) in all)
            writer.Histogram(counts.Durations, ("group", name));
    }

    private sealed class GroupCounts
    {
        private readonly long[] _byClass = new long[Classes];

        internal DurationHistogram Durations { get; } = new();

        internal void Count(int status, TimeSpan took)
        {
            Interlocked.Increment(ref _byClass[Math.Clamp(status / 100, 1, Classes) - 1]); // partner: the read in OfClass
            Durations.Record(took);
        }

        internal long OfClass(int index) => Interlocked.Read(ref _byClass[index]); // partner: the increment in Count
    }
}
