namespace Larder.Tests.Reading;

/// <summary>A stale value helps out when the factory fails.</summary>
public sealed class FailSafeSpec
{
    private const string Key = CacheUnderTest.Key;
    private static readonly IOException Down = new("down");

    private static readonly CacheEntryOptions Safe = new()
    {
        Expiration = TimeSpan.FromSeconds(10),
        StaleIfError = TimeSpan.FromMinutes(10),
        ErrorRetryAfter = TimeSpan.FromSeconds(30),
    };

    [Fact]
    public async Task The_stale_value_is_returned_instead_of_the_error()
    {
        await using var test = await WithStale();

        var value = await test.LoadBadly<string>(Down, Safe);

        Assert.Equal("stale", value);
        Assert.Equal(1, test.Cache.GetStats().LoadFailures);
    }

    [Fact]
    public async Task Every_follower_gets_it()
    {
        await using var test = await WithStale();
        var source = new Source<string>();
        var first = test.Ask(source, Safe);
        var run = await source.Run(1);
        var second = test.Ask(source, Safe);

        run.Fail(Down);

        Assert.Equal("stale", await first);
        Assert.Equal("stale", await second);
        Assert.Equal(1, source.Runs);
    }

    [Fact]
    public async Task A_follower_who_did_not_ask_for_help_gets_the_error()
    {
        await using var test = await WithStale();
        var source = new Source<string>();
        var first = test.Ask(source, Safe);
        var run = await source.Run(1);
        var second = test.Ask(source, new CacheEntryOptions { Expiration = TimeSpan.FromSeconds(10) });

        run.Fail(Down);

        Assert.Equal("stale", await first);
        Assert.Same(Down, await Assert.ThrowsAsync<IOException>(() => second));
    }

    [Fact]
    public async Task The_factory_is_left_alone_until_the_pause_is_over()
    {
        await using var test = await WithStale();
        var source = new Source<string>();
        await test.LoadBadly<string>(Down, Safe);

        test.Clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal("stale", await test.Ask(source, Safe));
        Assert.Equal(0, source.Runs);
        test.Clock.Advance(TimeSpan.FromSeconds(1));
        var next = test.Ask(source, Safe);
        (await source.Run(1)).Answer("fresh");

        Assert.Equal("fresh", await next);
        Assert.Equal("fresh", test.Held<string>());
    }

    [Fact]
    public async Task Hits_during_the_pause_count_as_stale_hits_and_the_value_is_told_to_be_stale()
    {
        await using var test = await WithStale();
        await test.LoadBadly<string>(Down, Safe);
        var before = test.Cache.GetStats().StaleHits;

        await test.Load("unused", Safe);
        var seen = await test.Cache.TryGetAsync<string>(Key, Safe with { StaleFor = TimeSpan.FromHours(1) });

        Assert.Equal(before + 2, test.Cache.GetStats().StaleHits);
        Assert.True(seen.IsStale);
        Assert.False(test.Cache.TryGetLocal<string>(Key, out _));
    }

    [Fact]
    public async Task Once_the_window_is_over_the_error_reaches_the_caller()
    {
        await using var test = await WithStale();

        test.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Same(Down, await Assert.ThrowsAsync<IOException>(() => test.LoadBadly<string>(Down, Safe)));
    }

    [Fact]
    public async Task A_pause_does_not_prolong_the_window()
    {
        await using var test = await WithStale();
        var patient = Safe with { ErrorRetryAfter = TimeSpan.FromHours(1) };
        await test.LoadBadly<string>(Down, patient);

        test.Clock.Advance(TimeSpan.FromMinutes(10));

        await Assert.ThrowsAsync<IOException>(() => test.LoadBadly<string>(Down, patient));
    }

    [Fact]
    public async Task An_entry_that_was_written_without_a_window_does_not_help_out()
    {
        await using var test = new CacheUnderTest();
        await test.Load("stale", new CacheEntryOptions { Expiration = TimeSpan.FromSeconds(10) });
        test.Clock.Advance(TimeSpan.FromSeconds(10));

        await Assert.ThrowsAsync<IOException>(() => test.LoadBadly<string>(Down, Safe));
    }

    [Fact]
    public async Task A_time_limit_of_the_factorys_own_is_a_failure_like_any_other()
    {
        await using var test = await WithStale();
        var source = new Source<string>();

        var value = await test.LoadBadly<string>(new TaskCanceledException("The request was canceled"), Safe);

        Assert.Equal("stale", value);
        Assert.Equal("stale", await test.Ask(source, Safe));
        Assert.Equal(0, source.Runs);
    }

    [Fact]
    public async Task Without_a_stale_value_the_factorys_own_cancellation_reaches_the_caller_untouched()
    {
        await using var test = new CacheUnderTest();
        var error = new TaskCanceledException("The request was canceled");

        Assert.Same(error, await Assert.ThrowsAsync<TaskCanceledException>(() => test.LoadBadly<string>(error, Safe)));
    }

    [Fact]
    public async Task A_removal_drops_the_stale_copy()
    {
        await using var test = await WithStale();

        await test.Remove();

        await Assert.ThrowsAsync<IOException>(() => test.LoadBadly<string>(Down, Safe));
    }

    [Fact]
    public async Task A_clear_drops_the_stale_copy()
    {
        await using var test = await WithStale();

        await test.Cache.ClearAsync();

        await Assert.ThrowsAsync<IOException>(() => test.LoadBadly<string>(Down, Safe));
    }

    [Fact]
    public async Task An_expiry_keeps_the_stale_copy()
    {
        await using var test = new CacheUnderTest();
        await test.Load("value", Safe);

        var expired = await test.Cache.ExpireAsync(Key);

        Assert.True(expired);
        Assert.False(test.Cache.TryGetLocal<string>(Key, out _));
        Assert.Equal("value", await test.LoadBadly<string>(Down, Safe));
    }

    [Fact]
    public async Task An_expiry_ends_the_pause_of_the_factory()
    {
        await using var test = await WithStale();
        await test.LoadBadly<string>(Down, Safe);

        await test.Cache.ExpireAsync(Key);

        Assert.Equal("fresh", await test.Load("fresh", Safe));
    }

    [Fact]
    public async Task The_stale_copy_keeps_its_size_while_it_stands_in()
    {
        var options = Safe with { Size = 10 };
        await using var test = new CacheUnderTest(new CacheOptions { MemoryMaxBytes = 100 });
        await test.Load("stale", options);
        test.Clock.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal("stale", await test.LoadBadly<string>(Down, options));

        Assert.Equal("stale", await test.Load("unused", options));
        Assert.Equal(10, test.Cache.GetStats().Size);
    }

    [Fact]
    public async Task A_logger_that_throws_keeps_nobody_waiting()
    {
        using var loggers = new FaultyLoggers();
        await using var test = new CacheUnderTest(loggers: loggers);

        Assert.Same(Down, await Assert.ThrowsAsync<IOException>(() => test.LoadBadly<string>(Down, Safe)));
        Assert.Equal("fresh", await test.Load("fresh", Safe));
    }

    private static async Task<CacheUnderTest> WithStale()
    {
        var test = new CacheUnderTest();
        await test.Load("stale", Safe);
        test.Clock.Advance(TimeSpan.FromSeconds(11));
        return test;
    }
}
