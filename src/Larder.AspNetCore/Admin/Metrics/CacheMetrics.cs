namespace Larder.AspNetCore.Admin.Metrics;

/// <summary>The figures of every cache, from what the caches count anyhow: a hit pays nothing for it.</summary>
internal sealed class CacheMetrics(CacheManager manager) : IMetricSource
{
    private const string Counter = "counter";
    private const string Gauge = "gauge";
    private const string Label = "cache";
    private const string Unit = "unit";

    // Name, help, figure. All of them are counters.
    private static readonly (string Name, string Help, Func<CacheStats, long> Of)[] Counters =
    [
        ("larder_cache_hits_total", "Look-ups answered by the cache, fresh or stale.", stats => stats.Hits),
        ("larder_cache_misses_total", "Look-ups that the cache could not answer.", stats => stats.Misses),
        ("larder_cache_stale_hits_total", "Hits that were answered with a stale value.", stats => stats.StaleHits),
        ("larder_cache_stand_ins_total", "Misses that got an older value because the load failed or took too long.", stats => stats.StandIns),
        ("larder_cache_sets_total", "Values that callers set.", stats => stats.Sets),
        ("larder_cache_deletes_total", "Values that callers removed.", stats => stats.Deletes),
        ("larder_cache_errors_total", "Loads, and operations of a tier, that failed.", stats => stats.Errors),
        ("larder_cache_loads_total", "Runs of factories begun.", stats => stats.Loads),
        ("larder_cache_load_failures_total", "Runs of factories that failed.", stats => stats.LoadFailures),
        ("larder_cache_refreshes_total", "Loads begun in the background.", stats => stats.Refreshes),
        ("larder_cache_overloads_total", "Loads that were refused because too many ran and waited.", stats => stats.Overloads),
        ("larder_cache_expirations_total", "Entries that left because their time was over.", stats => stats.Expirations),
    ];

    public void Write(MetricWriter writer)
    {
        // One snapshot of each cache for all of its figures, so that they add up.
        var all = manager.CacheNames.Order(StringComparer.Ordinal).Select(name => manager.GetCache(name))
            .Select(cache => (cache.Name, cache.Options, Stats: cache.GetStats())).ToList();
        foreach (var (name, help, figure) in Counters)
        {
            writer.Begin(name, Counter, help);
            foreach (var cache in all)
                writer.Sample(figure(cache.Stats), (Label, cache.Name));
        }

        writer.Begin("larder_cache_evictions_total", Counter, "Entries that left for want of room, by what was short of it.");
        foreach (var cache in all)
        {
            writer.Sample(cache.Stats.Evictions, (Label, cache.Name), ("cause", "capacity"));
            writer.Sample(cache.Stats.Pressed, (Label, cache.Name), ("cause", "memory_pressure"));
        }

        writer.Begin("larder_cache_entries", Gauge, "Entries in memory.");
        foreach (var cache in all)
            writer.Sample(cache.Stats.Count, (Label, cache.Name));
        writer.Begin("larder_cache_bytes", Gauge, "About how many bytes the entries hold, of caches whose entries weigh their bytes.");
        foreach (var cache in all.Where(cache => CacheUnit.Of(cache.Options) == CacheUnit.Bytes))
            writer.Sample(cache.Stats.Size, (Label, cache.Name));
        writer.Begin("larder_cache_weight", Gauge, "What the entries weigh together, in the unit of the capacity.");
        foreach (var cache in all)
            writer.Sample(cache.Stats.Size, (Label, cache.Name), (Unit, CacheUnit.Of(cache.Options)));
        writer.Begin("larder_cache_capacity", Gauge, "What the entries may weigh together: entries, bytes, or a weight that is neither.");
        foreach (var cache in all)
            writer.Sample(CacheUnit.CapacityOf(cache.Options), (Label, cache.Name), (Unit, CacheUnit.Of(cache.Options)));
    }
}
