using System.Diagnostics.Metrics;
using Larder.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Larder.Tests.Monitoring;

/// <summary>What the caches publish for whoever collects metrics.</summary>
public sealed class CacheMeterSpec
{
    private const string Key = CacheUnderTest.Key;
    private const string OfDefault = "cache.name=default";

    /// <summary>Names, units and labels are a promise: dashboards hang on them. The guide lists the same.</summary>
    public static TheoryData<string, string> Instruments() => new()
    {
        { "dotnet.cache.requests", "{request}" },
        { "dotnet.cache.evictions", "{eviction}" },
        { "dotnet.cache.entries", "{entry}" },
        { "dotnet.cache.estimated_size", "By" },
        { "larder.cache.stale_hits", "{request}" },
        { "larder.cache.stand_ins", "{request}" },
        { "larder.cache.sets", "{set}" },
        { "larder.cache.deletes", "{delete}" },
        { "larder.cache.loads", "{load}" },
        { "larder.cache.loads.running", "{load}" },
        { "larder.cache.load.failures", "{load}" },
        { "larder.cache.load.duration", "s" },
        { "larder.cache.refreshes", "{load}" },
        { "larder.cache.overloads", "{load}" },
        { "larder.cache.errors", "{error}" },
        { "larder.cache.expirations", "{entry}" },
    };

    [Theory]
    [MemberData(nameof(Instruments))]
    public async Task S4_35_each_instrument_is_published_by_its_name_in_its_unit(string name, string unit)
    {
        await using var metered = new Metered(new CacheOptions { MemoryMaxBytes = 1_000_000 });
        await metered.Test.Load("value");

        Assert.Equal(unit, Assert.Single(metered.Reader.Collect(), reading => reading.Instrument == name
            && !reading.Labels.Contains("cache.request.type=miss")).Unit);
    }

    [Fact]
    public async Task Nothing_else_is_published()
    {
        await using var metered = new Metered(new CacheOptions { MemoryMaxBytes = 1_000_000 });
        await metered.Test.Load("value");

        Assert.Equal(
            Instruments().Select(static row => (string)((object[])row)[0]).Order(),
            metered.Reader.Collect().Select(static reading => reading.Instrument).Distinct().Order());
    }

