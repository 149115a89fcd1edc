namespace Larder.Tests.Reading;

/// <summary>How long a caller waits, and what becomes of the load for which nobody waits.</summary>
public sealed class TimeLimitSpec
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static readonly CacheEntryOptions Soft = new()
    {
        Expiration = TimeSpan.FromSeconds(10),
        StaleIfError = TimeSpan.FromMinutes(10),
        SoftTimeout = Second,
    };

    private static readonly CacheEntryOptions Hard = new() { HardTimeout = TimeSpan.FromSeconds(2) };

    [Fact]
    public async Task After_the_soft_limit_the_stale_value_is_returned()
    {
        await using var test = await WithStale();
        var source = new Source<string>();
        var load = test.Ask(source, Soft);
        var run = await source.Run(1);

        test.Clock.Advance(Second - TimeSpan.FromTicks(1));
        Assert.False(load.IsCompleted);
        test.Clock.Advance(TimeSpan.FromTicks(1));

        Assert.Equal("stale", await load);
        run.Answer("late");
    }

    [Fact]
    public async Task Without_a_stale_value_the_soft_limit_means_nothing()
    {
        await using var test = new CacheUnderTest();
        var source = new Source<string>();
        var load = test.Ask(source, Soft);
        var run = await source.Run(1);

        test.Clock.Advance(TimeSpan.FromHours(1));
        Assert.False(load.IsCompleted);
        run.Answer("fresh");

        Assert.Equal("fresh", await load);
    }

    [Fact]
    public async Task Without_a_window_for_errors_the_soft_limit_means_nothing()
    {
        await using var test = await WithStale();
        var source = new Source<string>();
        var load = test.Ask(source, new CacheEntryOptions { SoftTimeout = Second });
        var run = await source.Run(1);

        test.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.False(load.IsCompleted);
        run.Answer("fresh");

        Assert.Equal("fresh", await load);
    }

    [Fact]
    public async Task A_stale_value_that_was_removed_meanwhile_is_not_returned_after_the_soft_limit()
    {
        await using var test = await WithStale();
        var source = new Source<string>();
        var load = test.Ask(source, Soft);
        var run = await source.Run(1);
        await test.Remove();

        test.Clock.Advance(Second);
        Assert.False(load.IsCompleted);
        run.Answer("late");

        Assert.Equal("late", await load);
    }

    [Fact]
    public async Task After_the_hard_limit_the_caller_is_told_so()
    {
        await using var test = new CacheUnderTest();
        var source = new Source<string>();
        var load = test.Ask(source, Hard);
        var run = await source.Run(1);

        test.Clock.Advance(TimeSpan.FromSeconds(2));
        var error = await Assert.ThrowsAsync<CacheTimeoutException>(() => load);

        Assert.Contains("\"key\"", error.Message, StringComparison.Ordinal);
        Assert.Contains("00:00:02", error.Message, StringComparison.Ordinal);
        Assert.Contains("HardTimeout", error.Message, StringComparison.Ordinal);
        run.Answer("late");
    }

    [Fact]
    public async Task After_the_hard_limit_a_stale_value_helps_out()
    {
        await using var test = await WithStale();
        var source = new Source<string>();
        var load = test.Ask(source, Soft with { SoftTimeout = null, HardTimeout = Second });
        var run = await source.Run(1);

        test.Clock.Advance(Second);

        Assert.Equal("stale", await load);
        run.Answer("late");
    }

    [Fact]
    public async Task Each_caller_has_limits_of_his_own()
    {
        await using var test = new CacheUnderTest();
        var source = new Source<string>();
        var hasty = test.Ask(source, Hard);
        var run = await source.Run(1);
        var patient = test.Ask(source);

        test.Clock.Advance(TimeSpan.FromSeconds(2));
        await Assert.ThrowsAsync<CacheTimeoutException>(() => hasty);
        run.Answer("late");

        Assert.Equal("late", await patient);
        Assert.Equal(1, source.Runs);
    }

    [Fact]
    public async Task The_limit_counts_from_the_moment_a_follower_came()
    {
        await using var test = new CacheUnderTest();
        var source = new Source<string>();
        var leader = test.Ask(source);
        var run = await source.Run(1);
        test.Clock.Advance(TimeSpan.FromSeconds(5));
        var follower = test.Ask(source, Hard);

        test.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(follower.IsCompleted);
        test.Clock.Advance(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<CacheTimeoutException>(() => follower);
        run.Answer("late");
        await leader;
    }

    [Fact]
    public async Task Waiting_for_a_place_counts()
    {
        await using var test = new CacheUnderTest(new CacheOptions { MaxConcurrentLoads = 1 });
        var source = new Source<string>();
        var other = test.Ask(source, key: "other");
        var run = await source.Run(1);
        var waiting = test.Ask(source, Hard);

        test.Clock.Advance(TimeSpan.FromSeconds(2));

        await Assert.ThrowsAsync<CacheTimeoutException>(() => waiting);
        Assert.Equal(1, source.Runs);
        run.Answer("other");
        await other;
        (await source.Run(2)).Answer("late"); // its turn came, and it is completed
    }

    [Fact]
    public async Task A_load_that_nobody_waits_for_is_completed_and_kept()
    {
        await using var test = new CacheUnderTest();
        var source = new Source<string>();
        var load = test.Ask(source, Hard);
        var run = await source.Run(1);
        test.Clock.Advance(TimeSpan.FromSeconds(2));
        await Assert.ThrowsAsync<CacheTimeoutException>(() => load);

        Assert.False(run.Token.IsCancellationRequested);
        run.Answer("late");
        await test.WhenQuiet();

        Assert.Equal("late", test.Held<string>());
    }

    [Fact]
    public async Task No_second_factory_starts_while_the_first_goes_on()
    {
        await using var test = await WithStale();
        var source = new Source<string>();
        var first = test.Ask(source, Soft);
        var run = await source.Run(1);
        test.Clock.Advance(Second);
        await first;

        var second = test.Ask(source, Soft);
        run.Answer("late");

        Assert.Equal("late", await second);
        Assert.Equal(1, source.Runs);
    }

    [Fact]
    public async Task A_load_that_fails_in_the_background_pauses_its_factory()
    {
        await using var test = await WithStale();
        var source = new Source<string>();
        var first = test.Ask(source, Soft);
        var run = await source.Run(1);
        test.Clock.Advance(Second);
        await first;

        run.Fail(new IOException("down"));
        await test.WhenQuiet();

        Assert.Equal("stale", await test.Ask(source, Soft));
        Assert.Equal(1, source.Runs);
    }

    [Fact]
    public async Task A_load_that_is_not_to_be_completed_is_cancelled_and_what_it_brings_is_dropped()
    {
        await using var test = new CacheUnderTest();
        var source = new Source<string>();
        var load = test.Ask(source, Hard with { OnTimeout = TimedOutLoad.Cancel });
        var run = await source.Run(1);

        test.Clock.Advance(TimeSpan.FromSeconds(2));
        await Assert.ThrowsAsync<CacheTimeoutException>(() => load);
        Assert.True(run.Token.IsCancellationRequested);
        run.Answer("late");
        await test.WhenQuiet();

        Assert.Equal(0, test.Cache.Count);
    }

    [Fact]
    public async Task A_load_is_not_cancelled_while_others_wait_for_it()
    {
        await using var test = new CacheUnderTest();
        var source = new Source<string>();
        var hasty = test.Ask(source, Hard with { OnTimeout = TimedOutLoad.Cancel });
        var run = await source.Run(1);
        var patient = test.Ask(source);

        test.Clock.Advance(TimeSpan.FromSeconds(2));
        await Assert.ThrowsAsync<CacheTimeoutException>(() => hasty);
        Assert.False(run.Token.IsCancellationRequested);
        run.Answer("late");

        Assert.Equal("late", await patient);
    }

    private static async Task<CacheUnderTest> WithStale()
    {
        var test = new CacheUnderTest();
        await test.Load("stale", Soft);
        test.Clock.Advance(TimeSpan.FromSeconds(11));
        return test;
    }
}
