using System.Runtime.CompilerServices;
using Larder.Engine;
using Larder.Engine.Store;
using Larder.Testing;

namespace Larder.Concurrency.Tests.Stores;

/// <summary>What has left the store is not kept alive by it; a store that was forgotten is not kept at all.</summary>
[Collection(nameof(MeasuredAlone))]
public sealed class RetentionSpec
{
    private const int Tracked = 50;
    private static readonly EntryOptions Hour = new() { Expiration = TimeSpan.FromHours(1) };

    public static TheoryData<EvictionPolicy, string> PoliciesAndWays()
    {
        var data = new TheoryData<EvictionPolicy, string>();
        foreach (var policy in Enum.GetValues<EvictionPolicy>())
        {
            foreach (var way in new[] { "removed", "overwritten", "replaced", "evicted", "cleared", "expired" })
            {
                data.Add(policy, way);
            }
        }

        return data;
    }

    public static TheoryData<EvictionPolicy> Policies() => [.. Enum.GetValues<EvictionPolicy>()];

    [Theory]
    [MemberData(nameof(PoliciesAndWays))]
    public void A_value_that_has_left_can_be_collected(EvictionPolicy policy, string way)
    {
        var clock = new ManualClock();
        var options = new StoreOptions { Capacity = 2 * Tracked, Eviction = policy, Time = clock };
        using var store = new MemoryStore<long, object>(options, listener: new Forgetful());
        var tracked = new WeakReference[Tracked];
        for (var i = 0; i < Tracked; i++) tracked[i] = Put(store, i);

        MakeLeave(store, way, clock);

        MemoryProbe.AssertReclaimed($"{way} under {policy}", tracked);
        GC.KeepAlive(store);
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Keys_that_come_and_go_cost_no_memory_in_the_end(EvictionPolicy policy)
    {
        const int Alive = 10;
        const long Tolerated = 256 * 1_024;
        var churn = TestScale.Current.Of("entries that come and go", 100_000, 1_000_000);
        using var store = new MemoryStore<string, object>(
            new StoreOptions { Capacity = 2_000, Eviction = policy, Time = new ManualClock() });
        var value = new object();
        Churn(store, 0, 5_000, Alive, value);
        var before = MemoryProbe.LiveBytes();

        Churn(store, 5_000, 5_000 + churn, Alive, value);

        Assert.Equal(Alive, store.Count);
        Assert.InRange(MemoryProbe.LiveBytes() - before, long.MinValue, Tolerated);
        store.AssertInvariants();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_store_that_was_forgotten_is_collected_though_its_timer_waits(bool manual)
    {
        TimeProvider time = manual ? new ManualClock() : TimeProvider.System;

        var forgotten = Forget(time);

        MemoryProbe.AssertReclaimed("a store with deadlines that nobody disposed", forgotten);
        GC.KeepAlive(time);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Forget(TimeProvider time) =>
        MemoryProbe.Track(
            () => new MemoryStore<long, object>(new StoreOptions { Time = time }),
            static store =>
            {
                store.Set(1, new object(), Hour);
                store.TryGet(1, out _);
                store.TryGet(2, out _);
            });

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Put(MemoryStore<long, object> store, long key) =>
        MemoryProbe.Track(static () => new object(), value => store.Set(key, value, Hour));

    private static void MakeLeave(MemoryStore<long, object> store, string way, ManualClock clock)
    {
        switch (way)
        {
            case "removed":
                for (var key = 0L; key < Tracked; key++) Assert.True(store.TryRemove(key));
                break;
            case "overwritten":
                for (var key = 0L; key < Tracked; key++) store.Set(key, "other", Hour);
                break;
            case "replaced": // by an entry of another shape
                for (var key = 0L; key < Tracked; key++)
                {
                    store.Set(key, "other", new EntryOptions { Sliding = TimeSpan.FromHours(1) });
                }

                break;
            case "evicted":
                Assert.Equal(Tracked, store.Trim(1));
                break;
            case "cleared":
                store.Clear();
                break;
            default:
                clock.Advance(TimeSpan.FromHours(2));
                Assert.Equal(0, store.Count);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Churn(MemoryStore<string, object> store, int from, int to, int alive, object value)
    {
        for (var i = from; i < to; i++)
        {
            store.Set($"entry {i}", value, i % 2 == 0 ? Hour : default);
            if (i >= alive) Assert.True(store.TryRemove($"entry {i - alive}"));
        }
    }

    private sealed class Forgetful : IRemovalListener<long, object>
    {
        public void OnRemoved(long key, object value, RemovalCause cause) => Assert.NotNull(value);
    }
}
