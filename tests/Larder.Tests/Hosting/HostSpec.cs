using Larder.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Larder.Tests.Hosting;

public sealed class HostSpec
{
    private const string Prefix = "LARDER_HOST_SPEC_";

    [Fact]
    public async Task A_host_starts_with_its_caches_built()
    {
        using var lines = new LineCollector();
        using var host = HostWith(lines, larder => larder.AddCache("products"));

        await host.StartAsync();

        Assert.Single(lines.Of("Larder.default", LogLevel.Information));
        Assert.Single(lines.Of("Larder.products", LogLevel.Information));
        await host.StopAsync();
    }

    [Fact]
    public async Task A_host_does_not_start_with_wrong_settings_and_names_all_of_them_in_one_message()
    {
        using var lines = new LineCollector();
        using var host = HostWith(
            lines,
            larder => larder.AddCache("products", options => options with { Strategy = CacheStrategy.Disk }),
            ("Larder:Cache:MemoryMaxSize", "0"),
            ("Larder:Cache:memory_ttl", "soon"),
            ("Larder:Caches:products:EvictionPolicy", "ttl"),
            ("Larder:Caches:orders:Strategy", "layered"),
            ("Larder:Caches:orders:MemoryTtll", "5"));

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        var expected = new[]
        {
            "Cache \"default\": MemoryMaxSize must be at least 3, but was 0.",
            "Larder:Cache:memory_ttl must be a time, but was \"soon\".",
            "Larder:Caches:products:EvictionPolicy must be one of Adaptive, Lru, Lfu, Fifo, but was \"ttl\".",
            "Unsupported cache strategy: layered.",
            "Larder:Caches:orders:MemoryTtll is no setting of a cache. Did you mean MemoryTtl?",
            "Add the package Larder.Sqlite",
        };
        Assert.All(expected, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
        Assert.Empty(lines.Of("Larder.default", LogLevel.Information));
    }

    [Fact]
    public async Task The_environment_is_read_in_both_spellings()
    {
        Environment.SetEnvironmentVariable($"{Prefix}LARDER__CACHE__MEMORY_MAX_SIZE", "77");
        Environment.SetEnvironmentVariable($"{Prefix}LARDER__CACHE__ENTRY__STALEFOR", "30");
        Environment.SetEnvironmentVariable($"{Prefix}LARDER__CACHES__PRODUCTS__MEMORYTTL", "00:01:00");
        var builder = Builder(new LineCollector());
        builder.Configuration.AddEnvironmentVariables(Prefix);
        builder.Services.AddLarder(larder => larder.AddCache("products"));
        using var host = builder.Build();

        await host.StartAsync();

        var manager = host.Services.GetRequiredService<CacheManager>();
        Assert.Equal(77, manager.Default.Options.MemoryMaxSize);
        Assert.Equal(TimeSpan.FromSeconds(30), manager.Default.Options.Entry.StaleFor);
        Assert.Equal(TimeSpan.FromMinutes(1), manager.GetCache("products").Options.MemoryTtl);
        Assert.Equal(["default", "products"], manager.CacheNames.Order());
        await host.StopAsync();
    }

    [Fact]
    public async Task S4_36_Shutting_down_cancels_what_the_caches_started_and_waits_for_it()
    {
        using var host = HostWith(new LineCollector());
        await host.StartAsync();
        var (begun, cancelled, cleaned) = (new Gate("begun"), new Gate("cancelled"), new Gate("cleaned up"));
        var ended = false;
        var load = host.Services.GetRequiredService<ICache>().GetOrCreateAsync<int>("tea", async token =>
        {
            using var registration = token.Register(cancelled.Open);
            begun.Open();
            await cleaned.WaitAsync();
            ended = true;
            token.ThrowIfCancellationRequested();
            return 3;
        }).AsTask();
        await begun.WaitAsync();

        var stop = host.StopAsync();
        await cancelled.WaitAsync();
        var stoppedEarly = stop.IsCompleted;
        cleaned.Open();
        await stop.WaitAsync(WaitLimit.Default);

        Assert.False(stoppedEarly);
        Assert.True(ended);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => load);
    }

    [Fact]
    public async Task Shutting_down_leaves_a_factory_behind_that_ignores_its_token()
    {
        using var lines = new LineCollector();
        var host = HostWith(lines, larder => larder.AddCache("products"));
        await host.StartAsync();
        var (begun, cancelled, never) = (new Gate("begun"), new Gate("cancelled"), new Gate("never"));
        var products = host.Services.GetRequiredKeyedService<ICache>("products");
        var load = host.Services.GetRequiredService<ICache>().GetOrCreateAsync<int>("tea", async token =>
        {
            using var registration = token.Register(cancelled.Open);
            begun.Open();
            await never.WaitAsync();
            return 3;
        }).AsTask();
        await begun.WaitAsync();
        using var time = new CancellationTokenSource();

        var stop = host.StopAsync(time.Token);
        await cancelled.WaitAsync();
        await time.CancelAsync();
        await Record.ExceptionAsync(() => stop.WaitAsync(WaitLimit.Default));
        await ((IAsyncDisposable)host).DisposeAsync().AsTask().WaitAsync(WaitLimit.Default);

        Assert.Single(lines.Of("Larder", LogLevel.Warning));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await products.SetAsync("bread", 2));
        never.Open();
        await Record.ExceptionAsync(() => load);
    }

    [Fact]
    public async Task A_host_that_never_started_can_be_disposed()
    {
        var host = HostWith(new LineCollector(), null, ("Larder:Cache:MemoryTtl", "soon"));
        await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        var error = await Record.ExceptionAsync(() => ((IAsyncDisposable)host).DisposeAsync().AsTask());

        Assert.Null(error);
    }

    private static IHost HostWith(
        LineCollector lines, Action<LarderBuilder>? configure = null, params (string Key, string? Value)[] pairs)
    {
        var builder = Builder(lines);
        builder.Configuration.AddConfiguration(Settings.Of(pairs));
        builder.Services.AddLarder(configure);
        return builder.Build();
    }

    private static HostApplicationBuilder Builder(LineCollector lines)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddProvider(lines);
        return builder;
    }
}
