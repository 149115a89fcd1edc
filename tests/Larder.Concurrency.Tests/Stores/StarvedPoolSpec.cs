using Larder.Engine;
using Larder.Engine.Store;
using Larder.Testing;

namespace Larder.Concurrency.Tests.Stores;

/// <summary>Deadlines are met on access even when no thread of the pool comes to do anything.</summary>
[Collection(nameof(MeasuredAlone))]
public sealed class StarvedPoolSpec
{
    private const int Blockers = 2_000;

    // What the clock of the system may be early by: its own resolution.
    private static readonly TimeSpan Resolution = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Lifetime = TimeSpan.FromMilliseconds(300);

    [Fact]
    public void A_deadline_is_honoured_on_access_while_every_thread_of_the_pool_is_blocked()
    {
        using var open = new ManualResetEvent(initialState: false);
        var probed = false;
        for (var i = 0; i < Blockers; i++) ThreadPool.UnsafeQueueUserWorkItem(_ => open.WaitOne(), null);
        ThreadPool.UnsafeQueueUserWorkItem(_ => Volatile.Write(ref probed, true), null); // partner: the read below
        try
        {
            using var store = new MemoryStore<long, string>(new StoreOptions());
            var time = TimeProvider.System;
            var begun = time.GetTimestamp();
            store.Set(1, "value", new EntryOptions { Expiration = Lifetime });

            // Hits alone move nothing: it is the clock's own thread that must.
            var expired = SpinWait.SpinUntil(() => !store.TryGet(1, out _), WaitLimit.Default);

            Assert.True(expired, "The entry was still found long after its deadline.");
            Assert.True(time.GetElapsedTime(begun) >= Lifetime - Resolution, "The entry expired early.");
            Assert.False(Volatile.Read(ref probed), "The pool was not starved, so nothing was shown.");
        }
        finally
        {
            open.Set();
            SpinWait.SpinUntil(() => Volatile.Read(ref probed), WaitLimit.Default); // the pool must be free again
        }
    }
}
