namespace Larder.Tests.Reading;

/// <summary>A load that was overtaken by a write or a removal of its key changes nothing.</summary>
[Collection(nameof(EpochAlone))]
public sealed class OvertakenLoadSpec
{
    private const string Key = CacheUnderTest.Key;
    private static readonly CacheEntryOptions Tagged = new() { Tags = ["red", "round"] };

    public static TheoryData<Overtaking> All() => [.. Enum.GetValues<Overtaking>()];

    public static TheoryData<Overtaking> Removals() =>
        [.. Enum.GetValues<Overtaking>().Where(static way => !Writes(way))];

    [Theory]
    [MemberData(nameof(All))]
    public async Task What_was_being_loaded_is_not_stored(Overtaking way)
    {
        await using var test = new CacheUnderTest();
        var source = new Source<long>();
        var early = test.Ask(source, Tagged);
        var run = await source.Run(1);

        await Overtake(test.Cache, way);
        run.Answer(1);
        await early;

        Assert.NotEqual(1, test.Held<long>());
        Assert.Equal(Writes(way) ? 7 : 0, test.Held<long>());
    }

    [Theory]
    [MemberData(nameof(Removals))]
    public async Task Who_comes_later_loads_anew_though_the_first_load_still_runs(Overtaking way)
    {
        await using var test = new CacheUnderTest();
        var source = new Source<long>();
        var early = test.Ask(source, Tagged);
        var first = await source.Run(1);

        await Overtake(test.Cache, way);
        var late = test.Ask(source, Tagged);
        (await source.Run(2)).Answer(2);
        Assert.Equal(2, await late);
        first.Answer(1);
        await early;

        Assert.Equal(2, test.Held<long>());
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Who_came_before_gets_what_the_load_brings(Overtaking way)
    {
        await using var test = new CacheUnderTest();
        var source = new Source<long>();
        var leader = test.Ask(source, Tagged);
        var run = await source.Run(1);
        var follower = test.Ask(source, Tagged);

        await Overtake(test.Cache, way);
        run.Answer(1);

        Assert.Equal(1, await leader);
        Assert.Equal(1, await follower);
        Assert.Equal(1, source.Runs);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_refresh_that_was_overtaken_is_not_stored_either(Overtaking way)
    {
        await using var test = new CacheUnderTest();
        var options = Tagged with { Expiration = TimeSpan.FromSeconds(10), RefreshAfter = 0.5 };
        await test.Load(0L, options);
        var source = new Source<long>();
        test.Clock.Advance(TimeSpan.FromSeconds(6));
        await test.Ask(source, options);
        var run = await source.Run(1);

        await Overtake(test.Cache, way);
        run.Answer(1);
        await test.WhenQuiet();

        Assert.NotEqual(1, test.Held<long>());
        Assert.Equal(Writes(way) ? 7 : 0, test.Held<long>());
    }

    [Fact]
    public async Task A_failed_update_overtakes_nothing()
    {
        await using var test = new CacheUnderTest();
        var source = new Source<long>();
        var load = test.Ask(source);
        var run = await source.Run(1);

        var update = await test.Cache.TryUpdateAsync(Key, expectedVersion: 99, value: 7L);
        run.Answer(1);
        await load;

        Assert.False(update.Succeeded);
        Assert.Equal(1, test.Held<long>());
    }

    [Fact]
    public async Task A_removal_of_another_key_or_tag_overtakes_nothing()
    {
        await using var test = new CacheUnderTest();
        var source = new Source<long>();
        var load = test.Ask(source, Tagged);
        var run = await source.Run(1);

        await test.Cache.RemoveAsync("another");
        await test.Cache.RemoveByTagAsync("green");
        await test.Cache.RemoveByTagsAsync(["red", "green"], TagMatch.All);
        await test.Cache.RemoveByPatternAsync("ano*");
        run.Answer(1);
        await load;

        Assert.Equal(1, test.Held<long>());
    }

    private static bool Writes(Overtaking way) => way is Overtaking.Set or Overtaking.TryUpdate or Overtaking.Increment;

    private static async Task Overtake(LarderCache cache, Overtaking way)
    {
        switch (way)
        {
            case Overtaking.Set:
                await cache.SetAsync(Key, 7L);
                break;
            case Overtaking.Remove:
                await cache.RemoveAsync(Key);
                break;
            case Overtaking.Expire:
                await cache.ExpireAsync(Key);
                break;
            case Overtaking.Clear:
                await cache.ClearAsync();
                break;
            case Overtaking.RemoveByTag:
                await cache.RemoveByTagAsync("red");
                break;
            case Overtaking.RemoveByAllTags:
                await cache.RemoveByTagsAsync(["red", "round"], TagMatch.All);
                break;
            case Overtaking.ExpireByTag:
                await cache.ExpireByTagAsync("red");
                break;
            case Overtaking.RemoveByPattern:
                await cache.RemoveByPatternAsync("k?y");
                break;
            case Overtaking.TryUpdate:
                var seen = await cache.TryGetAsync<long>(Key);
                Assert.True((await cache.TryUpdateAsync(Key, seen.Version, 7L)).Succeeded);
                break;
            default:
                var now = await cache.TryGetAsync<long>(Key);
                await cache.IncrementAsync(Key, 7 - now.Value);
                break;
        }
    }
}
