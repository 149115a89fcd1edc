using Larder.Testing;

namespace Larder.Engine.Tests.Store;

public sealed class ExpirySpec
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void An_entry_expires_at_its_deadline_and_not_before(StoreShape shape)
    {
        var clock = new ManualClock();
        using var store = shape.Build<string, string>(time: clock);
        store.Set("key", "value", new EntryOptions { Expiration = TimeSpan.FromSeconds(10) });

        clock.Advance(TimeSpan.FromSeconds(10) - Tick);
        Assert.True(store.TryGet("key", out _));
        clock.Advance(Tick);
        Assert.False(store.TryGet("key", out _));

        Assert.Equal(0, store.Count);
        Assert.Equal(1, store.GetStatistics().Expired);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void The_shortest_time_is_one_tick(StoreShape shape)
    {
        var clock = new ManualClock();
        using var store = shape.Build<string, string>(time: clock);
        store.Set("key", "value", new EntryOptions { Expiration = Tick });

        Assert.True(store.TryGet("key", out _));
        clock.Advance(Tick);
        Assert.False(store.TryGet("key", out _));

        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void Very_long_times_are_kept_to(StoreShape shape)
    {
        var clock = new ManualClock();
        using var store = shape.Build<string, string>(time: clock);
        store.Set("century", "value", new EntryOptions { Expiration = TimeSpan.FromDays(36_525) });
        store.Set("longest", "value", new EntryOptions { Expiration = TimeSpan.MaxValue });

        clock.Advance(TimeSpan.FromDays(36_525) - Tick);
        Assert.True(store.TryGet("century", out _));
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(1, store.Count);
        Assert.True(store.TryGet("longest", out _));
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void What_nobody_asks_for_leaves_within_a_second_of_its_deadline(StoreShape shape)
    {
        var clock = new ManualClock();
        using var store = shape.Build<int, string>(time: clock, capacity: 10_000);
        for (var key = 0; key < 6_000; key++)
        {
            store.Set(key, "value", new EntryOptions { Expiration = TimeSpan.FromSeconds(1 + (key % 600)) });
        }

        for (var second = 1; second <= 600; second += 37)
        {
            clock.Advance(clock.GetUtcNow().Date.AddSeconds(second + 1) - clock.GetUtcNow().UtcDateTime);

            // Deadlines up to now less a second are gone, those beyond now are not.
            Assert.InRange(store.Count, 10 * (599 - second), 10 * (600 - second));
        }

        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void Each_hit_prolongs_a_sliding_entry(StoreShape shape)
    {
        var clock = new ManualClock();
        using var store = shape.Build<string, string>(time: clock);
        store.Set("key", "value", new EntryOptions { Sliding = TimeSpan.FromSeconds(10) });

        for (var hit = 0; hit < 20; hit++)
        {
            clock.Advance(TimeSpan.FromSeconds(9));
            Assert.True(store.TryGet("key", out _));
        }

        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.False(store.TryGet("key", out _));
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void The_wheel_waits_for_a_prolonged_entry_and_takes_it_afterwards(StoreShape shape)
    {
        var clock = new ManualClock();
        using var store = shape.Build<string, string>(time: clock);
        store.Set("key", "value", new EntryOptions { Sliding = TimeSpan.FromSeconds(10) });
        clock.Advance(TimeSpan.FromSeconds(9));
        store.TryGet("key", out _);

        clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(1, store.Count);
        clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(0, store.Count);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void Sliding_never_goes_past_the_expiration(StoreShape shape)
    {
        var clock = new ManualClock();
        using var store = shape.Build<string, string>(time: clock);
        store.Set("key", "value", new EntryOptions
        {
            Sliding = TimeSpan.FromSeconds(10),
            Expiration = TimeSpan.FromSeconds(25),
        });

        for (var hit = 0; hit < 4; hit++)
        {
            clock.Advance(TimeSpan.FromSeconds(6));
            Assert.True(store.TryGet("key", out _));
        }

        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(store.TryGet("key", out _));
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void A_sliding_time_below_a_millisecond_counts_as_one(StoreShape shape)
    {
        var clock = new ManualClock();
        using var store = shape.Build<string, string>(time: clock);

        store.Set("key", "value", new EntryOptions { Sliding = Tick });

        Assert.Equal(TimeSpan.FromMilliseconds(1), Assert.Single(store.ListAll()).ExpiresIn);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void The_longest_sliding_time_is_kept_to(StoreShape shape)
    {
        var clock = new ManualClock();
        using var store = shape.Build<string, string>(time: clock);
        store.Set("key", "value", new EntryOptions { Sliding = EntryOptions.LongestSliding });

        clock.Advance(EntryOptions.LongestSliding - Tick);
        Assert.True(store.TryGet("key", out _));
        clock.Advance(EntryOptions.LongestSliding - Tick);
        Assert.True(store.TryGet("key", out _));
        clock.Advance(EntryOptions.LongestSliding);
        Assert.False(store.TryGet("key", out _));

        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void No_timer_runs_while_nothing_expires(StoreShape shape)
    {
        var clock = new ManualClock();
        using var store = shape.Build<int, string>(time: clock);

        for (var key = 0; key < 2_000; key++)
        {
            store.Set(key, "value");
        }

        Assert.Equal(0, clock.TimersCreated);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void The_timer_rests_once_the_last_deadline_has_passed(StoreShape shape)
    {
        var clock = new ManualClock();
        using var store = shape.Build<string, string>(time: clock);
        store.Set("key", "value", new EntryOptions { Expiration = TimeSpan.FromSeconds(10) });
        Assert.Equal(1, clock.ActiveTimers);

        clock.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal(0, clock.ActiveTimers);
        Assert.Equal(0, store.Count);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void A_deadline_that_alternates_does_not_make_the_wheel_grow(StoreShape shape)
    {
        var clock = new ManualClock();
        using var store = shape.Build<string, string>(time: clock);

        for (var write = 0; write < 20_000; write++)
        {
            store.Set("key", "value", new EntryOptions { Expiration = TimeSpan.FromMinutes(write % 2 == 0 ? 10 : 1) });
        }

        Assert.InRange(store.WatchedCount, 0, 1_000);
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(0, store.Count);
        store.AssertInvariants();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Times_that_are_not_positive_are_refused(int seconds)
    {
        using var store = new StoreShape(EvictionPolicy.Adaptive, true, false).Build<string, string>();
        var time = TimeSpan.FromSeconds(seconds);

        AssertRefused("Expiration", new EntryOptions { Expiration = time });
        AssertRefused("Sliding", new EntryOptions { Sliding = time });

        Assert.Equal(0, store.Count);
        store.AssertInvariants();

        void AssertRefused(string name, EntryOptions options)
        {
            var refusal = Assert.Throws<ArgumentOutOfRangeException>(name, () => store.Set("key", "value", options));
            Assert.StartsWith(
                $"{name} must be longer than zero, but was {time}. Leave EntryOptions.{name} null for no limit.",
                refusal.Message,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_sliding_time_that_is_too_long_is_refused()
    {
        using var store = new StoreShape(EvictionPolicy.Adaptive, true, false).Build<string, string>();

        var refusal = Assert.Throws<ArgumentOutOfRangeException>(
            "Sliding",
            () => store.Set("key", "value", new EntryOptions { Sliding = EntryOptions.LongestSliding + Tick }));

        Assert.StartsWith(
            "Sliding must be at most 49.17:02:47.2950000, but was 49.17:02:47.2950001. Use Expiration for "
            + "longer times.",
            refusal.Message,
            StringComparison.Ordinal);
        store.AssertInvariants();
    }
}
