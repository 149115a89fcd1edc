using System.Text.Json;

namespace Larder.AspNetCore.Admin;

/// <summary>A cache as JSON: what it was told, what it has done, what it holds.</summary>
internal static class CacheView
{
    internal static void Write(Utf8JsonWriter writer, LarderCache cache)
    {
        writer.WriteString("name", cache.Name);
        WriteOptions(writer, cache.Options);
        var stats = cache.GetStats();
        WriteStats(writer, stats);
        writer.WriteStartObject("memory");
        writer.WriteNumber("entries", stats.Count);
        WriteFill(writer, cache.Options, stats.Size);
        writer.WriteEndObject();
    }

    private static void WriteFill(Utf8JsonWriter writer, CacheOptions options, long weight)
    {
        var unit = CacheUnit.Of(options);
        WriteNumberOrNull(writer, "bytes", unit == CacheUnit.Bytes ? weight : null);
        writer.WriteNumber("weight", weight);
        writer.WriteNumber("max_weight", CacheUnit.CapacityOf(options));
        writer.WriteString("unit", unit);
    }

    // Only what says how the cache behaves. Addresses and passwords of other servers are none of a reader's business.
    private static void WriteOptions(Utf8JsonWriter writer, CacheOptions options)
    {
        writer.WriteStartObject("options");
        writer.WriteString("eviction_policy", options.EvictionPolicy.ToString());
        WriteNumberOrNull(writer, "max_entries", options.MemoryMaxBytes is null ? options.MemoryMaxSize : null);
        WriteNumberOrNull(writer, "max_bytes", options.MemoryMaxBytes);
        WriteSeconds(writer, "ttl_seconds", options.Entry.Expiration ?? options.MemoryTtl);
        writer.WriteNumber("memory_pressure_threshold", options.MemoryPressureThreshold);
        writer.WriteBoolean("statistics", options.EnableStats);
        writer.WriteNumber("max_concurrent_loads", options.MaxConcurrentLoads);
        writer.WriteNumber("max_waiting_loads", options.MaxWaitingLoads);
        writer.WriteNumber("max_background_refreshes", options.MaxBackgroundRefreshes);
        writer.WriteEndObject();
    }

    private static void WriteStats(Utf8JsonWriter writer, CacheStats stats)
    {
        writer.WriteStartObject("stats");
        writer.WriteNumber("hits", stats.Hits);
        writer.WriteNumber("misses", stats.Misses);
        writer.WriteNumber("hit_rate", stats.HitRate);
        writer.WriteNumber("stale_hits", stats.StaleHits);
        writer.WriteNumber("stand_ins", stats.StandIns);
        writer.WriteNumber("sets", stats.Sets);
        writer.WriteNumber("deletes", stats.Deletes);
        writer.WriteNumber("errors", stats.Errors);
        writer.WriteNumber("loads", stats.Loads);
        writer.WriteNumber("load_failures", stats.LoadFailures);
        writer.WriteNumber("refreshes", stats.Refreshes);
        writer.WriteNumber("overloads", stats.Overloads);
        writer.WriteNumber("evictions", stats.Evictions);
        writer.WriteNumber("evictions_by_pressure", stats.Pressed);
        writer.WriteNumber("expirations", stats.Expirations);
        writer.WriteEndObject();
    }

    /// <summary>A time in seconds, with null for one without an end.</summary>
    internal static void WriteSeconds(Utf8JsonWriter writer, string name, TimeSpan? time)
    {
        if (time is { } known && known < CacheEntryOptions.Forever)
            writer.WriteNumber(name, Math.Round(known.TotalSeconds, 3));
        else
            writer.WriteNull(name);
    }

    private static void WriteNumberOrNull(Utf8JsonWriter writer, string name, long? number)
    {
        if (number is { } known)
            writer.WriteNumber(name, known);
        else
            writer.WriteNull(name);
    }
}
