using Larder.Testing;
using Larder.Tests.Hosting;
using Microsoft.Extensions.Logging;

namespace Larder.Tests.Manager;

/// <summary>The advice that the source project gives, as it works here.</summary>
public sealed class AdviceSpec
{
    private static readonly CacheEntryOptions OfStaticData = new() { Expiration = TimeSpan.FromDays(1) };
    private static readonly CacheEntryOptions OfUsers = new() { Expiration = TimeSpan.FromHours(1) };
    private static readonly CacheEntryOptions OfSessions = new() { Expiration = TimeSpan.FromMinutes(5) };

    [Fact]
    public async Task S4_39_hierarchical_keys_are_removed_by_their_stem()
    {
        await using var under = new CacheUnderTest();
        await under.Cache.SetAsync("user:123", "Ada", OfUsers);
        await under.Cache.SetAsync("user:123:preferences", "dark", OfUsers);
        await under.Cache.SetAsync("user:1234:preferences", "light", OfUsers);

        var removed = await under.Cache.RemoveByPatternAsync("user:123:*");

        Assert.Equal(1, removed);
        Assert.Equal("Ada", under.Held<string>("user:123"));
        Assert.Null(under.Held<string>("user:123:preferences"));
        Assert.Equal("light", under.Held<string>("user:1234:preferences"));
    }

    [Fact]
    public async Task S4_39_static_data_outlives_users_and_users_outlive_sessions()
    {
        await using var under = new CacheUnderTest();
        await under.Cache.SetAsync("categories", "teas", OfStaticData);
        await under.Cache.SetAsync("user:123", "Ada", OfUsers);
        await under.Cache.SetAsync("session:9", "open", OfSessions);

        under.Clock.Advance(TimeSpan.FromMinutes(6));
        var afterMinutes = (under.Held<string>("session:9"), under.Held<string>("user:123"), under.Held<string>("categories"));
        under.Clock.Advance(TimeSpan.FromHours(1));
        var afterAnHour = (under.Held<string>("user:123"), under.Held<string>("categories"));

        Assert.Equal((null, "Ada", "teas"), afterMinutes);
        Assert.Equal((null, "teas"), afterAnHour);
    }

    [Fact]
    public async Task S4_40_a_value_that_the_cache_cannot_keep_is_logged_and_comes_from_the_source()
    {
        using var lines = new LineCollector();
        using var loggers = LoggerFactory.Create(builder => builder.AddProvider(lines));
        await using var under = new CacheUnderTest(new CacheOptions { MemoryMaxBytes = 1_000 }, loggers: loggers);
        var big = new string('x', 10_000);

        var first = await under.Load(big);
        var second = await under.Load(big);

        Assert.Same(big, first);
        Assert.Same(big, second);
        Assert.Null(under.Held<string>());
        Assert.Contains(lines.AllTexts, line => line.Contains("too big to be kept", StringComparison.Ordinal));
    }

    [Fact]
    public async Task S4_40_a_bus_that_fails_is_logged_and_fails_no_caller()
    {
        using var lines = new LineCollector();
        using var loggers = LoggerFactory.Create(builder => builder.AddProvider(lines));
        await using var under = new CacheUnderTest(bus: new FaultyBus(), loggers: loggers);

        var written = await under.Cache.SetAsync(CacheUnderTest.Key, "value");

        Assert.True(written.Succeeded);
        Assert.Equal("value", under.Held<string>());
        Assert.Contains(lines.AllTexts, line => line.Contains("could not tell the other processes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task S4_41_in_memory_nothing_is_serialised_and_the_same_object_comes_back()
    {
        await using var under = new CacheUnderTest();
        var unserialisable = new Unserialisable(() => 1);

        await under.Cache.SetAsync(CacheUnderTest.Key, unserialisable);

        Assert.Same(unserialisable, under.Held<Unserialisable>());
    }

    private sealed record Unserialisable(Func<int> Work);
}
