using Larder.Engine.Store;
using Larder.Testing;

namespace Larder.Engine.Tests.Store;

/// <summary>What a store gives back when its process runs short of memory.</summary>
[Collection(nameof(CollectingAlone))]
public sealed class StorePressureSpec
{
    // Enough for a store of a hundred to come down to what stays, at more than half of the rest each time.
    private const int ManyChecks = 6;

    private static readonly EntryOptions Pinned = new() { Priority = EntryPriority.NeverRemove };

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
    [MemberData(nameof(StoreShapes.Weighted), MemberType = typeof(StoreShapes))]
    public void Lasting_pressure_up_to_ninety_percent_leaves_a_tenth_of_the_capacity(StoreShape shape)
    {
        var clock = new ManualClock();
        using var store = PressedHard(shape, clock, 0.90);
        Fill(store);

        CheckOften(clock);

        Assert.Equal(10, store.Count);
        Assert.Equal(90, store.GetStatistics().Pressed);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.Plain), MemberType = typeof(StoreShapes))]
    [MemberData(nameof(StoreShapes.Weighted), MemberType = typeof(StoreShapes))]
    public void Above_ninety_percent_the_last_tenth_goes_as_well(StoreShape shape)
    {
        var clock = new ManualClock();
        using var store = PressedHard(shape, clock, 0.91);
        Fill(store);

        CheckOften(clock);

        Assert.InRange(store.Count, 0, 9);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.Weighted), MemberType = typeof(StoreShapes))]
    public void The_tenth_that_stays_is_one_of_weight(StoreShape shape)
    {
        var clock = new ManualClock();
        using var store = PressedHard(shape, clock, 0.90);
        for (var key = 0; key < 20; key++)
        {
            store.Set(key, "value", new EntryOptions { Weight = 5 });
        }

        CheckOften(clock);

        Assert.Equal(2, store.Count);
        Assert.Equal(10, store.Weight);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.Plain), MemberType = typeof(StoreShapes))]
    public void What_a_store_below_its_floor_holds_stays(StoreShape shape)
    {
        var clock = new ManualClock();
        using var store = PressedHard(shape, clock, 0.90);
        for (var key = 0; key < 10; key++)
        {
            store.Set(key, "value");
        }

        CheckOften(clock);

        Assert.Equal(10, store.Count);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.Plain), MemberType = typeof(StoreShapes))]
    [MemberData(nameof(StoreShapes.Weighted), MemberType = typeof(StoreShapes))]
    public void No_pressure_takes_what_is_never_removed(StoreShape shape)
    {
        var clock = new ManualClock();
        using var store = PressedHard(shape, clock, 0.99);
        for (var key = 0; key < 100; key++)
        {
            store.Set(key, "value", key < 50 ? Pinned : default);
        }

        CheckOften(clock);

        Assert.Equal(50, Enumerable.Range(0, 50).Count(key => store.TryGet(key, out _)));
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
        Watching(shape, clock, new MemoryPressureOptions { Reading = reading }, listener);

    /// <summary>A store that gives more than half of its entries back at each check.</summary>
    private static MemoryStore<int, string> PressedHard(StoreShape shape, ManualClock clock, double reading) =>
        Watching(shape, clock, new MemoryPressureOptions
        {
            Threshold = 0.7,
            TrimFraction = 0.6,
            Reading = () => reading,
        });

    private static MemoryStore<int, string> Watching(
        StoreShape shape,
        ManualClock clock,
        MemoryPressureOptions pressure,
        IRemovalListener<int, string>? listener = null) =>
        new(
            shape.Options(100, clock) with { MemoryPressure = pressure },
            comparer: null,
            shape.Weighted ? new One() : null,
            listener);

    /// <summary>Checks again and again, each time after the collection that the trim before it has to wait for.</summary>
    private static void CheckOften(ManualClock clock)
    {
        for (var check = 0; check < ManyChecks; check++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            MemoryProbe.Collect();
        }
    }

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
