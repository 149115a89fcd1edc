namespace Larder.Tests.Reading;

/// <summary>How many loads run at a time, how many wait for their turn, and what becomes of the rest.</summary>
public sealed class LoadLimitSpec
{
    private static readonly CacheOptions OneAtATime = new() { MaxConcurrentLoads = 1, MaxWaitingLoads = 1 };

    [Fact]
    public async Task No_more_factories_run_at_a_time_than_allowed()
    {
        await using var test = new CacheUnderTest(new CacheOptions { MaxConcurrentLoads = 2, MaxWaitingLoads = 10 });
        var source = new Source<string>();
        var loads = Enumerable.Range(0, 5).Select(i => test.Ask(source, key: $"key {i}")).ToArray();

        Assert.Equal(2, source.Runs);
        for (var run = 1; run <= 5; run++)
        {
            (await source.Run(run)).Answer($"value {run}");
        }

        Assert.Equal(5, (await Task.WhenAll(loads)).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Loads_beyond_the_queue_are_refused_with_a_sentence()
    {
        await using var test = new CacheUnderTest(OneAtATime);
        var source = new Source<string>();
        var running = test.Ask(source, key: "running");
        var waiting = test.Ask(source, key: "waiting");

        var error = await Assert.ThrowsAsync<CacheOverloadedException>(() => test.Ask(source, key: "refused"));

        Assert.Contains("runs 1 loads, and 1 wait", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, test.Cache.GetStats().Overloads);
        Assert.Equal(0, test.Cache.GetStats().LoadFailures);
        (await source.Run(1)).Answer("first");
        (await source.Run(2)).Answer("second");
        Assert.Equal("first", await running);
        Assert.Equal("second", await waiting);
        Assert.Equal("third", await test.Load("third", key: "refused"));
    }

    [Fact]
    public async Task A_stale_value_helps_out_where_it_is_allowed_to()
    {
        await using var test = new CacheUnderTest(OneAtATime with { MaxWaitingLoads = 0 });
        var safe = new CacheEntryOptions { Expiration = TimeSpan.FromSeconds(1), StaleIfError = TimeSpan.FromHours(1) };
        await test.Load("stale", safe);
        test.Clock.Advance(TimeSpan.FromSeconds(2));
        var source = new Source<string>();
        var running = test.Ask(source, key: "running");

        Assert.Equal("stale", await test.Ask(source, safe));
        await Assert.ThrowsAsync<CacheOverloadedException>(
            () => test.Ask(source, safe with { StaleIfError = TimeSpan.Zero }));

        (await source.Run(1)).Answer("done");
        await running;
        Assert.Equal("fresh", await test.Load("fresh", safe)); // no pause: the factory did not fail
    }

    [Fact]
    public async Task Followers_need_no_place()
    {
        await using var test = new CacheUnderTest(OneAtATime with { MaxWaitingLoads = 0 });
        var source = new Source<string>();
        var callers = Enumerable.Range(0, 50).Select(_ => test.Ask(source)).ToArray();

        (await source.Run(1)).Answer("value");

        Assert.All(await Task.WhenAll(callers), static value => Assert.Equal("value", value));
    }

    [Fact]
    public async Task Who_goes_on_after_a_load_finds_its_place_free()
    {
        await using var test = new CacheUnderTest(OneAtATime with { MaxWaitingLoads = 0 });

        for (var i = 0; i < 200; i++)
        {
            await test.Cache.GetOrCreateAsync($"key {i}", i, static async (it, _, _) =>
            {
                await Task.Yield();
                return it;
            });
        }

        Assert.Equal(0, test.Cache.GetStats().Overloads);
    }

    [Fact]
    public async Task A_waiting_load_that_is_given_up_frees_its_turn()
    {
        await using var test = new CacheUnderTest(OneAtATime);
        using var stop = new CancellationTokenSource();
        var source = new Source<string>();
        var running = test.Ask(source, key: "running");
        var waiting = test.Ask(source, key: "given up", cancellationToken: stop.Token);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await Eventually.IsTrue("the turn is free", () => test.Cache.RunningLoads == 1);
        var next = test.Ask(source, key: "next");
        (await source.Run(1)).Answer("running");
        (await source.Run(2)).Answer("next");

        Assert.Equal("running", await running);
        Assert.Equal("next", await next);
        Assert.Equal(2, source.Runs);
    }

    [Fact]
    public async Task A_load_inside_another_rides_on_its_place()
    {
        await using var test = new CacheUnderTest(OneAtATime with { MaxWaitingLoads = 0 });

        Assert.Equal("inner", await Nested(test, new CacheEntryOptions()));
    }

    [Fact]
    public async Task A_detached_load_inside_another_rides_on_its_place_too()
    {
        await using var test = new CacheUnderTest(OneAtATime with { MaxWaitingLoads = 0 });

        Assert.Equal("inner", await Nested(test, new CacheEntryOptions { Context = FactoryContext.Detach }));
    }

    [Fact]
    public async Task So_does_a_load_of_many()
    {
        await using var test = new CacheUnderTest(OneAtATime with { MaxWaitingLoads = 0 });

        var value = await test.Cache.GetOrCreateAsync(
            "outer", test, static async (it, _, _) => (await Many(it, "inner"))["inner"]);

        Assert.Equal("of inner", value);
    }

    [Fact]
    public async Task A_load_that_one_with_a_place_joins_waits_for_none_any_more()
    {
        await using var test = new CacheUnderTest(OneAtATime);
        var source = new Source<string>();
        var inner = new Source<string>();
        var outer = test.Cache.GetOrCreateAsync("outer", (test, source, inner), static async (it, context, token) =>
        {
            await it.source.MakeAsync(context, token);
            return await it.test.Ask(it.inner, key: "inner", cancellationToken: token);
        }).AsTask();
        var goOn = await source.Run(1);
        var waiting = test.Ask(inner, key: "inner"); // its turn would come when the outer load ends
        Assert.Equal(0, inner.Runs);

        goOn.Answer("go on");
        (await inner.Run(1)).Answer("value");

        Assert.Equal("value", await outer);
        Assert.Equal("value", await waiting);
        Assert.Equal(1, inner.Runs);
    }

    [Fact]
    public async Task Nor_does_a_waiting_batch_that_holds_its_key()
    {
        await using var test = new CacheUnderTest(OneAtATime);
        var source = new Source<string>();
        var outer = test.Cache.GetOrCreateAsync("outer", (test, source), static async (it, context, token) =>
        {
            await it.source.MakeAsync(context, token);
            return await it.test.Load("made apart", key: "inner");
        }).AsTask();
        var goOn = await source.Run(1);
        var waiting = Many(test, "inner", "another").AsTask();

        goOn.Answer("go on");

        Assert.Equal("of inner", await outer);
        Assert.Equal("of another", (await waiting)["another"]);
    }

    private static Task<string> Nested(CacheUnderTest test, CacheEntryOptions options) =>
        test.Cache.GetOrCreateAsync(
            "outer",
            (test, options),
            static async (it, _, _) => await it.test.Load("inner", it.options, "inner"),
            options).AsTask();

    private static ValueTask<IReadOnlyDictionary<string, string>> Many(CacheUnderTest test, params string[] keys) =>
        test.Cache.GetOrCreateManyAsync(
            keys,
            0,
            static (_, missing, _) => new ValueTask<IReadOnlyDictionary<string, string>>(
                missing.ToDictionary(static key => key, static key => $"of {key}", StringComparer.Ordinal)));
}
