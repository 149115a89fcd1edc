namespace Larder.Tests.Manager;

/// <summary>What a cache counts.</summary>
public sealed class StatisticsSpec
{
    private const string Key = CacheUnderTest.Key;

    [Fact]
    public async Task S4_19_hits_misses_sets_deletes_errors_rate_and_requests_are_told()
    {
        await using var test = new CacheUnderTest();
        await test.Load("value");
        await test.Load("value");
        await test.Cache.TryGetAsync<string>(Key);
        test.Cache.TryGetLocal<string>("absent", out _);
        await test.Cache.SetAsync("other", 1);
        await test.Cache.RemoveAsync("other");
        await Assert.ThrowsAsync<IOException>(() => test.LoadBadly<string>(new IOException("down"), key: "bad"));

        var stats = test.Cache.GetStats();

        Assert.Equal(2, stats.Hits);
        Assert.Equal(3, stats.Misses);
        Assert.Equal(1, stats.Sets);
        Assert.Equal(1, stats.Deletes);
        Assert.Equal(1, stats.Errors);
        Assert.Equal(2, stats.Loads);
        Assert.Equal(1, stats.LoadFailures);
        Assert.Equal(7, stats.TotalRequests);
        Assert.Equal(0.4, stats.HitRate);
        Assert.Equal(1, stats.Count);
    }

    [Fact]
    public async Task S4_20_the_rate_is_hits_over_hits_and_misses_as_callers_saw_them()
    {
        await using var test = new CacheUnderTest();
        await test.Cache.SetAsync(Key, 1);
        await test.Cache.SetAsync(Key, 2);
        await test.Cache.TryGetAsync<int>(Key);

        Assert.Equal(1, test.Cache.GetStats().HitRate);
        await test.Cache.TryGetAsync<int>("absent");

        Assert.Equal(0.5, test.Cache.GetStats().HitRate);
    }

    [Fact]
    public async Task S4_20_what_memory_holds_and_the_caller_cannot_use_is_a_miss()
    {
        await using var test = new CacheUnderTest();
        var options = new CacheEntryOptions
        {
            Expiration = TimeSpan.FromSeconds(1),
            StaleIfError = TimeSpan.FromHours(1),
            Tags = ["red"],
        };
        await test.Cache.SetAsync("stale", 1, options);
        test.Clock.Advance(TimeSpan.FromSeconds(2));
        await test.Cache.SetAsync("untagged", 1, options);
        await test.Cache.RemoveByTagAsync("red");

        await test.Cache.TryGetAsync<int>("stale");
        await test.Cache.TryGetAsync<int>("untagged");
        test.Cache.TryGetLocal<int>("untagged", out _);

        Assert.True(test.Cache.GetStats() is { Hits: 0, Misses: 3 });
    }

    [Fact]
    public async Task S4_20_a_value_that_stands_in_for_a_load_that_failed_is_one_miss_and_no_hit()
    {
        await using var test = new CacheUnderTest();
        var options = new CacheEntryOptions
        {
            Expiration = TimeSpan.FromSeconds(1),
            StaleIfError = TimeSpan.FromHours(1),
        };
        await test.Cache.SetAsync(Key, "stale", options);
        test.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal("stale", await test.LoadBadly<string>(new IOException("down"), options));
        Assert.True(test.Cache.GetStats() is { Hits: 0, Misses: 1, StaleHits: 0, StandIns: 1 });

        // While its factory is left alone it answers at once.
        Assert.Equal("stale", await test.Load("unused", options));
        Assert.True(test.Cache.GetStats() is { Hits: 1, Misses: 1, StaleHits: 1, StandIns: 1 });
    }

    [Fact]
    public async Task S4_20_a_stale_value_among_many_is_one_stale_hit()
    {
        await using var test = new CacheUnderTest();
        var options = new CacheEntryOptions
        {
            Expiration = TimeSpan.FromSeconds(1),
            StaleIfError = TimeSpan.FromHours(1),
        };
        await test.Cache.SetAsync(Key, "stale", options);
        test.Clock.Advance(TimeSpan.FromSeconds(2));
        await test.LoadBadly<string>(new IOException("down"), options);

        var many = await test.Cache.GetOrCreateManyAsync<int, string>(
            [Key], 0, static (_, _, _) => throw new IOException("down"), options);

        Assert.Equal("stale", many[Key]);
        Assert.True(test.Cache.GetStats() is { Hits: 1, Misses: 1, StaleHits: 1, StandIns: 1 });
    }

    [Fact]
    public async Task S4_20_a_look_up_that_skips_memory_is_a_miss()
    {
        await using var test = new CacheUnderTest();
        await test.Load("value");

        await test.Load("value", new CacheEntryOptions { Tiers = CacheTiers.WriteMemory });

        Assert.True(test.Cache.GetStats() is { Hits: 0, Misses: 2 });
    }

    [Fact]
    public async Task S4_21_deleting_what_is_not_there_is_false_and_not_counted()
    {
        await using var test = new CacheUnderTest();

        Assert.False(await test.Cache.RemoveAsync(Key));

        Assert.Equal(0, test.Cache.GetStats().Deletes);
    }

    [Fact]
    public async Task S4_21_deleting_what_has_expired_is_false()
    {
        await using var test = new CacheUnderTest();
        var options = new CacheEntryOptions { Expiration = TimeSpan.FromSeconds(1), StaleIfError = TimeSpan.FromHours(1) };
        await test.Load("value", options);
        test.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.False(await test.Cache.RemoveAsync(Key));
    }

    [Fact]
    public async Task S4_21_a_clear_keeps_the_counters()
    {
        await using var test = new CacheUnderTest();
        await test.Load("value");
        await test.Load("value");

        await test.Cache.ClearAsync();

        Assert.True(test.Cache.GetStats() is { Hits: 1, Misses: 1, Loads: 1, Count: 0 });
    }

    [Fact]
    public async Task S4_17_without_statistics_nothing_is_counted_but_what_is_there()
    {
        await using var test = new CacheUnderTest(new CacheOptions { EnableStats = false });
        await test.Load("value");
        await test.Load("value");

        Assert.Equal(new CacheStats { Count = 1, Size = 1 }, test.Cache.GetStats());
    }
}
