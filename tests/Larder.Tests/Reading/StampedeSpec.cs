using Larder.Testing;

namespace Larder.Tests.Reading;

/// <summary>However many ask for a missing key at the same time, it is made once.</summary>
public sealed class StampedeSpec
{
    private const string Key = CacheUnderTest.Key;

    [Fact]
    public async Task A_thousand_misses_at_once_run_one_factory()
    {
        await using var test = new CacheUnderTest();
        var source = new Source<string>();
        var callers = Enumerable.Range(0, 1_000).Select(_ => test.Ask(source)).ToArray();
        var run = await source.Run(1);

        run.Answer("value");

        Assert.All(await Task.WhenAll(callers), static value => Assert.Equal("value", value));
        Assert.Equal(1, source.Runs);
        Assert.Equal(1, test.Cache.GetStats().Loads);
    }

    [Fact]
    public async Task So_do_a_thousand_misses_from_many_threads()
    {
        const int Threads = 8;
        const int Each = 125;
        await using var test = new CacheUnderTest();
        var source = new Source<string>();
        var callers = new Task<string>[Threads * Each];

        ThreadTeam.Run(Threads, thread =>
        {
            for (var i = 0; i < Each; i++) callers[(thread * Each) + i] = test.Ask(source);
        });
        (await source.Run(1)).Answer("value");

        Assert.All(await Task.WhenAll(callers), static value => Assert.Equal("value", value));
        Assert.Equal(1, source.Runs);
    }

    [Fact]
    public async Task What_the_factory_throws_reaches_every_caller_as_it_is()
    {
        await using var test = new CacheUnderTest();
        var source = new Source<string>();
        var callers = Enumerable.Range(0, 10).Select(_ => test.Ask(source)).ToArray();
        var error = new IOException("down");

        (await source.Run(1)).Fail(error);

        foreach (var caller in callers) Assert.Same(error, await Assert.ThrowsAsync<IOException>(() => caller));
        Assert.Equal(1, source.Runs);
    }

    [Fact]
    public async Task What_it_throws_before_its_first_wait_does_too()
    {
        await using var test = new CacheUnderTest();
        var error = new IOException("down");

        var seen = await Assert.ThrowsAsync<IOException>(() => test.Cache.GetOrCreateAsync<Exception, string>(
            Key, error, static (it, _, _) => throw it).AsTask());

        Assert.Same(error, seen);
        Assert.Equal("value", await test.Load("value"));
    }

    [Fact]
    public async Task After_a_failure_the_next_caller_loads_anew()
    {
        await using var test = new CacheUnderTest();

        await Assert.ThrowsAsync<IOException>(() => test.LoadBadly<string>(new IOException("down")));

        Assert.Equal("value", await test.Load("value"));
        Assert.Equal(1, test.Cache.GetStats().LoadFailures);
    }

    [Fact]
    public async Task Whoever_is_released_finds_the_value_in_memory()
    {
        await using var test = new CacheUnderTest();
        var source = new Source<string>();
        var caller = test.Ask(source).ContinueWith(_ => test.Held<string>(), TaskScheduler.Default);

        (await source.Run(1)).Answer("value");

        Assert.Equal("value", await caller);
    }

    [Fact]
    public async Task Two_keys_are_made_side_by_side()
    {
        await using var test = new CacheUnderTest();
        var source = new Source<string>();
        var one = test.Ask(source, key: "one");
        var two = test.Ask(source, key: "two");

        (await source.Run(2)).Answer("2");
        Assert.Equal("2", await two);
        (await source.Run(1)).Answer("1");

        Assert.Equal("1", await one);
    }

    [Fact]
    public async Task Callers_are_not_released_on_the_thread_of_the_factory()
    {
        await using var test = new CacheUnderTest();
        var blocked = new Gate("the first caller goes on");
        var source = new Source<string>();
        var first = Wait(test.Ask(source), blocked);
        var second = test.Ask(source);

        (await source.Run(1)).Answer("value");

        Assert.Equal("value", await second);
        blocked.Open();
        await first;

        static async Task Wait(Task<string> load, Gate gate)
        {
            await load.ConfigureAwait(false);
            gate.Wait();
        }
    }
}
