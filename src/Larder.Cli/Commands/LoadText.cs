using System.Text;
using Larder.Cli.Load;
using Larder.Cli.Output;
using Larder.Engine.Statistics;

namespace Larder.Cli.Commands;

/// <summary>A load as a table for people.</summary>
internal static class LoadText
{
    /// <summary>Rarer failures are counted in the sum, and told in full by the JSON.</summary>
    private const int KindsShownMax = 10;

    private static readonly string[] Head = ["", "requests", "per second", "mean", "p50", "p95", "p99", "p99.9", "max"];

    public static string Format(LoadRequest request, LoadResult result)
    {
        var text = new StringBuilder("=== cache-cli load ===\n");
        text.Append($"Host: {request.Server.Text}\n");
        text.Append($"Load: {Count(request.Connections, "connection")}, {Count(request.Keys, "key")}, "
            + $"values of {Count(request.ValueSize, "character")}, {request.PutPercent} % puts, seed {request.Seed}\n");
        text.Append($"Time: {DurationText.Scaled(result.Elapsed)}{(result.WasInterrupted ? " (interrupted)" : "")}\n\n");

        text.Append(TextTable.Format(
        [
            Head,
            Row("put", result.Puts, result, result.PutLatency),
            Row("get", result.Gets, result, result.GetLatency),
            Row("all", result.Completed, result, result.PutLatency.Merge(result.GetLatency)),
        ]));

        text.Append('\n').Append(Hits(result)).Append(Failures(result)).Append(Client(result));
        return text.ToString();
    }

    public static string Hits(LoadResult result) =>
        $"Gets: {Count(result.Hits, "hit")}, {Count(result.Misses, "miss", "misses")} ({result.MissRate:P2} missed)\n";

    public static string Failures(LoadResult result)
    {
        var text = new StringBuilder($"Failed: {result.Failed:N0}");
        if (result.Unfinished > 0)
            text.Append($", and {result.Unfinished:N0} without an answer when the run ended");
        text.Append('\n');
        foreach (var (kind, count) in result.Failures.Take(KindsShownMax))
            text.Append($"  {count:N0} x {SafeText.Line(kind)}\n");
        if (result.Failures.Count > KindsShownMax)
            text.Append($"  and {result.Failures.Count - KindsShownMax} other kinds\n");
        return text.ToString();
    }

    /// <summary>What the generator itself used, so that nobody takes its limit for the server's.</summary>
    public static string Client(LoadResult result)
    {
        if (result.ProcessorTime is not { } used || result.Elapsed == TimeSpan.Zero)
            return "";

        var each = result.Completed == 0 ? 0 : used.TotalMicroseconds / result.Completed;
        return $"This program used {used / result.Elapsed:F2} of {Count(Environment.ProcessorCount, "processor")}, "
            + $"{each:F1} microseconds for each request.\n";
    }

    private static string[] Row(string name, long count, LoadResult result, LatencySnapshot latency) =>
    [
        name, $"{count:N0}", $"{result.PerSecond(count):N0}", DurationText.Latency(latency.Mean),
        .. new[] { 50, 95, 99, 99.9, 100 }.Select(percent => DurationText.Latency(latency.Percentile(percent))),
    ];

    private static string Count(long count, string one, string? many = null) =>
        $"{count:N0} {(count == 1 ? one : many ?? one + "s")}";
}