    [Fact]
    public async Task S4_35_hits_and_misses_are_requests_of_two_types()
    {
        await using var metered = new Metered();
        await metered.Test.Load("value");
        await metered.Test.Load("value");
        await metered.Test.Load("value");

        Assert.Equal(2, metered.Reader.Figure("dotnet.cache.requests", OfDefault, "cache.request.type=hit"));
        Assert.Equal(1, metered.Reader.Figure("dotnet.cache.requests", OfDefault, "cache.request.type=miss"));
        Assert.Equal(1, metered.Reader.Figure("dotnet.cache.entries", OfDefault));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task S4_35_a_size_in_bytes_is_told_only_of_a_cache_whose_meter_measures_bytes(bool measuresBytes)
    {
        await using var metered = new Metered(new CacheOptions { MemoryMaxBytes = 1_000_000, Meter = new Sevens(measuresBytes) });
        await metered.Test.Cache.SetAsync("k", "value");

        var told = metered.Reader.Collect().Where(reading => reading.Instrument == "dotnet.cache.estimated_size");

        Assert.Equal(measuresBytes ? [7] : Array.Empty<double>(), told.Select(reading => (double)reading.Value));
    }

    [Fact]
    public async Task S4_35_evictions_failures_and_running_loads_are_told()
    {
        await using var metered = new Metered(new CacheOptions { MemoryMaxSize = 3 });
        for (var i = 0; i < 8; i++) await metered.Test.Cache.SetAsync($"{i}", i);
        await Assert.ThrowsAsync<IOException>(() => metered.Test.LoadBadly<string>(new IOException("down")));
        var source = new Source<string>();
        var load = metered.Test.Ask(source);
        var run = await source.Run(1);

        Assert.Equal(5, metered.Reader.Figure("dotnet.cache.evictions", OfDefault));
        Assert.Equal(1, metered.Reader.Figure("larder.cache.load.failures", OfDefault));
        Assert.Equal(1, metered.Reader.Figure("larder.cache.loads.running", OfDefault));
        run.Answer("value");
        await load;
    }

    [Theory]
    [InlineData("loaded")]
    [InlineData("failed")]
    [InlineData("cancelled")]
    public async Task S4_35_the_time_of_a_load_is_told_with_how_it_ended(string result)
    {
        await using var metered = new Metered();
        using var stop = new CancellationTokenSource();
        var source = new Source<string>();
        var load = metered.Test.Ask(source, cancellationToken: stop.Token);
        var run = (await source.Run(1)).ObservingItsToken();
        metered.Test.Clock.Advance(TimeSpan.FromMilliseconds(250));

        if (result == "loaded") run.Answer("value");
        if (result == "failed") run.Fail(new IOException("down"));
        if (result == "cancelled") await stop.CancelAsync();
        await Task.WhenAny(load);
        await metered.Test.WhenQuiet();

        Assert.Equal(0.25, metered.Reader.Figure("larder.cache.load.duration", OfDefault, $"larder.cache.load.result={result}"));
    }

    [Fact]
    public async Task One_factory_for_many_keys_is_one_load()
    {
        await using var metered = new Metered();

        await metered.Test.Cache.GetOrCreateManyAsync<int, string>(
            ["a", "b"], 0, static (_, keys, _) => new(keys.ToDictionary(static key => key)));

        Assert.Equal(0, metered.Reader.Figure("larder.cache.load.duration", OfDefault, "larder.cache.load.result=loaded"));
    }

    [Fact]
    public async Task No_key_and_no_value_is_seen()
    {
        await using var metered = new Metered();
        await metered.Test.Load("a secret value", key: "a secret key");
        await Assert.ThrowsAsync<IOException>(() => metered.Test.LoadBadly<string>(new IOException("secret"), key: "another secret"));

        Assert.DoesNotContain(
            metered.Reader.Collect(),
            static reading => reading.Labels.Any(static label => label.Contains("secret", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task S4_17_a_cache_without_statistics_tells_its_entries_only()
    {
        await using var metered = new Metered(new CacheOptions { EnableStats = false });
        await metered.Test.Cache.SetAsync(Key, 1);

        Assert.Equal(
            ["dotnet.cache.entries", "larder.cache.loads.running"],
            metered.Reader.Collect().Select(static reading => reading.Instrument).Order());
    }

    [Fact]
    public async Task Once_its_manager_is_disposed_nothing_is_measured()
    {
        var metered = new Metered();
        await metered.Test.Load("value");

        metered.Reader.Collect();
        await metered.Test.DisposeAsync();

        Assert.Empty(metered.Reader.Collect());
        await metered.DisposeAsync();
    }

    [Fact]
    public async Task Of_a_manager_that_is_disposed_already_nothing_is_measured()
    {
        var test = new CacheUnderTest();
        await test.DisposeAsync();
        await using var metered = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var factory = metered.GetRequiredService<IMeterFactory>();
        using var reader = new MeterReader(factory);

        _ = new CacheMeter(test.Manager, factory);

        Assert.Empty(reader.Collect());
    }

    [Fact]
    public async Task A_container_meters_its_caches_by_its_own_factory()
    {
        await using var container = Settings.Container(larder =>
        {
            larder.AddCache("orders");
            larder.Services.AddMetrics();
        });
        using var reader = new MeterReader(container.GetRequiredService<IMeterFactory>());
        await container.GetRequiredKeyedService<ICache>("orders").SetAsync(Key, 1);

        Assert.Equal(1, reader.Figure("larder.cache.sets", "cache.name=orders"));
        Assert.Equal(0, reader.Figure("larder.cache.sets", OfDefault));
    }

    /// <summary>A cache with a meter, and who reads it.</summary>
    private sealed class Metered : IAsyncDisposable
    {
        private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

        internal Metered(CacheOptions? options = null)
        {
            var factory = _services.GetRequiredService<IMeterFactory>();
            Reader = new MeterReader(factory);
            Test = new CacheUnderTest(options);
            _ = new CacheMeter(Test.Manager, factory);
        }

        internal CacheUnderTest Test { get; }

        internal MeterReader Reader { get; }

        public async ValueTask DisposeAsync()
        {
            Reader.Dispose();
            await Test.DisposeAsync();
            await _services.DisposeAsync();
        }
    }

    private sealed class Sevens(bool measuresBytes) : IEntryMeter
    {
        public bool MeasuresBytes => measuresBytes;

        public long Measure<T>(string key, T value) => 7;
    }
}
