namespace Larder.Tests.Reading;

/// <summary>What helps out in which order: a stale value, then the fallback of the factory, then the error.</summary>
public sealed class FallbackSpec
{
    private const string Key = CacheUnderTest.Key;

    private static readonly CacheEntryOptions Safe = new()
    {
        Expiration = TimeSpan.FromSeconds(10),
        StaleIfError = TimeSpan.FromMinutes(10),
        ErrorRetryAfter = TimeSpan.FromSeconds(30),
    };

    [Fact]
    public async Task A_stale_value_goes_before_the_fallback()
    {
        await using var test = new CacheUnderTest();
        await test.Load("stale", Safe);
        test.Clock.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal("stale", await FailWithFallback(test, Safe));
    }

    [Fact]
    public async Task The_fallback_goes_before_the_error()
    {
        await using var test = new CacheUnderTest();

        Assert.Equal("fallback", await FailWithFallback(test, Safe));
    }

    [Fact]
    public async Task Without_a_window_the_fallback_is_returned_and_not_kept()
    {
        await using var test = new CacheUnderTest();

        Assert.Equal("fallback", await FailWithFallback(test, null));

        Assert.Equal(0, test.Cache.Count);
        Assert.Equal("fresh", await test.Load("fresh"));
    }

    [Fact]
    public async Task With_a_window_the_fallback_stands_in_until_the_pause_is_over()
    {
        await using var test = new CacheUnderTest();
        await FailWithFallback(test, Safe);

        test.Clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal("fallback", await test.Load("too early", Safe));
        Assert.False(test.Cache.TryGetLocal<string>(Key, out _));
        test.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("fresh", await test.Load("fresh", Safe));
    }

    [Fact]
    public async Task A_failure_without_an_exception_is_answered_with_the_stale_value()
    {
        await using var test = new CacheUnderTest();
        await test.Load("stale", Safe);
        test.Clock.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal("stale", await FailByWord(test, Safe));
        Assert.Equal("stale", await test.Load("too early", Safe));
    }

    [Fact]
    public async Task A_failure_without_an_exception_and_without_help_tells_its_reason()
    {
        await using var test = new CacheUnderTest();

        var error = await Assert.ThrowsAsync<CacheLoadException>(() => FailByWord(test, Safe));

        Assert.Contains("the shelf is empty", error.Message, StringComparison.Ordinal);
        Assert.Contains(Key, error.Message, StringComparison.Ordinal);
        Assert.Equal(0, test.Cache.Count);
    }

    [Fact]
    public async Task Who_is_out_of_time_gets_the_fallback_of_the_running_factory()
    {
        await using var test = new CacheUnderTest();
        var source = new Source<string>();
        var load = test.Ask(source, new CacheEntryOptions { HardTimeout = TimeSpan.FromSeconds(1) });
        var run = await source.Run(1);
        run.Context.FallBackTo("fallback");

        test.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("fallback", await load);
        run.Answer("late");
    }

    private static Task<string> FailWithFallback(CacheUnderTest test, CacheEntryOptions? options) =>
        test.Cache.GetOrCreateAsync(
            Key,
            0,
            static ValueTask<string> (_, context, _) =>
            {
                context.FallBackTo("fallback");
                throw new IOException("down");
            },
            options).AsTask();

    private static Task<string> FailByWord(CacheUnderTest test, CacheEntryOptions options) =>
        test.Cache.GetOrCreateAsync(
            Key,
            0,
            static (_, context, _) =>
            {
                context.Fail("the shelf is empty");
                return new ValueTask<string>("ignored");
            },
            options).AsTask();
}
