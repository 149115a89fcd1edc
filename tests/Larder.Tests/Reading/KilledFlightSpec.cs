namespace Larder.Tests.Reading;

/// <summary>A load that was overtaken and then fails does nothing to a stale copy: no new life, no pause for the factory.</summary>
public sealed class KilledFlightSpec
{
    private const string Key = CacheUnderTest.Key;

    private static readonly CacheEntryOptions Safe = new()
    {
        Expiration = TimeSpan.FromSeconds(10),
        StaleIfError = TimeSpan.FromHours(1),
        ErrorRetryAfter = TimeSpan.FromSeconds(30),
    };

    private static readonly CacheEntryOptions SafeAndHasty = Safe with { HardTimeout = TimeSpan.FromSeconds(1) };

    [Fact]
    public async Task After_a_removal_it_does_not_bring_the_stale_copy_back()
    {
        await using var test = await WithStale();
        var source = new Source<string>();
        var load = test.Ask(source, Safe);
        var run = await source.Run(1);

        await test.Remove();
        run.Fail(new IOException("down"));

        await Assert.ThrowsAsync<IOException>(() => load);
        Assert.Equal(0, test.Cache.Count);
    }

    [Fact]
    public async Task After_an_expiry_it_does_not_keep_the_next_caller_from_the_factory()
    {
        await using var test = await WithStale();
        var source = new Source<string>();
        var load = test.Ask(source, Safe);
        var run = await source.Run(1);

        await test.Cache.ExpireAsync(Key);
        run.Fail(new IOException("down"));
        Assert.Equal("stale", await load);
        var next = test.Ask(source, Safe);
        (await source.Run(2)).Answer("fresh");

        Assert.Equal("fresh", await next);
    }

    [Fact]
    public async Task After_a_set_the_value_that_was_set_stands_in_for_it_and_stays()
    {
        await using var test = await WithStale();
        var source = new Source<string>();
        var load = test.Ask(source, Safe);
        var run = await source.Run(1);

        await test.Cache.SetAsync(Key, "set");
        run.Fail(new IOException("down"));

        Assert.Equal("set", await load);
        Assert.False((await test.Cache.TryGetAsync<string>(Key)).IsStale);
    }

    [Fact]
    public async Task After_a_clear_a_load_that_goes_on_in_the_background_writes_nothing()
    {
        await using var test = await WithStale();
        var source = new Source<string>();
        var load = test.Ask(source, SafeAndHasty);
        var run = await source.Run(1);
        test.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("stale", await load);

        await test.Cache.ClearAsync();
        run.Answer("late");
        await test.WhenQuiet();

        Assert.Equal(0, test.Cache.Count);
    }

    [Fact]
    public async Task After_a_removal_a_background_failure_leaves_the_factory_free()
    {
        await using var test = await WithStale();
        var source = new Source<string>();
        var load = test.Ask(source, SafeAndHasty);
        var run = await source.Run(1);
        test.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("stale", await load);

        await test.Cache.ExpireAsync(Key);
        run.Fail(new IOException("down"));
        await test.WhenQuiet();
        var next = test.Ask(source, SafeAndHasty);
        (await source.Run(2)).Answer("fresh");

        Assert.Equal("fresh", await next);
    }

    [Fact]
    public async Task A_fallback_of_an_overtaken_load_is_returned_and_not_kept()
    {
        await using var test = new CacheUnderTest();
        var source = new Source<string>();
        var load = test.Ask(source, Safe);
        var run = await source.Run(1);
        run.Context.FallBackTo("fallback");

        await test.Remove();
        run.Fail(new IOException("down"));

        Assert.Equal("fallback", await load);
        Assert.Equal(0, test.Cache.Count);
    }

    private static async Task<CacheUnderTest> WithStale()
    {
        var test = new CacheUnderTest();
        await test.Load("stale", Safe);
        test.Clock.Advance(TimeSpan.FromSeconds(11));
        return test;
    }
}
