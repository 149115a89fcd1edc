using Larder.Tests.Serialization;

namespace Larder.Tests.Tiered;

/// <summary>Memory, then the tier, then the factory.</summary>
public sealed class ReadingThroughTiersSpec
{
    private const string Key = HybridUnderTest.Key;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task S4_12_What_one_process_loads_the_other_finds_in_the_tier()
    {
        await using var test = new HybridUnderTest(nodes: 2);
        await test.Load(Order.Sample);

        var found = await test.Load(Order.Sample with { Id = 0 }, node: 1);

        Assert.Equal(Order.Sample, found);
        Assert.Equal((1, 0, 1), (test[0].GetStats().Loads, test[1].GetStats().Loads, test[1].GetStats().SharedHits));
    }

    [Fact]
    public async Task S4_12_A_hit_in_the_tier_fills_memory()
    {
        await using var test = new HybridUnderTest(nodes: 2);
        await test.Cache.SetAsync(Key, "value");

        Assert.Equal(CacheTier.Shared, (await test.Other.TryGetAsync<string>(Key)).Tier);
        Assert.Equal(CacheTier.Memory, (await test.Other.TryGetAsync<string>(Key)).Tier);
        Assert.True(test.Other.TryGetLocal<string>(Key, out _));
    }

    [Fact]
    public async Task S4_12_The_copy_in_memory_never_outlives_the_tier()
    {
        await using var test = new HybridUnderTest(nodes: 2, new CacheOptions { MemoryTtl = 100 * Second, RedisTtl = 150 * Second });
        await test.Cache.SetAsync(Key, "value");
        test.Clock.Advance(90 * Second);
        await test.Held<string>(node: 1);

        var left = (await test.Other.TryGetAsync<string>(Key)).ExpiresIn;
        test.Clock.Advance(59 * Second);
        var before = await test.Held<string>(node: 1);
        test.Clock.Advance(2 * Second);

        Assert.Equal(60 * Second, left);
        Assert.Equal("value", before);
        Assert.Null(await test.Held<string>(node: 1));
    }

    [Fact]
    public async Task S4_12_Memory_has_its_own_shorter_time()
    {
        await using var test = new HybridUnderTest(options: new CacheOptions { MemoryTtl = 10 * Second, RedisTtl = 100 * Second });
        await test.Cache.SetAsync(Key, "value");

        test.Clock.Advance(11 * Second);

        Assert.False(test.Cache.TryGetLocal<string>(Key, out _));
        Assert.Equal(CacheTier.Shared, (await test.Cache.TryGetAsync<string>(Key)).Tier);
    }

    [Fact]
    public async Task Many_who_miss_ask_the_tier_once()
    {
        await using var test = new HybridUnderTest(nodes: 2);
        await test.Cache.SetAsync(Key, "value");
        var gate = new TaskCompletionSource();
        test.Place.Before = operation => operation == "get" ? gate.Task : Task.CompletedTask;

        var reads = Enumerable.Range(0, 20).Select(_ => test.Load("other", node: 1)).ToArray();
        gate.SetResult();

        Assert.All(await Task.WhenAll(reads), static value => Assert.Equal("value", value));
        Assert.Equal(1, test.Place.RoundTrips("get"));
    }

    [Fact]
    public async Task Many_keys_are_one_round_trip()
    {
        await using var test = new HybridUnderTest(nodes: 2);
        await test.Cache.SetManyAsync<int>([new("a", 1), new("b", 2), new("c", 3)]);

        var found = await test.Other.GetManyAsync<int>(["a", "b", "c", "d"]);
        var again = await test.Other.GetManyAsync<int>(["a", "b", "c"]);

        Assert.Equal([1, 2, 3], new[] { found["a"], found["b"], found["c"] });
        Assert.False(found.ContainsKey("d"));
        Assert.Equal(found, again);
        Assert.Equal((1, 1, 0), (test.Place.RoundTrips("set many"), test.Place.RoundTrips("get many"), test.Place.RoundTrips("get")));
    }

    [Fact]
    public async Task Many_keys_that_are_made_when_missing_are_one_look_and_one_factory()
    {
        await using var test = new HybridUnderTest(nodes: 2);
        await test.Cache.SetManyAsync<int>([new("a", 1), new("b", 2)]);
        var asked = new List<string>();

        var found = await LoadMany(test, node: 1, ["a", "b", "c", "d"], asked);
        await test.WhenQuiet(node: 1);

        Assert.Equal([1, 2, 1, 1], new[] { found["a"], found["b"], found["c"], found["d"] });
        Assert.Equal(["c", "d"], asked);
        Assert.Equal(1, test.Place.RoundTrips("get many"));
        Assert.Equal(1, await test.Held<int>(key: "c"));
    }

    [Fact]
    public async Task Many_keys_without_memory_leave_no_load_behind()
    {
        await using var test = new HybridUnderTest();
        var asked = new List<string>();
        var nowhere = new CacheEntryOptions { Tiers = CacheTiers.None };

        await LoadMany(test, node: 0, ["a"], asked, nowhere);
        await LoadMany(test, node: 0, ["a"], asked, nowhere);
        await LoadMany(test, node: 0, ["a"], asked, new CacheEntryOptions { Tiers = CacheTiers.Shared });
        await test.WhenQuiet();
        await LoadMany(test, node: 0, ["a"], asked, new CacheEntryOptions { Tiers = CacheTiers.Shared });

        Assert.Equal(["a", "a", "a"], asked);
    }

