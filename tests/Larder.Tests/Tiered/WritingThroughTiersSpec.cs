using Larder.Tests.Serialization;
using Larder.Tiers;

namespace Larder.Tests.Tiered;

/// <summary>The tier, then memory, then the news.</summary>
public sealed class WritingThroughTiersSpec
{
    private const string Key = HybridUnderTest.Key;
    private static readonly CacheEntryOptions FromTier = new() { Tiers = CacheTiers.ReadShared };
    private static readonly CacheEntryOptions Tagged = new() { Tags = ["red", "round"] };

    [Fact]
    public async Task S4_13_A_write_goes_through_both_tiers_and_says_so()
    {
        await using var test = new HybridUnderTest();

        var result = await test.Cache.SetAsync(Key, "value");

        Assert.Equal((CacheTiers.WriteMemory | CacheTiers.WriteShared, CacheTiers.None, true), (result.Written, result.Failed, result.Succeeded));
        Assert.Equal("value", await test.Held<string>(options: FromTier));
    }

    [Fact]
    public async Task S4_13_It_succeeds_when_memory_took_it_and_the_tier_did_not()
    {
        await using var test = new HybridUnderTest();
        test.Place.IsGone = true;

        var result = await test.Cache.SetAsync(Key, "value");

        Assert.Equal((CacheTiers.WriteMemory, CacheTiers.WriteShared, true), (result.Written, result.Failed, result.Succeeded));
    }

    [Fact]
    public async Task S4_11_Without_memory_a_tier_that_fails_takes_nothing_and_throws_nothing()
    {
        await using var test = new HybridUnderTest();
        var shared = new CacheEntryOptions { Tiers = CacheTiers.Shared };
        test.Place.IsGone = true;

        Assert.False((await test.Cache.SetAsync(Key, "value", shared)).Succeeded);
        Assert.False((await test.Cache.TryGetAsync<string>(Key, shared)).Found);
        Assert.False(await test.Cache.RemoveAsync(Key));
        Assert.Equal(2, test.Cache.GetStats().Errors); // the look-up did not ask: what the tier has is older than what was set
    }

    [Fact]
    public async Task S4_14_Delete_and_exists_are_true_if_either_tier_says_so()
    {
        await using var test = new HybridUnderTest(nodes: 2);
        await test.Cache.SetAsync(Key, "value");

        Assert.True(await test.Other.ExistsAsync(Key));
        Assert.True(await test.Other.RemoveAsync(Key));
        Assert.False(await test.Cache.ExistsAsync(Key));
        Assert.False(await test.Cache.RemoveAsync(Key));
    }

    [Fact]
    public async Task S4_14_Clear_reaches_both()
    {
        await using var test = new HybridUnderTest(nodes: 2);
        await test.Cache.SetAsync(Key, "value");
        await test.Held<string>(node: 1);

        await test.Other.ClearAsync();

        Assert.False(await test.Cache.ExistsAsync(Key));
        Assert.Null(test.Place[Key]);
    }

    [Fact]
    public async Task S2_13_A_value_that_cannot_be_serialised_throws_and_changes_nothing()
    {
        await using var test = new HybridUnderTest();
        await test.Cache.SetAsync(Key, "old");

        await Assert.ThrowsAsync<CacheSerializationException>(() => test.Cache.SetAsync(Key, new Uri("urn:x")).AsTask());

        Assert.Equal("old", await test.Held<string>());
    }

    [Fact]
    public async Task S2_16_One_value_that_cannot_be_written_fails_all_before_anything_is_sent()
    {
        await using var test = new HybridUnderTest();

        await Assert.ThrowsAsync<CacheSerializationException>(
            () => test.Cache.SetManyAsync<string>([new("a", "fine"), new("b", "half a pair: \ud800")]).AsTask());

        Assert.Equal((0, 0), (test.Place.Calls, test.Cache.Count));
    }

    [Fact]
    public async Task A_loaded_value_that_cannot_be_serialised_reaches_its_caller_and_stays_in_memory()
    {
        await using var test = new HybridUnderTest();

        Assert.Equal(new Uri("urn:x"), await test.Load(new Uri("urn:x")));
        Assert.True(test.Cache.TryGetLocal<Uri>(Key, out _));
        Assert.Equal(1, test.Cache.GetStats().Errors);
    }

    [Fact]
    public async Task A_value_that_is_too_large_stays_in_memory_and_leaves_no_older_one_in_the_tier()
    {
        await using var test = new HybridUnderTest(nodes: 2, new CacheOptions { MaxPayloadBytes = 100 });
        await test.Cache.SetAsync(Key, "old");

        var result = await test.Cache.SetAsync(Key, new string('x', 101));

        Assert.Equal((CacheTiers.WriteMemory, CacheTiers.None), (result.Written, result.Failed));
        Assert.Null(test.Place[Key]);
        Assert.Equal(1, test.Cache.GetStats().OversizedPayloads);
        Assert.False((await test.Other.TryGetAsync<string>(Key)).Found);
    }

