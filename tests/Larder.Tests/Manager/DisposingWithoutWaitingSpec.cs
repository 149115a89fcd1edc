using Microsoft.Extensions.DependencyInjection;

namespace Larder.Tests.Manager;

/// <summary>Disposing where nobody can await: it ends what runs, and blocks no thread for it.</summary>
public sealed class DisposingWithoutWaitingSpec
{
    [Fact]
    public async Task A_container_may_be_disposed_without_awaiting()
    {
        LarderCache cache;
        using (var provider = new ServiceCollection().AddLarder().BuildServiceProvider())
        {
            cache = provider.GetRequiredService<LarderCache>();
            await cache.SetAsync(CacheUnderTest.Key, 1);
        }

        await Assert.ThrowsAsync<ObjectDisposedException>(() => cache.ExistsAsync(CacheUnderTest.Key).AsTask());
        Assert.Equal(0, cache.Count);
    }

    [Fact]
    public async Task A_running_load_is_cancelled_and_not_waited_for()
    {
        var test = new CacheUnderTest();
        var source = new Source<string>();
        var load = test.Ask(source);
        var run = await source.Run(1);

        test.Manager.Dispose();
        Assert.True(run.Token.IsCancellationRequested);
        Assert.False(load.IsCompleted);
        run.Answer("late");

        Assert.Equal("late", await load);
        await Eventually.IsTrue("what it brought is not kept", () => test.Cache.Count == 0 && test.Cache.RunningLoads == 0);
    }

    [Fact]
    public async Task A_load_that_needs_the_thread_of_the_one_who_disposes_holds_nobody_up()
    {
        var test = new CacheUnderTest();
        var window = new WindowThread();
        var outside = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(window);
        Task<int> load;
        try
        {
            load = test.Cache.GetOrCreateAsync(CacheUnderTest.Key, 0, static async (_, _, token) =>
            {
                // Comes back to the window, as code does that says nothing of a context.
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
                return 1;
            }).AsTask();
            test.Manager.Dispose();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outside);
        }

        Assert.False(load.IsCompleted);
        window.RunWhatWasPosted();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => load);
    }

    [Fact]
    public async Task It_may_be_disposed_again_in_either_way()
    {
        var test = new CacheUnderTest();

        test.Manager.Dispose();
        test.Manager.Dispose();
        await test.Manager.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => test.Cache.ExistsAsync(CacheUnderTest.Key).AsTask());
    }
}
