namespace Larder.Tests.Tiered;

/// <summary>Values whose time is over, kept in the tier for as long as they may be of use.</summary>
public sealed class StaleInTiersSpec
{
    private const string Key = HybridUnderTest.Key;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static readonly CacheEntryOptions Safe = new() { Expiration = 10 * Second, StaleIfError = 60 * Second };

    private static readonly CacheEntryOptions Lenient = new() { Expiration = 10 * Second, StaleFor = 60 * Second };

    [Fact]
    public async Task The_tier_keeps_a_value_for_the_longer_of_its_stale_windows()
    {
        await using var test = new HybridUnderTest();
        await test.Cache.SetAsync(Key, "value", Safe with { StaleFor = 20 * Second });

        Assert.Equal(70 * Second, test.Place.TimeLeft(Key));
    }

    [Fact]
    public async Task A_stale_value_of_the_tier_helps_out_when_the_factory_fails()
    {
        await using var test = new HybridUnderTest(nodes: 2);
        await test.Cache.SetAsync(Key, "stale", Safe);
        test.Clock.Advance(20 * Second);

        var served = await test.Other.GetOrCreateAsync<int, string>(Key, 0, static (_, _, _) => throw new IOException("down"), Safe);

        Assert.Equal("stale", served);
    }

    [Fact]
    public async Task It_helps_out_without_memory_as_well()
    {
        await using var test = new HybridUnderTest(nodes: 2);
        var shared = Safe with { Tiers = CacheTiers.Shared };
        await test.Cache.SetAsync(Key, "stale", shared);
        test.Clock.Advance(20 * Second);

        var served = await test.Other.GetOrCreateAsync<int, string>(Key, 0, static (_, _, _) => throw new IOException("down"), shared);

        Assert.Equal("stale", served);
    }

    [Fact]
    public async Task It_is_served_at_once_while_it_is_made_anew()
    {
        await using var test = new HybridUnderTest(nodes: 2);
        await test.Cache.SetAsync(Key, "stale", Lenient);
        test.Clock.Advance(20 * Second);

        var served = await test.Load("fresh", Lenient, node: 1);

        Assert.Equal("stale", served);
        await Eventually.IsTrue("it is made anew", () => test.Other.TryGetLocal<string>(Key, out _));
        await test.WhenQuiet(node: 1);
        Assert.Equal("fresh", await test.Held<string>());
    }

    [Fact]
    public async Task After_its_window_it_is_gone()
    {
        await using var test = new HybridUnderTest(nodes: 2);
        await test.Cache.SetAsync(Key, "stale", Lenient);
        await test.Held<string>(node: 1);

        test.Clock.Advance(71 * Second);

        Assert.Equal("fresh", await test.Load("fresh", Lenient, node: 1));
    }

    [Fact]
    public async Task What_is_expired_by_hand_only_helps_out()
    {
        await using var test = new HybridUnderTest(nodes: 2);
        var both = Safe with { StaleFor = 60 * Second };
        await test.Cache.SetAsync(Key, "old", both);
        Assert.True(await test.Cache.ExpireAsync(Key));

        Assert.Equal("new", await test.Load("new", both with { Tiers = CacheTiers.Shared }, node: 1));
        await test.Cache.ExpireAsync(Key);
        Assert.Equal(
            "new", await test.Other.GetOrCreateAsync<int, string>(Key, 0, static (_, _, _) => throw new IOException("down"), both));
    }

    [Fact]
    public async Task What_is_removed_leaves_nothing_stale_behind()
    {
        await using var test = new HybridUnderTest(nodes: 2);
        await test.Cache.SetAsync(Key, "old", Safe);
        test.Clock.Advance(20 * Second);
        await test.Cache.RemoveAsync(Key);

        await Assert.ThrowsAsync<IOException>(
            () => test.Other.GetOrCreateAsync<int, string>(Key, 0, static (_, _, _) => throw new IOException("down"), Safe).AsTask());
    }

    [Fact]
    public async Task A_factory_sees_the_validators_of_a_stale_value()
    {
        await using var test = new HybridUnderTest(nodes: 2);
        await test.Cache.GetOrCreateAsync(
            Key,
            0,
            static (_, entry, _) =>
            {
                entry.ETag = "\"v1\"";
                return new ValueTask<string>("value");
            },
            Safe);
        await test.WhenQuiet();
        test.Clock.Advance(20 * Second);

        var tag = await test.Other.GetOrCreateAsync(
            Key, 0, static (_, entry, _) => new ValueTask<string>(entry.HasStale ? entry.ETag! : "nothing"), Safe);

        Assert.Equal("\"v1\"", tag);
    }
}
