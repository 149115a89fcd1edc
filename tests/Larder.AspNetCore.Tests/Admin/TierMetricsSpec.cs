using Larder.AspNetCore.Admin.Metrics;
using Larder.Testing;
using Larder.Testing.Tiers;
using Larder.Tiers;

namespace Larder.AspNetCore.Tests.Admin;

/// <summary>How the tiers beyond memory are doing, on the page.</summary>
public sealed class TierMetricsSpec : IAsyncDisposable
{
    private readonly ManualClock _clock = new();
    private readonly FaultyTier _tier;
    private readonly CacheManager _manager;

    public TierMetricsSpec()
    {
        _tier = new FaultyTier(new FakeTier(_clock), _clock);
        _manager = new CacheManager(new CacheManagerOptions
        {
            Default = new CacheOptions { RetryDelay = TimeSpan.Zero },
            Named = new Dictionary<string, CacheOptions>(StringComparer.Ordinal) { ["near"] = new() { Strategy = CacheStrategy.Memory } },
            Tiers = [new OneTier(_tier)],
            Time = _clock,
        });
    }

    [Fact]
    public async Task A_tier_that_answers_is_up_and_owes_nothing()
    {
        await _manager.SetAsync("key", "value");

        var page = Page();

        Assert.Equal((0, 0, 0), (page["state"], page["owed"], page["in_flight"]));
        Assert.True(page["calls_total"] > 0);
        Assert.Equal((0, 0), (page["faults_total"], page["spared_total"]));
    }

    [Fact]
    public async Task A_tier_that_fails_is_left_alone_and_what_it_missed_is_owed()
    {
        _tier.Always = TierFault.Throws;
        for (var i = 0; i < 20; i++) await _manager.SetAsync($"key {i}", "value");

        var page = Page();

        Assert.Equal((1, 20), (page["state"], page["owed"]));
        Assert.Equal(_manager.Default.TierHealth!.Faults, page["faults_total"]);
        Assert.True(page["faults_total"] > 0);
        Assert.True(page["spared_total"] > 0);
        Assert.Equal(0, page["late_writes_total"]);
    }

    [Fact]
    public async Task A_call_that_hangs_is_in_flight()
    {
        _tier.Always = TierFault.Hangs;
        var set = _manager.SetAsync("key", "value").AsTask();

        Assert.Equal((1, 1), (_tier.Hanging, Page()["in_flight"])); // a call begins on the thread of its caller

        _tier.Always = TierFault.None;
        _tier.Release();
        await set.WaitAsync(WaitLimit.Default);
        Assert.Equal(0, Page()["in_flight"]);
    }

    [Fact]
    public async Task A_cache_without_a_tier_has_no_figures_of_one_and_a_host_without_any_no_families()
    {
        await using var none = new CacheManager();
        var writer = new MetricWriter();
        new TierMetrics(none).Write(writer);

        Assert.Equal("", writer.ToString());
        Assert.DoesNotContain(Parse(_manager).Samples.Keys, static sample => sample.Contains("near", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync() => await _manager.DisposeAsync();

    /// <summary>The figures of the default cache, by the end of their names.</summary>
    private Dictionary<string, double> Page() => Parse(_manager).Samples.ToDictionary(
        static sample => sample.Key["larder_cache_tier_".Length..].Replace("{cache=\"default\"}", "", StringComparison.Ordinal),
        static sample => sample.Value,
        StringComparer.Ordinal);

    private static Exposition Parse(CacheManager manager)
    {
        var writer = new MetricWriter();
        new TierMetrics(manager).Write(writer);
        return Exposition.Parse(writer.ToString());
    }

    private sealed class OneTier(ICacheTier tier) : ICacheTierFactory
    {
        public IReadOnlyList<CacheStrategy> Strategies => [CacheStrategy.Hybrid];

        public ICacheTier Create(string cacheName) => tier;
    }
}
