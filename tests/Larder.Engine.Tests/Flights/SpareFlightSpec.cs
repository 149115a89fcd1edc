using Larder.Engine.Store;

namespace Larder.Engine.Tests.Flights;

/// <summary>A load reuses the flight of the load before; nobody may notice.</summary>
public sealed class SpareFlightSpec
{
    // So many keys that each stripe has some: one of their loads begins where the first load ended.
    private const int Others = 256;

    [Fact]
    public void A_load_that_somebody_looked_at_lends_its_flight_to_no_other()
    {
        using var store = new MemoryStore<long, string>(new StoreOptions { Capacity = 1_000 });
        using var loading = new SemaphoreSlim(0);
        using var mayLoad = new SemaphoreSlim(0);
        using var mayEnd = new SemaphoreSlim(0);
        var first = new Thread(() => store.GetOrAdd(-1, Wait(loading, mayLoad)));
        var others = new Thread(() => LoadNested(store, Others, Wait(loading, mayEnd)));
        first.Start();
        Assert.True(loading.Wait(TimeSpan.FromSeconds(30)));

        store.RemoveWhere(store, (key, _) =>
        {
            // The walk holds the flight of the first load while that ends and others begin.
            if (key == -1 && first.IsAlive)
            {
                mayLoad.Release();
                first.Join();
                others.Start();
                loading.Wait(TimeSpan.FromSeconds(30));
            }

            return key == -1;
        });
        mayEnd.Release();
        others.Join();

        Assert.All(Enumerable.Range(0, Others + 1), key => Assert.True(store.TryGet(key, out _)));
        Assert.False(store.TryGet(-1, out _));
        store.AssertInvariants();
    }

    [Fact]
    public void A_load_inside_a_load_has_a_flight_of_its_own()
    {
        using var store = new MemoryStore<long, string>(new StoreOptions { Capacity = 1_000 });

        for (var round = 0; round < 3; round++)
        {
            LoadNested(store, Others, static key => $"{key}");

            Assert.Equal(Others + 1, store.Count);
            Assert.All(Enumerable.Range(0, Others + 1), key => Assert.True(store.TryGet(key, out var value) && value == $"{key}"));
            store.Clear();
        }

        Assert.Equal(3 * (Others + 1), store.GetStatistics().Loads);
    }

    [Fact]
    public void A_disposed_store_runs_no_factory()
    {
        var store = new MemoryStore<long, string>(new StoreOptions { Capacity = 1_000 });
        store.Dispose();
        var runs = 0;

        Assert.Throws<ObjectDisposedException>(() => store.GetOrAdd(1, _ => $"{runs++}"));
        Assert.Equal(0, runs);
    }

    private static Func<long, string> Wait(SemaphoreSlim tell, SemaphoreSlim until) => key =>
    {
        tell.Release();
        until.Wait(TimeSpan.FromSeconds(30));
        return $"{key}";
    };

    private static string LoadNested(MemoryStore<long, string> store, int depth, Func<long, string> innermost) =>
        store.GetOrAdd(
            depth,
            (store, innermost),
            static (key, state) =>
            {
                if (key == 0)
                {
                    return state.innermost(key);
                }

                LoadNested(state.store, (int)key - 1, state.innermost);
                return $"{key}";
            });
}
