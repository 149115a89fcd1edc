namespace Larder.Tests.Reading;

/// <summary>Values that are made anew a little early, by chance: the earlier, the longer making them takes.</summary>
public sealed class EarlyRefreshSpec
{
    private const int Entries = 400;
    private static readonly TimeSpan Cost = TimeSpan.FromSeconds(1);

    private static readonly CacheEntryOptions Early = new()
    {
        Expiration = TimeSpan.FromSeconds(100),
        EarlyRefresh = 1,
    };

    [Fact]
    public async Task The_moments_spread_over_a_few_times_of_what_making_a_value_takes()
    {
        await using var test = await Filled(Cost);

        var longBefore = await DueAt(test, TimeSpan.FromSeconds(80));
        var atTheEnd = await DueAt(test, TimeSpan.FromSeconds(100));

        // They all end 101 s after the last of them was made, with leads of one second on average: a share of 1/e is due
        // one second before that.
        Assert.Equal(0, longBefore);
        Assert.InRange(atTheEnd, Entries / 4, Entries / 2);
    }

    [Fact]
    public async Task Values_that_cost_nothing_are_not_made_early()
    {
        await using var test = await Filled(TimeSpan.Zero);

        Assert.Equal(0, await DueAt(test, TimeSpan.FromSeconds(99.99)));
    }

    [Fact]
    public async Task Values_that_were_set_are_not_made_early()
    {
        await using var test = new CacheUnderTest();
        await test.Cache.SetAsync(CacheUnderTest.Key, 1, Early);
        test.Clock.Advance(TimeSpan.FromSeconds(99.99));

        await test.Load(2, Early);

        Assert.Equal(0, test.Cache.GetStats().Refreshes);
    }

    private static async Task<CacheUnderTest> Filled(TimeSpan cost)
    {
        var test = new CacheUnderTest(new CacheOptions { MaxBackgroundRefreshes = Entries });
        var begun = test.Clock.GetUtcNow();
        for (var i = 0; i < Entries; i++)
        {
            // The clock goes on while a factory runs: each entry is as old as those made before it.
            await test.Cache.GetOrCreateAsync(
                $"key {i}",
                (test, cost),
                static (it, _, _) =>
                {
                    it.test.Clock.Advance(it.cost);
                    return new ValueTask<DateTimeOffset>(it.test.Clock.GetUtcNow());
                },
                Early with { Expiration = Early.Expiration + (begun - test.Clock.GetUtcNow()) + (Entries * cost) });
        }

        return test;
    }

    /// <summary>How many entries are refreshed when asked for so long after the last of them was made.</summary>
    private static async Task<long> DueAt(CacheUnderTest test, TimeSpan since)
    {
        var made = Assert.IsType<DateTimeOffset>(test.Held<DateTimeOffset>($"key {Entries - 1}"));
        var before = test.Cache.GetStats().Refreshes;
        test.Clock.SetUtcNow(made + since);
        for (var i = 0; i < Entries; i++)
        {
            await test.Load(default(DateTimeOffset), Early with { Tiers = CacheTiers.ReadMemory }, $"key {i}");
        }

        await test.WhenQuiet();
        return test.Cache.GetStats().Refreshes - before;
    }
}
