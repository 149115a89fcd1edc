using Larder.Engine;

namespace Larder.Tests.Options;

/// <summary>The settings of a cache and their defaults, each written once.</summary>
public sealed class SettingsSpec
{
    [Fact]
    public void S4_15_the_defaults_are_those_of_the_contract()
    {
        var options = new CacheOptions();

        Assert.Null(options.Strategy);
        Assert.Equal("redis://localhost:6379", options.RedisUrl);
        Assert.Equal(0, options.RedisDb);
        Assert.Null(options.RedisPassword);
        Assert.Equal(1_000, options.MemoryMaxSize);
        Assert.Equal(TimeSpan.FromSeconds(300), options.MemoryTtl);
        Assert.Equal(TimeSpan.FromSeconds(3_600), options.RedisTtl);
        Assert.True(options.EnableCompression);
        Assert.True(options.EnableSerialization);
        Assert.Equal(EvictionPolicy.Adaptive, options.EvictionPolicy);
        Assert.True(options.EnableStats);
        Assert.True(options.EnableWarming);
        Assert.Equal(100, options.WarmingBatchSize);
        Assert.Equal(3, options.RetryAttempts);
        Assert.Equal(TimeSpan.FromSeconds(0.1), options.RetryDelay);
        Assert.Equal(100, options.MaxKeysAtOnce);
        Assert.Equal(new CacheEntryOptions(), options.Entry);
    }

    [Fact]
    public void S4_18_there_is_a_preset_for_development_and_one_for_production()
    {
        Assert.True(CacheOptions.Development is { Strategy: CacheStrategy.Memory, MemoryMaxSize: 100, EnableStats: true });
        Assert.True(CacheOptions.Production is
        { Strategy: CacheStrategy.Hybrid, MemoryMaxSize: 2_000, EnableCompression: true });
        Assert.Equal(TimeSpan.FromSeconds(7_200), CacheOptions.Production.RedisTtl);
    }

    [Fact]
    public void A_password_is_never_printed() =>
        Assert.DoesNotContain(
            "secret", new CacheOptions { RedisPassword = "secret", RedisUrl = "redis://:secret@host" }.ToString(), StringComparison.Ordinal);
}
