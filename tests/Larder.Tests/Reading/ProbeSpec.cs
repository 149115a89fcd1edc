namespace Larder.Tests.Reading;

/// <summary>Eight questions that no cache of today answers all of. This one does.</summary>
public sealed class ProbeSpec
{
    private const string Key = CacheUnderTest.Key;

    [Fact]
    public async Task Probe_1_who_reads_after_a_removal_during_a_load_gets_a_fresh_value()
    {
        await using var test = new CacheUnderTest();
        var source = new Source<string>();
        var early = test.Ask(source);
        var first = await source.Run(1);

        await test.Remove();
        first.Answer("old");
        Assert.Equal("old", await early);
        var late = test.Ask(source);
        (await source.Run(2)).Answer("new");

        Assert.Equal("new", await late);
        Assert.Equal("new", test.Held<string>());
    }

    [Fact]
    public async Task Probe_2_a_set_during_a_load_wins()
    {
        await using var test = new CacheUnderTest();
        var source = new Source<string>();
        var early = test.Ask(source);
        var first = await source.Run(1);

        await test.Cache.SetAsync(Key, "set");
        first.Answer("loaded");
        await early;

        Assert.Equal("set", test.Held<string>());
        Assert.Equal("set", await test.Ask(source));
        Assert.Equal(1, source.Runs);
    }

    [Fact]
    public async Task Probe_3_callers_with_states_of_two_types_share_one_load()
    {
        await using var test = new CacheUnderTest();
        var source = new Source<string>();
        var one = test.Ask(source);
        var run = await source.Run(1);

        var other = test.Cache.GetOrCreateAsync(Key, 5, static (_, _, _) => new ValueTask<string>("apart")).AsTask();
        run.Answer("shared");

        Assert.Equal("shared", await one);
        Assert.Equal("shared", await other);
    }

    [Fact]
    public async Task Probe_4_the_factory_sees_the_context_of_its_caller()
    {
        await using var test = new CacheUnderTest();
        var local = new AsyncLocal<string> { Value = "of the caller" };

        var seen = await test.Cache.GetOrCreateAsync(
            Key, local, static async (it, _, _) => { await Task.Yield(); return it.Value; });

        Assert.Equal("of the caller", seen);
    }

    [Fact]
    public async Task Probe_5_the_factory_sees_it_with_a_token_that_can_be_cancelled_too()
    {
        await using var test = new CacheUnderTest();
        using var stop = new CancellationTokenSource();
        var local = new AsyncLocal<string> { Value = "of the caller" };

        var seen = await test.Cache.GetOrCreateAsync(
            Key,
            local,
            static async (it, _, _) => { await Task.Yield(); return it.Value; },
            options: null,
            stop.Token);

        Assert.Equal("of the caller", seen);
    }

    [Fact]
    public async Task Probe_6_the_factory_runs_once_though_the_first_caller_gives_up()
    {
        await using var test = new CacheUnderTest();
        using var stop = new CancellationTokenSource();
        var source = new Source<string>();
        var first = test.Ask(source, cancellationToken: stop.Token);
        var run = await source.Run(1);
        var second = test.Ask(source);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.False(run.Token.IsCancellationRequested);
        run.Answer("value");

        Assert.Equal("value", await second);
        Assert.Equal(1, source.Runs);
    }

    [Fact]
    public async Task Probe_7_an_interface_comes_back_as_the_same_object()
    {
        await using var test = new CacheUnderTest();
        IComparable made = new Version(1, 2);
        await test.Load(made);

        var again = await test.Load<IComparable>(new Version(3, 4));

        Assert.Same(made, again);
    }

    [Fact]
    public async Task Probe_8_a_key_with_a_value_of_another_type_is_a_miss()
    {
        await using var test = new CacheUnderTest();
        await test.Cache.SetAsync(Key, "text");

        var number = await test.Load(5);

        Assert.Equal(5, number);
        Assert.Equal(5, test.Held<int>());
        Assert.False(test.Cache.TryGetLocal<string>(Key, out _));
    }
}
