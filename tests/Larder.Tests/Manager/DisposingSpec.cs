using Larder.Tests.Reading;

namespace Larder.Tests.Manager;

/// <summary>Disposing ends every load and waits for it.</summary>
public sealed class DisposingSpec
{
    private const string Key = CacheUnderTest.Key;

    [Fact]
    public async Task A_running_load_is_cancelled_and_awaited()
    {
        var test = new CacheUnderTest();
        var source = new Source<string>();
        var load = test.Ask(source);
        var run = await source.Run(1);

        var disposing = test.Manager.DisposeAsync().AsTask();
        Assert.True(run.Token.IsCancellationRequested);
        Assert.False(disposing.IsCompleted);
        run.Answer("late");

        await disposing;
        Assert.Equal("late", await load);
    }

    [Fact]
    public async Task Who_waits_for_a_load_that_ends_by_it_is_told_so()
    {
        var test = new CacheUnderTest();
        var source = new Source<string>();
        var load = test.Ask(source);
        (await source.Run(1)).ObservingItsToken();

        await test.Manager.DisposeAsync();

        var error = await Assert.ThrowsAsync<ObjectDisposedException>(() => load);
        Assert.Contains("disposed while a value was being loaded", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_load_that_waits_for_a_place_ends_too()
    {
        var test = new CacheUnderTest(new CacheOptions { MaxConcurrentLoads = 1 });
        var source = new Source<string>();
        var running = test.Ask(source, key: "running");
        (await source.Run(1)).ObservingItsToken();
        var waiting = test.Ask(source);

        await test.Manager.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => running);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        Assert.Equal(1, source.Runs);
    }

    [Fact]
    public async Task A_refresh_in_the_background_is_cancelled_and_awaited()
    {
        var options = new CacheEntryOptions { Expiration = TimeSpan.FromSeconds(10), RefreshAfter = 0.5 };
        var test = new CacheUnderTest();
        await test.Load("first", options);
        test.Clock.Advance(TimeSpan.FromSeconds(6));
        var source = new Source<string>();
        await test.Ask(source, options);
        var run = await source.Run(1);

        var disposing = test.Manager.DisposeAsync().AsTask();
        Assert.True(run.Token.IsCancellationRequested);
        Assert.False(disposing.IsCompleted);
        run.Answer("late");

        await disposing;
    }

    [Fact]
    public async Task A_load_that_was_left_behind_after_a_time_limit_is_awaited()
    {
        var test = new CacheUnderTest();
        var source = new Source<string>();
        var load = test.Ask(source, new CacheEntryOptions { HardTimeout = TimeSpan.FromSeconds(1) });
        var run = await source.Run(1);
        test.Clock.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<CacheTimeoutException>(() => load);

        var disposing = test.Manager.DisposeAsync().AsTask();
        Assert.True(run.Token.IsCancellationRequested);
        Assert.False(disposing.IsCompleted);
        run.Answer("late");

        await disposing;
    }

    [Fact]
    public async Task A_batch_is_cancelled_and_awaited()
    {
        var test = new CacheUnderTest();
        var source = new BatchSource();
        var load = source.Ask(test, "a", "b");
        var run = await source.Run(1);

        var disposing = test.Manager.DisposeAsync().AsTask();
        Assert.True(run.Token.IsCancellationRequested);
        run.AnswerAll("late");

        await disposing;
        Assert.Equal(2, (await load).Count);
    }

    [Fact]
    public async Task Who_disposes_first_waits_and_whoever_comes_later_does_not()
    {
        var test = new CacheUnderTest();
        var source = new Source<string>();
        var load = test.Ask(source);
        var run = await source.Run(1);

        var first = test.Manager.DisposeAsync().AsTask();
        var second = test.Manager.DisposeAsync().AsTask();
        await second;
        Assert.False(first.IsCompleted);
        run.Answer("late");

        await first;
        await load;
        await test.DisposeAsync();
    }

    [Fact]
    public async Task Afterwards_every_call_says_that_it_was_disposed()
    {
        var test = new CacheUnderTest();
        await test.DisposeAsync();
        var cache = test.Cache;

        await Refused(() => test.Load("value"));
        await Refused(() => cache.TryGetAsync<string>(Key).AsTask());
        await Refused(() => cache.ExistsAsync(Key).AsTask());
        await Refused(() => cache.SetAsync(Key, 1).AsTask());
        await Refused(() => cache.RemoveAsync(Key).AsTask());
        await Refused(() => cache.ExpireAsync(Key).AsTask());
        await Refused(() => cache.ClearAsync().AsTask());
        await Refused(() => cache.RemoveByTagAsync("tag").AsTask());
        await Refused(() => cache.RemoveByPatternAsync("*").AsTask());
        await Refused(() => cache.IncrementAsync(Key).AsTask());
        await Refused(() => cache.TryUpdateAsync(Key, 0, 1).AsTask());
        await Refused(() => cache.SetManyAsync([KeyValuePair.Create(Key, 1)]).AsTask());
        await Refused(() => cache.RemoveManyAsync([Key]).AsTask());
        await Refused(() => new BatchSource().Ask(test, Key));
        Assert.False(cache.TryGetLocal<string>(Key, out _));
    }

    private static async Task Refused(Func<Task> call)
    {
        var error = await Assert.ThrowsAsync<ObjectDisposedException>(call);
        Assert.Contains("\"default\" was disposed", error.Message, StringComparison.Ordinal);
    }
}
