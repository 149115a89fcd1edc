using Larder.Engine;
using Larder.Engine.Store;
using Larder.Testing;

namespace Larder.Concurrency.Tests.Stores;

/// <summary>While writers run, the store holds a named number too many at most; when they stop, none.</summary>
public sealed class OvershootSpec
{
    private const int Writers = 4;
    private const int Capacity = 100;

    public static TheoryData<EvictionPolicy> Policies() => [.. Enum.GetValues<EvictionPolicy>()];

    [Theory]
    [MemberData(nameof(Policies))]
    public void The_store_never_holds_more_than_its_capacity_and_what_writers_have_in_hand(EvictionPolicy policy)
    {
        var calls = TestScale.Current.Of("writes of each writer into a full store", 20_000, 1_000_000);
        using var store = new MemoryStore<long, long>(OfCapacity(Capacity, policy));
        var begun = 0L;
        var running = Writers;

        ThreadTeam.Run(Writers + 1, lane =>
        {
            if (lane == Writers)
            {
                while (Volatile.Read(ref running) > 0) AssertWithinBound(store, ref begun); // partner: the decrement
                return;
            }

            for (var i = 0; i < calls; i++)
            {
                Interlocked.Increment(ref begun); // partner: the reads of who watches
                store.Set((i * Writers) + lane, i);
            }

            Interlocked.Decrement(ref running); // partner: the read of who watches
        });

        Assert.Equal(Capacity, store.Count);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Nothing_is_left_over_when_writers_stop_though_nobody_catches_up(EvictionPolicy policy)
    {
        var rounds = TestScale.Current.Of("bursts of writers that stop together", 400, 50_000);
        using var store = new MemoryStore<long, long>(OfCapacity(8, policy));
        var together = new Rendezvous("the end of a burst", Writers);
        var overfull = 0L;

        ThreadTeam.Run(Writers, lane =>
        {
            for (var round = 0; round < rounds; round++)
            {
                for (var i = 0; i < 20; i++) store.Set((((round * 20) + i) * Writers) + lane, i);

                together.Meet();
                if (lane == 0) overfull += store.Count == store.Capacity ? 0 : 1;
                together.Meet();
            }
        });

        Assert.Equal(0, overfull);
        store.AssertInvariants();
    }

    [Fact]
    public void Nothing_is_left_over_when_removals_and_listings_had_the_lock_in_between()
    {
        var rounds = TestScale.Current.Of("bursts beside listings", 300, 20_000);
        using var store = new MemoryStore<long, string>(OfCapacity(8, EvictionPolicy.Adaptive));
        var together = new Rendezvous("the end of a burst", Writers);
        var overfull = 0L;

        ThreadTeam.Run(Writers, lane =>
        {
            for (var round = 0; round < rounds; round++)
            {
                for (var i = 0; i < 20; i++)
                {
                    if (lane == 0) _ = store.ListAll().Count();
                    else if (lane == 1) store.Trim(0);
                    else store.Set((((round * 20) + i) * Writers) + lane, "value");
                }

                together.Meet();
                if (lane == 0) overfull += store.Count <= store.Capacity ? 0 : 1;
                together.Meet();
            }
        });

        Assert.Equal(0, overfull);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void By_weight_the_capacity_is_kept_when_quiet_and_missed_by_less_than_an_entry(EvictionPolicy policy)
    {
        var rounds = TestScale.Current.Of("bursts of weighted writes", 50, 5_000);
        var options = new StoreOptions { Capacity = Capacity, Eviction = policy };
        using var store = NumberedStore.Create(
            new StoreShape(KeyKind.Number, ValueKind.Large, TermsKind.Weighted), options);

        for (var round = 0; round < rounds; round++)
        {
            ThreadTeam.Run(Writers, lane =>
            {
                for (var i = 0; i < 100; i++)
                {
                    var key = (i * Writers) + lane;
                    store.Set(key, NumberedStore.NumberOf(key, lane, (round * 7) + i));
                }
            });

            Assert.InRange(store.Weight, Capacity - NumberedStore.HeaviestWeight + 1, Capacity);
        }

        store.AssertInvariants();
    }

    private static StoreOptions OfCapacity(long capacity, EvictionPolicy policy) =>
        new() { Capacity = capacity, Eviction = policy, MemoryPressure = MemoryPressureOptions.Off };

    private static void AssertWithinBound(MemoryStore<long, long> store, ref long begun)
    {
        var before = Volatile.Read(ref begun); // partner: the increments by the writers
        var count = store.Count;
        var meanwhile = Volatile.Read(ref begun) - before; // partner: the same

        // The stripes are counted one after the other, so a look sees what comes while it lasts beside what goes for
        // it. Only a look in which no write began is judged by the bound itself.
        var bound = Capacity + MemoryStore<long, long>.WriteBacklog + Writers;
        Assert.True(
            count <= bound + meanwhile,
            $"The store holds {count}, but should never hold more than {bound}; {meanwhile} writes began meanwhile.");
    }
}