    [Fact]
    public async Task What_is_set_in_memory_only_leaves_no_older_one_in_the_tier()
    {
        await using var test = new HybridUnderTest(nodes: 2);
        await test.Cache.SetAsync(Key, "old");

        await test.Cache.SetAsync(Key, "new", new CacheEntryOptions { Tiers = CacheTiers.Memory });

        Assert.False((await test.Other.TryGetAsync<string>(Key)).Found);
        Assert.Equal("new", await test.Held<string>());
    }

    [Fact]
    public async Task A_tag_is_removed_in_the_tier_too()
    {
        await using var test = new HybridUnderTest(nodes: 2);
        await test.Cache.SetAsync(Key, "value", Tagged);
        Assert.Equal("value", await test.Held<string>(node: 1));

        await test.Other.RemoveByTagAsync("round");

        Assert.Null(await test.Held<string>());
        Assert.Null(await test.Held<string>(node: 1));
        Assert.Equal("new", await test.Load("new", Tagged, node: 1));
        Assert.Equal("new", await test.Held<string>());
    }

    [Fact]
    public async Task A_tag_removed_during_a_load_is_removed_in_the_tier_too()
    {
        await using var test = new HybridUnderTest(nodes: 2);
        var source = new TaskCompletionSource<string>();
        var load = test.Cache.GetOrCreateAsync(Key, source, static (it, _, token) => new ValueTask<string>(it.Task.WaitAsync(token)), Tagged).AsTask();
        await Eventually.IsTrue("the factory runs", () => test.Cache.GetStats().Loads == 1);

        await test.Other.RemoveByTagAsync("red");
        source.SetResult("old");

        Assert.Equal("old", await load);
        await test.WhenQuiet();
        Assert.Null(await test.Held<string>());
        Assert.Null(await test.Held<string>(node: 1));
    }

    [Fact]
    public async Task A_tier_without_versions_of_tags_keeps_nothing_with_tags()
    {
        await using var test = new HybridUnderTest(capabilities: TierCapabilities.Shared | TierCapabilities.CompareAndSet);
        await test.Cache.SetAsync(Key, "old");

        await test.Cache.SetAsync(Key, "value", Tagged);

        Assert.Null(test.Place[Key]);
        Assert.Equal("value", await test.Held<string>());
    }

    [Fact]
    public async Task A_pattern_is_removed_in_the_tier_too()
    {
        await using var test = new HybridUnderTest(nodes: 2);
        await test.Cache.SetManyAsync<int>([new("user:1", 1), new("user:2", 2), new("item:1", 3)]);

        Assert.Equal(2, await test.Other.RemoveByPatternAsync("user:*"));

        Assert.Null(test.Place["user:1"]);
        Assert.Equal(3, await test.Held<int>(key: "item:1"));
    }

    [Fact]
    public async Task A_load_that_was_overtaken_by_a_removal_elsewhere_writes_nothing()
    {
        // The news is still on its way: only the tier itself can know.
        await using var test = new HybridUnderTest(nodes: 2, bus: new Invalidation.QueuedInvalidationBus());
        var source = new TaskCompletionSource<string>();
        var load = test.Cache.GetOrCreateAsync(Key, source, static (it, _, token) => new ValueTask<string>(it.Task.WaitAsync(token))).AsTask();
        await Eventually.IsTrue("the factory runs", () => test.Cache.GetStats().Loads == 1);

        await test.Other.RemoveAsync(Key);
        source.SetResult("old");

        Assert.Equal("old", await load);
        await test.WhenQuiet();
        Assert.Null(test.Place[Key]);
        Assert.Null(await test.Held<string>());
    }

    [Fact]
    public async Task Updates_of_two_processes_do_not_get_lost()
    {
        await using var test = new HybridUnderTest(nodes: 2);
        var version = (await test.Cache.SetAsync(Key, "first")).Version;

        var mine = await test.Cache.TryUpdateAsync(Key, version, "second");
        var theirs = await test.Other.TryUpdateAsync(Key, version, "third");

        Assert.Equal((true, false), (mine.Succeeded, theirs.Succeeded));
        Assert.Equal("second", await test.Held<string>(node: 1));
        Assert.Equal(mine.Version, (await test.Other.TryGetAsync<string>(Key)).Version);
    }

    [Fact]
    public async Task An_update_of_nothing_succeeds_once()
    {
        await using var test = new HybridUnderTest(nodes: 2);

        Assert.True((await test.Cache.TryUpdateAsync(Key, 0, "mine")).Succeeded);
        Assert.False((await test.Other.TryUpdateAsync(Key, 0, "theirs")).Succeeded);
    }

    [Fact]
    public async Task A_loaded_value_can_be_updated_by_its_version()
    {
        await using var test = new HybridUnderTest(nodes: 2);
        await test.Load("loaded");
        var version = (await test.Cache.TryGetAsync<string>(Key)).Version;

        Assert.True((await test.Other.TryUpdateAsync(Key, version, "updated")).Succeeded);
        Assert.Equal("updated", await test.Held<string>());
    }

    [Fact]
    public async Task Sums_of_several_processes_add_up()
    {
        await using var test = new HybridUnderTest(nodes: 3);

        await Task.WhenAll(Enumerable.Range(0, 90).Select(i => Task.Run(() => test[i % 3].IncrementAsync(Key).AsTask())));

        Assert.Equal(90, await test.Held<long>());
    }
}
