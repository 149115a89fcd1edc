using Microsoft.Extensions.DependencyInjection;

namespace Larder.Tests.Hosting;

public sealed class StrategySpec
{
    [Theory]
    [InlineData("memory", CacheStrategy.Memory)]
    [InlineData("redis", CacheStrategy.Redis)]
    [InlineData("hybrid", CacheStrategy.Hybrid)]
    [InlineData("disk", CacheStrategy.Disk)]
    [InlineData("Hybrid", CacheStrategy.Hybrid)]
    public void S4_03_Strategies_are_known_by_name(string text, CacheStrategy expected)
    {
        var read = TextFormsOfStrategy(text, out var strategy);

        Assert.True(read);
        Assert.Equal(expected, strategy);
    }

    [Theory]
    [InlineData("layered")]
    [InlineData("2")]
    public async Task S4_03_Another_strategy_is_refused_by_name(string text)
    {
        var fault = Assert.Single(await Settings.FaultsOf(("Larder:Cache:strategy", text)));

        Assert.StartsWith($"Unsupported cache strategy: {text}.", fault, StringComparison.Ordinal);
        Assert.Contains("Memory, Redis, Hybrid, Disk", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("redis", "Larder.Redis")]
    [InlineData("hybrid", "Larder.Redis")]
    [InlineData("disk", "Larder.Sqlite")]
    public async Task S4_03_A_strategy_whose_tier_is_missing_names_the_package(string strategy, string package)
    {
        var fault = Assert.Single(await Settings.FaultsOf(("Larder:Cache:Strategy", strategy)));

        Assert.Contains($"Add the package {package}, or set Strategy to Memory.", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void S4_03_A_manager_without_a_container_refuses_a_missing_tier_too()
    {
        var error = Assert.Throws<ArgumentException>(() => new CacheManager(CacheOptions.Production));

        Assert.Contains("Larder.Redis", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void S4_03_Unset_is_memory_until_a_shared_tier_is_there()
    {
        var withRedis = new AvailableStrategies(CacheStrategy.Redis, CacheStrategy.Hybrid);

        Assert.Equal(CacheStrategy.Memory, AvailableStrategies.MemoryOnly.Resolve(null));
        Assert.Equal(CacheStrategy.Hybrid, withRedis.Resolve(null));
        Assert.Equal(CacheStrategy.Memory, withRedis.Resolve(CacheStrategy.Memory));
        Assert.Null(withRedis.FaultOf(CacheStrategy.Redis));
        Assert.NotNull(withRedis.FaultOf(CacheStrategy.Disk));
    }

    [Fact]
    public async Task S4_18_Development_is_memory_with_a_hundred_entries_and_statistics()
    {
        var options = await Settings.DefaultOptionsOf(("Larder:Preset", "development"));

        Assert.Equal(
            (CacheStrategy.Memory, 100, true), (options.Strategy, options.MemoryMaxSize, options.EnableStats));
    }

    [Fact]
    public async Task S4_18_Production_is_hybrid_with_two_thousand_entries_two_hours_and_compression()
    {
        var options = CacheOptions.Production;

        Assert.Equal(
            (CacheStrategy.Hybrid, 2_000, TimeSpan.FromSeconds(7_200), true),
            (options.Strategy, options.MemoryMaxSize, options.RedisTtl, options.EnableCompression));
        Assert.Contains("Larder.Redis", Assert.Single(await Settings.FaultsOf(("Larder:Preset", "Production"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S4_18_A_preset_is_where_settings_begin_of_every_cache()
    {
        await using var container = Settings.Container(
            larder => larder.AddCache("products"),
            ("Larder:Preset", "Production"),
            ("Larder:Cache:Strategy", "memory"),
            ("Larder:Caches:products:MemoryMaxSize", "30"));

        var manager = container.GetRequiredService<CacheManager>();

        Assert.Equal(2_000, manager.Default.Options.MemoryMaxSize);
        Assert.Equal(30, manager.GetCache("products").Options.MemoryMaxSize);
        Assert.Equal(TimeSpan.FromHours(2), manager.GetCache("products").Options.RedisTtl);
    }

    [Fact]
    public async Task S4_18_Another_preset_is_refused()
    {
        var fault = Assert.Single(await Settings.FaultsOf(("Larder:Preset", "Staging")));

        Assert.Equal("Larder:Preset must be Development or Production, but was \"Staging\". Leave it out for neither.", fault);
    }

    private static bool TextFormsOfStrategy(string text, out CacheStrategy strategy) =>
        Larder.Hosting.TextForms.Strategy.Read(text, out strategy);
}
