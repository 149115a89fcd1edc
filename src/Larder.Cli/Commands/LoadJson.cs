using System.Text.Json;
using Larder.Cli.Load;
using Larder.Cli.Output;
using Larder.Engine.Statistics;

namespace Larder.Cli.Commands;

/// <summary>A load as JSON for programs.</summary>
internal static class LoadJson
{
    public static void Write(Utf8JsonWriter writer, LoadRequest request, LoadResult result)
    {
        writer.WriteStartObject();
        writer.WriteString("host", request.Server.Text);
        writer.WriteNumber("connections", request.Connections);
        writer.WriteNumber("keys", request.Keys);
        writer.WriteNumber("value_size", request.ValueSize);
        writer.WriteNumber("put_percent", request.PutPercent);
        writer.WriteString("routes", request.Routes == RouteStyle.Cache ? "cache" : "put");
        writer.WriteNumber("seed", request.Seed);
        WriteResult(writer, result);
        WriteKind(writer, "put", result.Puts, result, result.PutLatency);
        WriteKind(writer, "get", result.Gets, result, result.GetLatency);
        WriteKind(writer, "all", result.Completed, result, result.PutLatency.Merge(result.GetLatency));
        writer.WriteEndObject();
    }

    /// <summary>What every run reports, whatever its requests were.</summary>
    public static void WriteResult(Utf8JsonWriter writer, LoadResult result)
    {
        writer.WriteBoolean("interrupted", result.WasInterrupted);
        writer.WriteNumber("elapsed_seconds", JsonReport.Rounded(result.Elapsed.TotalSeconds));
        writer.WriteNumber("requests", result.Completed);
        writer.WriteNumber("requests_per_second", JsonReport.Rounded(result.PerSecond(result.Completed)));
        writer.WriteNumber("hits", result.Hits);
        writer.WriteNumber("misses", result.Misses);
        writer.WriteNumber("cache_miss_rate", result.MissRate);
        writer.WriteNumber("failed", result.Failed);
        writer.WriteNumber("unfinished", result.Unfinished);
        writer.WriteStartObject("failures");
        foreach (var (kind, count) in result.Failures)
            writer.WriteNumber(kind, count);
        writer.WriteEndObject();

        writer.WriteStartObject("client");
        if (result.ProcessorTime is { } used)
            writer.WriteNumber("processor_seconds", JsonReport.Rounded(used.TotalSeconds));
        else
            writer.WriteNull("processor_seconds");
        writer.WriteNumber("processors", Environment.ProcessorCount);
        writer.WriteEndObject();
    }

    public static void WriteKind(
        Utf8JsonWriter writer, string name, long count, LoadResult result, LatencySnapshot latency)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("requests", count);
        writer.WriteNumber("requests_per_second", JsonReport.Rounded(result.PerSecond(count)));
        writer.WriteStartObject("latency_ms");
        writer.WriteNumber("mean", JsonReport.Milliseconds(latency.Mean));
        writer.WriteNumber("p50", JsonReport.Milliseconds(latency.Percentile(50)));
        writer.WriteNumber("p95", JsonReport.Milliseconds(latency.Percentile(95)));
        writer.WriteNumber("p99", JsonReport.Milliseconds(latency.Percentile(99)));
        writer.WriteNumber("p99.9", JsonReport.Milliseconds(latency.Percentile(99.9)));
        writer.WriteNumber("max", JsonReport.Milliseconds(latency.Maximum));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
