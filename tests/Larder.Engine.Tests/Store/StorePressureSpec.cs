using Larder.Engine.Store;
using Larder.Testing;

namespace Larder.Engine.Tests.Store;

/// <summary>What a store gives back when its process runs short of memory.</summary>
public sealed class StorePressureSpec
{
    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void A_tenth_goes_at_the_next_check_and_is_told_as_pressure(StoreShape shape)
    {
        var clock = new ManualClock();
        var listener = new RecordingListener<int, string>();
        using var store = Pressed(shape, clock, () => 0.95, listener);
        Fill(store);

        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(90, store.Count);
        Assert.Equal(10, store.GetStatistics().Pressed);
        Assert.Equal(10, listener.Heard.Count(news => news.Cause == RemovalCause.Pressure));
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void Nothing_goes_at_or_below_the_threshold(StoreShape shape)
    {
        var clock = new ManualClock();
        using var store = Pressed(shape, clock, () => 0.90);
        Fill(store);

        clock.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(100, store.Count);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.Plain), MemberType = typeof(StoreShapes))]
    public void A_reading_that_throws_counts_as_no_pressure(StoreShape shape)
    {
        var clock = new ManualClock();
        using var store = Pressed(shape, clock, () => throw new IOException("no such file"));
        Fill(store);

        clock.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(100, store.Count);
        store.AssertInvariants();
    }

    [Fact]
    public void The_watch_is_a_timer_that_ends_with_the_store()
    {
        var clock = new ManualClock();
        var store = Pressed(new StoreShape(EvictionPolicy.Adaptive, true, false), clock, () => 0);
        Assert.Equal(1, clock.ActiveTimers);

        store.Dispose();

        Assert.Equal(0, clock.ActiveTimers);
    }

    [Fact]
    public void A_store_that_ignores_pressure_has_no_timer()
    {
        var clock = new ManualClock();

        using var store = new StoreShape(EvictionPolicy.Adaptive, true, false).Build<int, string>(time: clock);

        Assert.Equal(0, clock.TimersCreated);
        store.AssertInvariants();
    }

    private static MemoryStore<int, string> Pressed(
        StoreShape shape, ManualClock clock, Func<double> reading, IRemovalListener<int, string>? listener = null) =>
        new(
            shape.Options(100, clock) with { MemoryPressure = new MemoryPressureOptions { Reading = reading } },
            comparer: null,
            shape.Weighted ? new One() : null,
            listener);

    private static void Fill(MemoryStore<int, string> store)
    {
        for (var key = 0; key < 100; key++)
        {
            store.Set(key, "value");
        }
    }

    private sealed class One : IWeigher<int, string>
    {
        public int Weigh(int key, string value) => 1;
    }
}
