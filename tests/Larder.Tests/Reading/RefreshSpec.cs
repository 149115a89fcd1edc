namespace Larder.Tests.Reading;

/// <summary>A value is made anew in the background before its time is over, while callers get the one that is there.</summary>
public sealed class RefreshSpec
{
    private const string Key = CacheUnderTest.Key;

    private static readonly CacheEntryOptions Eager = new()
    {
        Expiration = TimeSpan.FromSeconds(100),
        RefreshAfter = 0.8,
        ErrorRetryAfter = TimeSpan.FromSeconds(5),
    };

    [Fact]
    public async Task Before_the_share_is_over_a_hit_begins_nothing()
    {
        await using var test = new CacheUnderTest();
        await test.Load("first", Eager);
        var source = new Source<string>();

        test.Clock.Advance(TimeSpan.FromSeconds(79));

        Assert.Equal("first", await test.Ask(source, Eager));
        Assert.Equal(0, test.Cache.GetStats().Refreshes);
    }

    [Fact]
    public async Task After_it_a_hit_returns_at_once_and_the_value_is_replaced_in_the_background()
    {
        await using var test = await WithRefreshDue();
        var source = new Source<string>();

        var hit = test.Ask(source, Eager);
        Assert.True(hit.IsCompletedSuccessfully);
        Assert.Equal("first", await hit);
        var run = await source.Run(1);
        run.Answer("second");
        await test.WhenQuiet();

        Assert.True(run.Context.IsRefresh);
        Assert.Equal("second", test.Held<string>());
        Assert.Equal(1, test.Cache.GetStats().Refreshes);
    }

    [Fact]
    public async Task The_new_value_lives_a_full_term()
    {
        await using var test = await WithRefreshDue();
        var source = new Source<string>();
        await test.Ask(source, Eager);
        (await source.Run(1)).Answer("second");
        await test.WhenQuiet();

        test.Clock.Advance(TimeSpan.FromSeconds(79));

        Assert.Equal("second", await test.Ask(source, Eager));
        Assert.Equal(1, source.Runs);
    }

    [Fact]
    public async Task Only_one_refresh_runs_at_a_time()
    {
        await using var test = await WithRefreshDue();
        var source = new Source<string>();

        for (var i = 0; i < 20; i++) Assert.Equal("first", await test.Ask(source, Eager));
        var run = await source.Run(1);
        for (var i = 0; i < 20; i++) Assert.Equal("first", await test.Ask(source, Eager));
        run.Answer("second");
        await test.WhenQuiet();

        Assert.Equal(1, source.Runs);
    }

    [Fact]
    public async Task A_refresh_does_not_end_with_the_token_of_the_caller_who_began_it()
    {
        await using var test = await WithRefreshDue();
        using var stop = new CancellationTokenSource();
        var source = new Source<string>();
        await test.Ask(source, Eager, cancellationToken: stop.Token);
        var run = await source.Run(1);

        await stop.CancelAsync();

        Assert.False(run.Token.IsCancellationRequested);
        run.Answer("second");
        await test.WhenQuiet();
        Assert.Equal("second", test.Held<string>());
    }

    [Fact]
    public async Task A_refresh_runs_in_no_callers_context()
    {
        await using var test = await WithRefreshDue();
        var local = new AsyncLocal<string> { Value = "of the caller" };
        var seen = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);

        await test.Cache.GetOrCreateAsync(
            Key,
            (local, seen),
            static (it, _, _) =>
            {
                it.seen.SetResult(it.local.Value);
                return new ValueTask<string>("second");
            },
            Eager);

        Assert.Null(await seen.Task);
    }

    [Fact]
    public async Task A_refresh_that_fails_leaves_the_value_and_pauses()
    {
        await using var test = await WithRefreshDue();
        var source = new Source<string>();
        await test.Ask(source, Eager);
        (await source.Run(1)).Fail(new IOException("down"));
        await test.WhenQuiet();

        Assert.Equal("first", await test.Ask(source, Eager));
        test.Clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal("first", await test.Ask(source, Eager));
        Assert.Equal(1, source.Runs);
        test.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("first", await test.Ask(source, Eager));
        (await source.Run(2)).Answer("second");
        await test.WhenQuiet();

        Assert.Equal("second", test.Held<string>());
    }

    [Fact]
    public async Task When_too_many_refreshes_run_the_value_is_returned_and_nothing_begun()
    {
        await using var test = new CacheUnderTest(new CacheOptions { MaxBackgroundRefreshes = 1 });
        await test.Load("first", Eager);
        await test.Load("first", Eager, "other");
        test.Clock.Advance(TimeSpan.FromSeconds(81));
        var source = new Source<string>();

        await test.Ask(source, Eager, "other");
        var run = await source.Run(1);
        Assert.Equal("first", await test.Ask(source, Eager));
        run.Answer("second");
        await test.WhenQuiet();

        Assert.Equal(1, source.Runs);
        Assert.Equal("first", test.Held<string>());
    }

    [Fact]
    public async Task A_caller_who_skips_memory_waits_for_the_refresh()
    {
        await using var test = await WithRefreshDue();
        var source = new Source<string>();
        await test.Ask(source, Eager);
        var run = await source.Run(1);

        var skipping = test.Ask(source, Eager with { Tiers = CacheTiers.WriteMemory });
        run.Answer("second");

        Assert.Equal("second", await skipping);
        Assert.Equal(1, source.Runs);
    }

    [Fact]
    public async Task A_refresh_after_the_value_has_gone_is_a_load()
    {
        await using var test = await WithRefreshDue();
        test.Clock.Advance(TimeSpan.FromSeconds(20));
        var source = new Source<string>();

        var load = test.Ask(source, Eager);
        var run = await source.Run(1);
        run.Answer("second");

        Assert.False(run.Context.IsRefresh);
        Assert.Equal("second", await load);
    }

    private static async Task<CacheUnderTest> WithRefreshDue()
    {
        var test = new CacheUnderTest();
        await test.Load("first", Eager);
        test.Clock.Advance(TimeSpan.FromSeconds(81));
        return test;
    }
}
