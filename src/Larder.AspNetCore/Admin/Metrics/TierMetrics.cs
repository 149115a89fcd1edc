namespace Larder.AspNetCore.Admin.Metrics;

/// <summary>The figures of the tiers beyond memory, of the caches that have one. Where none has, there are no families.</summary>
internal sealed class TierMetrics(CacheManager manager) : IMetricSource
{
    private const string Counter = "counter";
    private const string Gauge = "gauge";

    private static readonly (string Name, string Type, string Help, Func<TierHealth, long> Of)[] Figures =
    [
        (
            "larder_cache_tier_state",
            Gauge,
            "Whether the tier beyond memory is asked: 0 yes, 1 not, because it kept failing, 2 by one call, to see whether it is back.",
            tier => (long)tier.State),
        ("larder_cache_tier_owed", Gauge, "Changes that the tier missed and does not know of yet.", tier => tier.Owed),
        ("larder_cache_tier_in_flight", Gauge, "Calls that the tier has not answered yet.", tier => tier.InFlight),
        ("larder_cache_tier_calls_total", Counter, "Calls that the tier was asked to answer.", tier => tier.Calls),
        ("larder_cache_tier_faults_total", Counter, "Calls to the tier that failed, or took too long.", tier => tier.Faults),
        ("larder_cache_tier_spared_total", Counter, "Calls that did not reach the tier, because it was left alone.", tier => tier.Spared),
        ("larder_cache_tier_late_writes_total", Counter, "Values that the tier missed and got afterwards.", tier => tier.WrittenLate),
    ];

    public void Write(MetricWriter writer)
    {
        // One look at each tier for all of its figures, as with the caches.
        var all = manager.CacheNames.Order(StringComparer.Ordinal)
            .Select(name => (Name: name, Tier: manager.GetCache(name).TierHealth)).Where(cache => cache.Tier is not null).ToList();
        if (all.Count == 0)
            return;

        foreach (var (name, type, help, figure) in Figures)
        {
            writer.Begin(name, type, help);
            foreach (var cache in all)
                writer.Sample(figure(cache.Tier!), ("cache", cache.Name));
        }
    }
}
