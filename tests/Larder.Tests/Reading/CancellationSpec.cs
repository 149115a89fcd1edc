namespace Larder.Tests.Reading;

/// <summary>A caller's token ends his wait; the load ends when nobody waits for it.</summary>
public sealed class CancellationSpec
{
    [Fact]
    public async Task The_last_one_out_cancels_the_load()
    {
        await using var test = new CacheUnderTest();
        using var one = new CancellationTokenSource();
        using var two = new CancellationTokenSource();
        var source = new Source<string>();
        var first = test.Ask(source, cancellationToken: one.Token);
        var second = test.Ask(source, cancellationToken: two.Token);
        var run = (await source.Run(1)).ObservingItsToken();

        await one.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.False(run.Token.IsCancellationRequested);
        await two.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);

        Assert.True(run.Token.IsCancellationRequested);
        await test.WhenQuiet();
        Assert.Equal(0, test.Cache.Count);
        Assert.Equal(0, test.Cache.GetStats().LoadFailures);
    }

    [Fact]
    public async Task Each_finds_his_own_token_in_the_exception()
    {
        await using var test = new CacheUnderTest();
        using var one = new CancellationTokenSource();
        using var two = new CancellationTokenSource();
        var source = new Source<string>();
        var first = test.Ask(source, cancellationToken: one.Token);
        var second = test.Ask(source, cancellationToken: two.Token);

        await two.CancelAsync();
        await one.CancelAsync();

        Assert.Equal(one.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first)).CancellationToken);
        Assert.Equal(two.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second)).CancellationToken);
    }

    [Fact]
    public async Task A_caller_who_cannot_be_cancelled_keeps_the_load_alive()
    {
        await using var test = new CacheUnderTest();
        using var stop = new CancellationTokenSource();
        var source = new Source<string>();
        var patient = test.Ask(source);
        var run = await source.Run(1);
        var hasty = test.Ask(source, cancellationToken: stop.Token);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hasty);
        run.Answer("value");

        Assert.Equal("value", await patient);
        Assert.Equal("value", test.Held<string>());
    }

    [Fact]
    public async Task Who_comes_after_the_last_one_left_begins_another_load()
    {
        await using var test = new CacheUnderTest();
        using var stop = new CancellationTokenSource();
        var source = new Source<string>();
        var first = test.Ask(source, cancellationToken: stop.Token);
        var cancelled = await source.Run(1);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        var second = test.Ask(source);
        (await source.Run(2)).Answer("second");
        Assert.Equal("second", await second);
        cancelled.Answer("first"); // its factory did not look at its token
        await test.WhenQuiet();

        Assert.Equal("second", test.Held<string>());
    }

    [Fact]
    public async Task Who_is_cancelled_already_begins_nothing()
    {
        await using var test = new CacheUnderTest();
        var source = new Source<string>();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => test.Ask(source, cancellationToken: new CancellationToken(canceled: true)));

        Assert.Equal(0, source.Runs);
    }

    [Fact]
    public async Task A_hit_is_a_hit_even_then()
    {
        await using var test = new CacheUnderTest();
        await test.Load("value");

        Assert.Equal("value", await test.Ask(new Source<string>(), cancellationToken: new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task Giving_up_is_not_answered_with_a_stale_value()
    {
        await using var test = new CacheUnderTest();
        using var stop = new CancellationTokenSource();
        var options = new CacheEntryOptions { Expiration = TimeSpan.FromSeconds(1), StaleIfError = TimeSpan.FromHours(1) };
        await test.Load("stale", options);
        test.Clock.Advance(TimeSpan.FromSeconds(2));
        var source = new Source<string>();
        var load = test.Ask(source, options, cancellationToken: stop.Token);
        (await source.Run(1)).ObservingItsToken();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => load);
        await test.WhenQuiet();
        Assert.Equal("fresh", await test.Load("fresh", options)); // no pause: the factory did not fail
    }

    [Fact]
    public async Task A_factory_that_throws_when_it_is_cancelled_harms_nobody()
    {
        await using var test = new CacheUnderTest();
        using var stop = new CancellationTokenSource();
        var source = new Source<string>();
        var load = test.Ask(source, cancellationToken: stop.Token);
        var run = await source.Run(1);
        using var trap = run.Token.Register(static () => throw new InvalidOperationException("trap"));

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => load);
        run.Answer("dropped");
        await test.WhenQuiet();
        Assert.Equal(0, test.Cache.Count);
    }
}
