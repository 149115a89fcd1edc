using Larder.Engine;
using Larder.Testing;

namespace Larder.Tests.Manager;

/// <summary>The front door, used straight on the default cache.</summary>
public sealed class CacheManagerSpec
{
    [Fact]
    public async Task S4_01_it_gets_sets_deletes_looks_clears_counts_and_closes()
    {
        var manager = new CacheManager();
        Assert.Equal(0, manager.GetStats().TotalRequests);

        Assert.Null(await manager.GetAsync<string>("key"));
        Assert.True((await manager.SetAsync("key", "value", TimeSpan.FromSeconds(60))).Succeeded);
        Assert.Equal("value", await manager.GetAsync<string>("key"));
        Assert.True(await manager.ExistsAsync("key"));
        Assert.True(await manager.DeleteAsync("key"));
        Assert.False(await manager.ExistsAsync("key"));
        Assert.True(await manager.ClearAsync());
        Assert.True(manager.GetStats() is { Hits: 1, Misses: 1, Sets: 1, Deletes: 1 });

        await manager.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => manager.GetAsync<string>("key").AsTask());
    }

    [Fact]
    public async Task S4_01_statistics_of_a_new_manager_are_zero()
    {
        await using var manager = new CacheManager();

        Assert.Equal(new CacheStats(), manager.GetStats());
        Assert.Equal(0, manager.GetStats().HitRate);
    }

    [Fact]
    public async Task S4_02_there_is_a_cache_to_derive_from()
    {
        await using var test = new CacheUnderTest();
        var derived = new Squares(test.Manager);
        Assert.IsAssignableFrom<ICache<int, string>>(derived);

        await derived.SetAsync(1, "set");

        Assert.Equal("set", await derived.GetAsync(1));
        Assert.True(await derived.InvalidateAsync(1));
        Assert.Equal("1", await derived.GetAsync(1));
    }

    [Fact]
    public void S4_03_an_unknown_strategy_is_refused_by_name()
    {
        var error = Assert.Throws<ArgumentException>(
            () => new CacheManager(new CacheOptions { Strategy = (CacheStrategy)9 }));

        Assert.Contains("Unsupported cache strategy: 9", error.Message, StringComparison.Ordinal);
        Assert.Contains("Memory, Redis, Hybrid", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S4_03_a_look_up_tells_the_level()
    {
        await using var test = new CacheUnderTest();
        await test.Load("value");

        Assert.Equal(CacheTier.Memory, (await test.Cache.TryGetAsync<string>(CacheUnderTest.Key)).Tier);
    }

    [Theory]
    [InlineData(EvictionPolicy.Lru, "b")]
    [InlineData(EvictionPolicy.Fifo, "a")]
    [InlineData(EvictionPolicy.Lfu, "b")]
    public async Task S4_04_memory_evicts_as_chosen(EvictionPolicy policy, string leaves)
    {
        await using var test = new CacheUnderTest(new CacheOptions { MemoryMaxSize = 6, EvictionPolicy = policy });
        foreach (var key in (string[])["a", "b", "c", "d", "e", "f"]) await test.Load(key, key: key);
        foreach (var key in (string[])["a", "c", "d", "e", "f", "a", "c", "d", "e", "f"])
        {
            Assert.Equal(key, test.Held<string>(key));
        }

        await test.Load("g", key: "g");

        Assert.Null(test.Held<string>(leaves));
        Assert.Equal("g", test.Held<string>("g"));
        Assert.Equal(6, test.Cache.Count);
    }

    [Theory]
    [InlineData(EvictionPolicy.Adaptive)]
    [InlineData(EvictionPolicy.Lru)]
    [InlineData(EvictionPolicy.Lfu)]
    [InlineData(EvictionPolicy.Fifo)]
    public async Task S4_05_memory_holds_exactly_its_maximum_and_what_was_just_written(EvictionPolicy policy)
    {
        await using var test = new CacheUnderTest(new CacheOptions { MemoryMaxSize = 10, EvictionPolicy = policy });

        for (var i = 0; i < 100; i++)
        {
            await test.Cache.SetAsync($"key {i}", i);
            Assert.Equal(i, (await test.Cache.TryGetAsync<int>($"key {i}")).Value);
            Assert.Equal(Math.Min(i + 1, 10), test.Cache.Count);
        }

        var evictions = test.Cache.GetStats().Evictions;
        await test.Cache.SetAsync("key 99", -1);
        Assert.Equal(10, test.Cache.Count);
        Assert.Equal(evictions, test.Cache.GetStats().Evictions);
    }

    [Fact]
    public async Task S4_06_what_has_expired_is_a_miss_and_goes_by_itself()
    {
        await using var test = new CacheUnderTest();
        await test.Load("value", new CacheEntryOptions { Expiration = TimeSpan.FromSeconds(1) });

        test.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False((await test.Cache.TryGetAsync<string>(CacheUnderTest.Key)).Found);
        test.Clock.Advance(TimeSpan.FromMinutes(1));
        await Eventually.IsTrue("the entry has gone", () => test.Cache.Count == 0);

        Assert.Equal(1, test.Cache.GetStats().Expirations);
    }

    [Fact]
    public async Task S4_07_entries_are_listed_with_what_is_known_of_them()
    {
        await using var test = new CacheUnderTest();
        await test.Load("value", new CacheEntryOptions { Expiration = TimeSpan.FromSeconds(60) }, "user:1");
        await test.Load("value", key: "other");
        test.Clock.Advance(TimeSpan.FromSeconds(20));

        var page = test.Cache.List(prefix: "user:");

        var entry = Assert.Single(page.Entries);
        Assert.Equal("user:1", entry.Key);
        Assert.Equal(2, test.Cache.List().Entries.Count);
    }

    [Fact]
    public async Task S4_08_a_value_lives_300_seconds_in_memory_unless_the_call_says_otherwise()
    {
        await using var test = new CacheUnderTest();
        await test.Manager.SetAsync("none", 1);
        await test.Manager.SetAsync("zero", 1, TimeSpan.Zero);
        await test.Manager.SetAsync("own", 1, TimeSpan.FromSeconds(7));

        Assert.Equal(TimeSpan.FromSeconds(300), (await test.Cache.TryGetAsync<int>("none")).ExpiresIn);
        Assert.Equal(TimeSpan.FromSeconds(300), (await test.Cache.TryGetAsync<int>("zero")).ExpiresIn);
        Assert.Equal(TimeSpan.FromSeconds(7), (await test.Cache.TryGetAsync<int>("own")).ExpiresIn);
        Assert.Equal(TimeSpan.FromSeconds(3_600), new CacheOptions().RedisTtl);
    }

    [Fact]
    public async Task S4_08_the_lifetime_of_a_cache_is_its_own()
    {
        await using var test = new CacheUnderTest(new CacheOptions { MemoryTtl = TimeSpan.FromSeconds(20) });
        await test.Load("value");

        test.Clock.Advance(TimeSpan.FromSeconds(20));

        Assert.Null(test.Held<string>());
    }

    [Fact]
    public async Task Named_caches_are_apart()
    {
        await using var manager = new CacheManager(new CacheManagerOptions
        {
            Named = new Dictionary<string, CacheOptions>(StringComparer.Ordinal)
            {
                ["small"] = new() { MemoryMaxSize = 3 },
            },
        });
        var small = manager.GetCache("small");

        await small.SetAsync("key", "value");

        Assert.Equal("small", small.Name);
        Assert.Same(manager.Default, manager.GetCache(CacheManager.DefaultName));
        Assert.Null(await manager.GetAsync<string>("key"));
        var error = Assert.Throws<ArgumentException>(() => manager.GetCache("absent"));
        Assert.Contains("\"absent\"", error.Message, StringComparison.Ordinal);
        Assert.Contains("default, small", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S4_38_many_keys_are_set_and_read_in_one_call()
    {
        await using var test = new CacheUnderTest();
        var values = Enumerable.Range(0, 100).Select(i => KeyValuePair.Create($"key {i}", i)).ToArray();

        Assert.True((await test.Manager.SetManyAsync(values)).Succeeded);
        var found = await test.Manager.GetManyAsync<int>([.. values.Select(pair => pair.Key)]);

        Assert.Equal(100, found.Count);
        Assert.Equal(42, found["key 42"]);
        Assert.Equal(2, await test.Cache.RemoveManyAsync(["key 1", "key 2", "absent"]));
        Assert.Equal(98, test.Cache.Count);
    }

    [Fact]
    public async Task What_a_bus_throws_fails_no_write_and_is_counted()
    {
        await using var test = new CacheUnderTest(bus: new FaultyBus());

        Assert.True((await test.Cache.SetAsync("key", "value")).Succeeded);
        Assert.True(await test.Cache.RemoveAsync("key"));

        Assert.Equal(2, test.Cache.GetStats().Errors);
    }

    [Fact]
    public async Task S2_20_it_is_safe_under_threads()
    {
        await using var test = new CacheUnderTest();

        ThreadTeam.Run(4, thread =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                var value = test.Manager.GetOrCreateAsync(
                    $"key {i % 50}", i % 50, static (state, _, _) => new ValueTask<int>(state)).AsTask().Result;
                Assert.Equal(i % 50, value);
                if (i % 97 == 0) test.Manager.DeleteAsync($"key {thread}").AsTask().Wait();
            }
        });

        Assert.InRange(test.Cache.Count, 46, 50);
    }
}
