namespace Larder.Tests.Reading;

/// <summary>Many keys at once: one factory for all that is missing, and still one load for each key.</summary>
public sealed class ManySpec
{
    [Fact]
    public async Task One_factory_makes_all_that_is_missing_and_only_that()
    {
        await using var test = new CacheUnderTest();
        await test.Cache.SetAsync("b", "held");
        var source = new BatchSource();

        var load = source.Ask(test, "a", "b", "c", "a");
        var run = await source.Run(1);
        Assert.Equal(["a", "c"], run.Keys);
        run.AnswerAll("made");
        var found = await load;

        Assert.Equal(3, found.Count);
        Assert.Equal("held", found["b"]);
        Assert.Equal("made a", found["a"]);
        Assert.Equal("made c", test.Held<string>("c"));
        Assert.Equal(1, source.Runs);
    }

    [Fact]
    public async Task No_keys_and_no_misses_run_no_factory()
    {
        await using var test = new CacheUnderTest();
        await test.Cache.SetAsync("a", "held");
        var source = new BatchSource();

        Assert.Empty(await source.Ask(test));
        Assert.Equal("held", (await source.Ask(test, "a"))["a"]);

        Assert.Equal(0, source.Runs);
    }

    [Fact]
    public async Task A_key_that_the_factory_leaves_out_does_not_exist_and_nothing_is_kept_for_it()
    {
        await using var test = new CacheUnderTest();
        var source = new BatchSource();

        var load = source.Ask(test, "a", "b");
        (await source.Run(1)).Answer("made", "a");
        var found = await load;

        Assert.Equal(["a"], found.Keys);
        Assert.Equal(1, test.Cache.Count);
    }

    [Fact]
    public async Task A_single_caller_joins_the_batch_that_loads_his_key()
    {
        await using var test = new CacheUnderTest();
        var source = new BatchSource();
        var single = new Source<string>();
        var batch = source.Ask(test, "a", "b");
        var run = await source.Run(1);

        var one = test.Ask(single, key: "b");
        run.AnswerAll("made");

        Assert.Equal("made b", await one);
        Assert.Equal(0, single.Runs);
        await batch;
    }

    [Fact]
    public async Task A_batch_waits_for_the_key_that_a_single_caller_loads()
    {
        await using var test = new CacheUnderTest();
        var source = new BatchSource();
        var single = new Source<string>();
        var one = test.Ask(single, key: "a");

        var batch = source.Ask(test, "a", "b");
        var run = await source.Run(1);
        Assert.Equal(["b"], run.Keys);
        run.AnswerAll("made");
        (await single.Run(1)).Answer("single");
        var found = await batch;

        Assert.Equal("single", found["a"]);
        Assert.Equal("made b", found["b"]);
        Assert.Equal("single", await one);
    }

    [Fact]
    public async Task Two_batches_that_need_each_others_keys_both_end()
    {
        await using var test = new CacheUnderTest();
        var source = new BatchSource();
        var first = source.Ask(test, "a", "b");
        var second = source.Ask(test, "b", "c");
        var third = source.Ask(test, "c", "a");

        (await source.Run(2)).AnswerAll("second");
        (await source.Run(1)).AnswerAll("first");

        Assert.Equal("first b", (await first)["b"]);
        Assert.Equal("first b", (await second)["b"]);
        Assert.Equal("second c", (await third)["c"]);
        Assert.Equal("first a", (await third)["a"]);
        Assert.Equal(2, source.Runs);
    }

    [Fact]
    public async Task A_single_caller_makes_what_the_batch_left_out()
    {
        await using var test = new CacheUnderTest();
        var source = new BatchSource();
        var single = new Source<string>();
        var batch = source.Ask(test, "a", "b");
        var run = await source.Run(1);
        var one = test.Ask(single, key: "b");

        run.Answer("made", "a");
        (await single.Run(1)).Answer("single");

        Assert.Equal("single", await one);
        Assert.Equal(["a"], (await batch).Keys);
    }

    [Fact]
    public async Task What_the_factory_throws_reaches_the_caller_and_everyone_who_joined()
    {
        await using var test = new CacheUnderTest();
        var source = new BatchSource();
        var single = new Source<string>();
        var batch = source.Ask(test, "a", "b");
        var run = await source.Run(1);
        var one = test.Ask(single, key: "b");
        var error = new IOException("down");

        run.Fail(error);

        Assert.Same(error, await Assert.ThrowsAsync<IOException>(() => batch));
        Assert.Same(error, await Assert.ThrowsAsync<IOException>(() => one));
        Assert.Equal("next", await test.Load("next", key: "a"));
    }

    [Fact]
    public async Task A_factory_that_returns_nothing_at_all_is_told_what_to_return()
    {
        await using var test = new CacheUnderTest();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => test.Cache.GetOrCreateManyAsync(
            ["a"], 0, static (_, _, _) => ValueTask.FromResult<IReadOnlyDictionary<string, string>>(null!)).AsTask());

        Assert.Contains("Return a dictionary", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stale_values_help_out_for_keys_that_have_one()
    {
        await using var test = new CacheUnderTest();
        var safe = new CacheEntryOptions { Expiration = TimeSpan.FromSeconds(1), StaleIfError = TimeSpan.FromHours(1) };
        await test.Cache.SetAsync("a", "stale", safe);
        test.Clock.Advance(TimeSpan.FromSeconds(2));
        var source = new BatchSource();

        var load = source.Ask(test, safe, default, "a");
        (await source.Run(1)).Fail(new IOException("down"));

        Assert.Equal("stale", (await load)["a"]);
    }

    [Fact]
    public async Task When_nobody_waits_for_any_of_its_keys_the_batch_is_cancelled()
    {
        await using var test = new CacheUnderTest();
        using var stop = new CancellationTokenSource();
        using var stopOne = new CancellationTokenSource();
        var source = new BatchSource();
        var batch = source.Ask(test, null, stop.Token, "a", "b");
        var run = await source.Run(1);
        var one = test.Ask(new Source<string>(), key: "b", cancellationToken: stopOne.Token);

        await stop.CancelAsync();
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => batch);
        Assert.Equal(stop.Token, error.CancellationToken);
        Assert.False(run.Token.IsCancellationRequested);
        await stopOne.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);

        Assert.True(run.Token.IsCancellationRequested);
        run.AnswerAll("dropped");
        await test.WhenQuiet();
        Assert.Equal(0, test.Cache.Count);
    }

    [Fact]
    public async Task A_key_that_is_removed_meanwhile_is_returned_and_not_kept()
    {
        await using var test = new CacheUnderTest();
        var source = new BatchSource();
        var batch = source.Ask(test, "a", "b");
        var run = await source.Run(1);

        await test.Remove("a");
        run.AnswerAll("made");

        Assert.Equal("made a", (await batch)["a"]);
        Assert.Null(test.Held<string>("a"));
        Assert.Equal("made b", test.Held<string>("b"));
    }

    [Fact]
    public async Task A_batch_takes_one_place_among_the_loads()
    {
        await using var test = new CacheUnderTest(new CacheOptions { MaxConcurrentLoads = 1, MaxWaitingLoads = 0 });
        var source = new BatchSource();

        var load = source.Ask(test, "a", "b", "c");
        await Assert.ThrowsAsync<CacheOverloadedException>(() => test.Load("value", key: "d"));
        (await source.Run(1)).AnswerAll("made");

        Assert.Equal(3, (await load).Count);
    }
}
