using Larder.Invalidation;
using Larder.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Larder.Tests.Hosting;

public sealed class ContainerSpec
{
    [Fact]
    public async Task S2_20_S4_36_There_is_one_manager_in_a_container_whoever_asks()
    {
        await using var container = Settings.Container();
        await using var scope = container.CreateAsyncScope();

        var managers = await Task.WhenAll(
            Enumerable.Range(0, 32).Select(_ => Task.Run(() => container.GetRequiredService<CacheManager>())));

        Assert.All(managers, manager => Assert.Same(managers[0], manager));
        Assert.Same(managers[0], scope.ServiceProvider.GetRequiredService<CacheManager>());
    }

    [Fact]
    public async Task S4_36_Two_containers_have_two_managers()
    {
        await using var one = Settings.Container();
        await using var other = Settings.Container();

        Assert.NotSame(one.GetRequiredService<CacheManager>(), other.GetRequiredService<CacheManager>());
    }

    [Fact]
    public async Task S4_36_Disposing_the_container_closes_the_caches()
    {
        var container = Settings.Container();
        var cache = container.GetRequiredService<ICache>();
        await cache.SetAsync("tea", 3);

        await container.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await cache.SetAsync("tea", 4));
    }

    [Fact]
    public async Task S4_01_The_manager_of_the_container_works_at_its_first_use()
    {
        await using var container = Settings.Container();
        var manager = container.GetRequiredService<CacheManager>();

        var before = manager.GetStats();
        var written = await manager.SetAsync("tea", 3, TimeSpan.FromMinutes(1));

        Assert.Equal(0, before.Hits + before.Misses + before.Sets + before.Deletes);
        Assert.True(written.Succeeded);
        Assert.Equal(3, await manager.GetAsync<int>("tea"));
        Assert.True(await manager.ExistsAsync("tea"));
        Assert.True(await manager.DeleteAsync("tea"));
        Assert.True(await manager.ClearAsync());
    }

    [Fact]
    public async Task The_cache_without_a_key_is_the_default_one()
    {
        await using var container = Settings.Container();

        var cache = container.GetRequiredService<ICache>();

        Assert.Same(container.GetRequiredService<CacheManager>().Default, cache);
        Assert.Same(cache, container.GetRequiredService<LarderCache>());
        Assert.Same(cache, container.GetRequiredKeyedService<ICache>(CacheManager.DefaultName));
    }

    [Fact]
    public async Task A_named_cache_is_found_by_its_name()
    {
        await using var container = Settings.Container(
            larder => larder.AddCache("products", options => options with { MemoryMaxSize = 20 }));

        var cache = container.GetRequiredKeyedService<LarderCache>("products");

        Assert.Equal("products", cache.Name);
        Assert.Equal(20, cache.Options.MemoryMaxSize);
        Assert.Same(cache, container.GetRequiredKeyedService<ICache>("products"));
        Assert.Same(cache, container.GetRequiredService<CacheManager>().GetCache("products"));
        Assert.NotSame(cache, container.GetRequiredService<ICache>());
    }

    [Fact]
    public async Task A_constructor_is_given_a_named_cache()
    {
        var services = new ServiceCollection().AddLarder(larder => larder.AddCache("products")).AddSingleton<Shelf>();
        await using var container = services.BuildServiceProvider();

        var shelf = container.GetRequiredService<Shelf>();

        Assert.Equal("products", shelf.Products.Name);
        Assert.Equal("default", shelf.Rest.Name);
    }

    [Fact]
    public async Task A_container_that_checks_everything_when_it_is_built_finds_nothing_wrong()
    {
        var services = new ServiceCollection()
            .AddLarder(larder => larder.AddCache("products").AddTypedCache<Stock>())
            .AddSingleton<Shelf>();
        await using var container = services.BuildServiceProvider(
            new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

        await container.GetRequiredService<Stock>().SetAsync("tea", 12);

        Assert.Equal(1, container.GetRequiredKeyedService<LarderCache>("products").Count);
    }

    [Fact]
    public async Task A_cache_that_only_configuration_names_is_found()
    {
        await using var container = Settings.Container(null, ("Larder:Caches:orders:MemoryMaxSize", "7"));

        Assert.Equal(7, container.GetRequiredKeyedService<LarderCache>("orders").Options.MemoryMaxSize);
    }

    [Fact]
    public async Task An_unknown_name_is_told_with_those_there_are()
    {
        await using var container = Settings.Container(larder => larder.AddCache("products"));

        var error = Assert.Throws<ArgumentException>(() => container.GetRequiredKeyedService<ICache>("prodcts"));

        Assert.Contains("\"prodcts\"", error.Message, StringComparison.Ordinal);
        Assert.Contains("default, products", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_no_name_is_refused()
    {
        await using var container = Settings.Container();

        var error = Assert.Throws<ArgumentException>(() => container.GetRequiredKeyedService<ICache>(7));

        Assert.Contains("a text, but was asked for by Int32", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Adding_twice_adds_up()
    {
        var services = new ServiceCollection();
        services.AddLarder(larder => larder
            .Configure(options => options with { MemoryMaxSize = 50 })
            .AddCache("products", options => options with { MemoryTtl = TimeSpan.FromSeconds(5) }));
        services.AddLarder(larder => larder
            .Configure(options => options with { EnableStats = false })
            .AddCache("products", options => options with { MemoryMaxSize = 9 })
            .AddCache("orders"));
        await using var container = services.BuildServiceProvider();

        var manager = container.GetRequiredService<CacheManager>();

        Assert.Single(container.GetServices<CacheManager>());
        Assert.Equal(["default", "orders", "products"], manager.CacheNames.Order());
        Assert.Equal((50, false), (manager.Default.Options.MemoryMaxSize, manager.Default.Options.EnableStats));
        var products = manager.GetCache("products").Options;
        Assert.Equal((9, TimeSpan.FromSeconds(5)), (products.MemoryMaxSize, products.MemoryTtl));
    }

    [Fact]
    public async Task A_named_cache_begins_with_the_options_of_the_default_one()
    {
        await using var container = Settings.Container(
            larder => larder
                .Configure(options => options with { MemoryTtl = TimeSpan.FromSeconds(9) })
                .AddCache("products", options => options with { MemoryMaxSize = 2 * options.MemoryMaxSize }),
            ("Larder:Cache:MemoryMaxSize", "600"));

        var products = container.GetRequiredKeyedService<LarderCache>("products").Options;

        Assert.Equal((1_200, TimeSpan.FromSeconds(9)), (products.MemoryMaxSize, products.MemoryTtl));
    }

    [Fact]
    public async Task The_clock_and_the_bus_come_from_the_container()
    {
        var clock = new ManualClock();
        var bus = new InProcessInvalidationBus();
        ServiceProvider Node() => new ServiceCollection()
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton<IInvalidationBus>(bus)
            .AddLarder()
            .BuildServiceProvider();
        await using var one = Node();
        await using var other = Node();
        var (here, there) = (one.GetRequiredService<ICache>(), other.GetRequiredService<ICache>());
        await there.SetAsync("tea", 3);
        await there.SetAsync("bread", 2, new CacheEntryOptions { Expiration = TimeSpan.FromMinutes(1) });

        await here.RemoveAsync("tea");
        clock.Advance(TimeSpan.FromMinutes(2));

        Assert.False((await there.TryGetAsync<int>("tea")).Found);
        Assert.False((await there.TryGetAsync<int>("bread")).Found);
    }

    [Fact]
    public async Task What_the_builder_is_given_wins_over_the_container()
    {
        var (ours, theirs) = (new ManualClock(), new ManualClock());
        var services = new ServiceCollection().AddSingleton<TimeProvider>(theirs).AddLarder(larder => larder.UseTime(ours));
        await using var container = services.BuildServiceProvider();
        var cache = container.GetRequiredService<ICache>();
        await cache.SetAsync("tea", 3, new CacheEntryOptions { Expiration = TimeSpan.FromMinutes(1) });

        theirs.Advance(TimeSpan.FromHours(1));
        var before = (await cache.TryGetAsync<int>("tea")).Found;
        ours.Advance(TimeSpan.FromHours(1));
        var after = (await cache.TryGetAsync<int>("tea")).Found;

        Assert.Equal((true, false), (before, after));
    }

    [Fact]
    public async Task The_bus_of_the_builder_joins_caches_of_one_name()
    {
        var bus = new InProcessInvalidationBus();
        await using var one = Settings.Container(larder => larder.UseBus(bus));
        await using var other = Settings.Container(larder => larder.UseBus(bus));
        var there = other.GetRequiredService<ICache>();
        await there.SetAsync("tea", 3);

        await one.GetRequiredService<ICache>().RemoveAsync("tea");

        Assert.False((await there.TryGetAsync<int>("tea")).Found);
    }

    [Theory]
    [InlineData("")]
    [InlineData("default")]
    [InlineData("Default")]
    public void A_named_cache_must_have_a_name_of_its_own(string name)
    {
        var error = Assert.Throws<ArgumentException>(() => new ServiceCollection().AddLarder(larder => larder.AddCache(name)));

        Assert.Contains("must have a name of its own", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_differ_in_case_only_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(
            () => new ServiceCollection().AddLarder(larder => larder.AddCache("products").AddCache("Products")));

        Assert.Contains("\"products\" and \"Products\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_that_became_null_are_told_with_the_name_of_the_cache()
    {
        await using var container = Settings.Container(larder => larder.AddCache("products", _ => null!));

        var error = Assert.Throws<InvalidOperationException>(() => container.GetRequiredService<CacheManager>());

        Assert.Contains("\"products\" returned null", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_cache_logs_in_a_category_of_its_own_and_tells_once_that_it_begins()
    {
        using var lines = new LineCollector();
        var services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(lines))
            .AddLarder(larder => larder.AddCache(
                "pages", options => options with { MemoryMaxBytes = 4_096, RedisPassword = "hunter2" }));
        await using var container = services.BuildServiceProvider();

        container.GetRequiredService<ICache>();
        container.GetRequiredKeyedService<ICache>("pages");

        Assert.Equal(
            ["Cache default begins: strategy Memory, capacity 1000 entries"], lines.Of("Larder.default", LogLevel.Information));
        Assert.Equal(
            ["Cache pages begins: strategy Memory, capacity 4096 bytes"], lines.Of("Larder.pages", LogLevel.Information));
        Assert.DoesNotContain(lines.AllTexts, line => line.Contains("hunter2", StringComparison.Ordinal));
    }

    private sealed class Stock([FromKeyedServices("products")] LarderCache cache) : TypedCache<string, int>(cache, "stock");

    private sealed class Shelf([FromKeyedServices("products")] ICache products, ICache rest)
    {
        internal ICache Products { get; } = products;

        internal ICache Rest { get; } = rest;
    }
}
