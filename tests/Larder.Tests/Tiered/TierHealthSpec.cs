using Larder.Testing;
using Larder.Testing.Tiers;
using Larder.Tests.Monitoring;
using Microsoft.Extensions.DependencyInjection;
using System.Diagnostics.Metrics;

namespace Larder.Tests.Tiered;

/// <summary>How a tier is doing can be seen: as a property, and as figures.</summary>
public sealed class TierHealthSpec
{
    private static readonly string[] OfDefault = ["cache.name=default"];

    [Fact]
    public async Task A_cache_without_a_tier_has_no_health_to_tell()
    {
        await using var manager = new CacheManager();

        Assert.Null(manager.Default.TierHealth);
    }

    [Fact]
    public async Task It_tells_whether_the_tier_is_asked_since_when_and_what_it_has_missed()
    {
        var clock = new ManualClock();
        await using var place = new FaultyPlace(TierKind.Heap, clock);
        await using var test = new HybridUnderTest(nodes: 2, tiers: place, clock: clock);
        var began = clock.GetUtcNow();
        Assert.Equal((TierState.Up, began, 0), Of(test));

        place.Tier.Always = TierFault.Throws;
        clock.Advance(TimeSpan.FromSeconds(3));
        await test.Cache.SetAsync("one", 1);
        await test.Cache.SetAsync("two", 2);
        Assert.Equal((TierState.Down, began + TimeSpan.FromSeconds(3), 2), Of(test));
        Assert.Equal("It threw IOException.", test.Cache.TierHealth!.LastFault);

        place.Tier.Always = TierFault.None;
        for (var i = 0; i < 20; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Eventually.IsTrue("no round of recovery runs", () => test.IsRecoveryResting);
        }

        var health = test.Cache.TierHealth!;
        Assert.Equal((TierState.Up, 0, 2L, 0L), (health.State, health.Owed, health.WrittenLate, health.NotWrittenLate));
    }

    [Fact]
    public async Task It_is_published_as_figures()
    {
        await using var provider = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var factory = provider.GetRequiredService<IMeterFactory>();
        var clock = new ManualClock();
        await using var place = new FaultyPlace(TierKind.Heap, clock);
        await using var test = new HybridUnderTest(tiers: place, clock: clock);
        using var meter = new CacheMeter(test.Manager, factory);
        using var reader = new MeterReader(factory);

        place.IsGone = true;
        await test.Cache.SetAsync("one", 1);
        await test.Cache.SetAsync("two", 2);
        await test.Cache.SetAsync("three", 3);

        var figures = reader.Collect().Where(static each => each.Instrument.Contains(".tier.", StringComparison.Ordinal)).ToArray();
        Assert.All(figures, static each => Assert.Equal(OfDefault, each.Labels));
        Assert.Equal(
            [
                ("larder.cache.tier.calls", "{call}", 3), ("larder.cache.tier.faults", "{call}", 5), ("larder.cache.tier.in_flight", "{call}", 0),
                ("larder.cache.tier.late_writes", "{set}", 0), ("larder.cache.tier.owed", "{change}", 3),
                ("larder.cache.tier.spared", "{call}", 1), ("larder.cache.tier.state", "{state}", (double)TierState.Down),
            ],
            figures.Select(static each => (each.Instrument, each.Unit, each.Value)).OrderBy(static each => each.Instrument, StringComparer.Ordinal));
    }

    private static (TierState State, DateTimeOffset Since, int Owed) Of(HybridUnderTest test) =>
        test.Cache.TierHealth is { } health ? (health.State, health.Since, health.Owed) : default;
}