    [Fact]
    public async Task An_error_of_a_factory_of_many_reaches_its_caller_and_the_next_asks_anew()
    {
        await using var test = new HybridUnderTest();

        await Assert.ThrowsAsync<IOException>(() => test.Cache.GetOrCreateManyAsync<int, int>(
            ["a"], 0, static (_, _, _) => throw new IOException("down")).AsTask());

        Assert.Equal(1, (await LoadMany(test, node: 0, ["a"], []))["a"]);
    }

    private static async Task<IReadOnlyDictionary<string, int>> LoadMany(
        HybridUnderTest test, int node, string[] keys, List<string> asked, CacheEntryOptions? options = null) =>
        await test[node].GetOrCreateManyAsync(
            keys,
            asked,
            static (asked, missing, _) =>
            {
                asked.AddRange(missing);
                return new ValueTask<IReadOnlyDictionary<string, int>>(missing.ToDictionary(static key => key, static _ => 1));
            },
            options);

    [Fact]
    public async Task Who_does_not_want_a_tier_is_not_answered_from_it()
    {
        await using var test = new HybridUnderTest();
        await test.Cache.SetAsync(Key, "old");

        Assert.Equal("old", await test.Load("new", new CacheEntryOptions { Tiers = CacheTiers.All & ~CacheTiers.ReadMemory }));
        Assert.Equal("new", await test.Load("new", new CacheEntryOptions { Tiers = CacheTiers.WriteMemory | CacheTiers.WriteShared }));
        Assert.Equal("new", await test.Load("newer"));
        Assert.Equal("new", await test.Held<string>(options: new CacheEntryOptions { Tiers = CacheTiers.ReadShared }));
    }

    [Fact]
    public async Task Without_memory_the_tier_serves_alone()
    {
        await using var test = new HybridUnderTest(nodes: 2);
        var shared = new CacheEntryOptions { Tiers = CacheTiers.Shared };
        await test.Load("value", shared);

        Assert.Equal("value", await test.Load("other", shared));
        Assert.Equal(0, test.Cache.Count);
        Assert.Equal(1, test.Cache.GetStats().Loads);
    }

    [Fact]
    public async Task A_look_up_that_waits_for_the_tier_is_no_load_that_others_wait_for()
    {
        await using var test = new HybridUnderTest();
        var gate = new TaskCompletionSource();
        test.Place.Before = operation => operation == "get" ? gate.Task : Task.CompletedTask;

        var look = test.Cache.TryGetAsync<string>(Key).AsTask();
        var load = test.Load("value");
        gate.SetResult();

        Assert.False((await look).Found);
        Assert.Equal("value", await load);
        Assert.Equal("value", await test.Held<string>());
    }

    [Fact]
    public async Task A_look_up_does_not_wait_for_a_factory()
    {
        await using var test = new HybridUnderTest();
        var source = new TaskCompletionSource<string>();
        var load = test.Cache.GetOrCreateAsync(Key, source, static (it, _, token) => new ValueTask<string>(it.Task.WaitAsync(token))).AsTask();

        var look = await test.Cache.TryGetAsync<string>(Key);
        source.SetResult("value");

        Assert.False(look.Found);
        Assert.Equal("value", await load);
    }

    [Fact]
    public async Task A_value_of_another_type_is_a_miss()
    {
        await using var test = new HybridUnderTest(nodes: 2);
        await test.Cache.SetAsync(Key, "text");

        Assert.False((await test.Other.TryGetAsync<int>(Key)).Found);
        Assert.Equal(5, await test.Load(5, node: 1));
        Assert.Equal(5, await test.Held<int>(options: new CacheEntryOptions { Tiers = CacheTiers.Shared }));
    }

    [Fact]
    public async Task S2_12_A_damaged_payload_is_a_miss_that_is_counted_and_removed()
    {
        await using var test = new HybridUnderTest();
        test.Place[Key] = [1, 2, 3];

        var look = await test.Cache.TryGetAsync<string>(Key);

        Assert.False(look.Found);
        Assert.Null(test.Place[Key]);
        Assert.Equal((1, 1), (test.Cache.GetStats().DamagedPayloads, test.Cache.GetStats().Errors));
    }

    [Fact]
    public async Task A_payload_of_a_later_version_is_left_where_it_is_until_somebody_writes()
    {
        await using var test = new HybridUnderTest();
        await test.Cache.SetAsync("other", "value");
        byte[] newer = [.. test.Place["other"]!];
        newer[4]++;
        test.Place[Key] = newer;

        Assert.False((await test.Cache.TryGetAsync<string>(Key)).Found);
        Assert.Equal(newer, test.Place[Key]);
        Assert.Equal(0, test.Cache.GetStats().DamagedPayloads);
    }

    [Fact]
    public async Task A_typed_cache_without_a_loader_reads_the_tier_too()
    {
        await using var test = new HybridUnderTest(nodes: 2);
        var mine = new TypedCache<Guid, int>(test.Cache, "user:uuid-to-id", options: new CacheEntryOptions { Payload = PayloadFormat.Raw });
        var theirs = new TypedCache<Guid, int>(test.Other, "user:uuid-to-id", options: new CacheEntryOptions { Payload = PayloadFormat.Raw });
        var id = Guid.Parse("550e8400-e29b-41d4-a716-446655440001");
        await mine.SetAsync(id, 123);

        Assert.Equal("123"u8.ToArray(), test.Place[$"user:uuid-to-id:{id}"]);
        Assert.Equal(123, await theirs.GetAsync(id));
        Assert.Equal(123, (await theirs.GetManyAsync([id]))[id]);
    }
}
