using Larder.Testing;

namespace Larder.Engine.Tests.Store;

/// <summary>Entries that are never removed to make room.</summary>
public sealed class PinnedEntriesSpec
{
    private static readonly EntryOptions Pinned = new() { Priority = EntryPriority.NeverRemove };

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void They_outlast_any_number_of_others(StoreShape shape)
    {
        using var store = shape.Build<int, string>(capacity: 20);
        for (var key = 0; key < 10; key++)
        {
            store.Set(key, "pinned", Pinned);
        }

        for (var key = 10; key < 500; key++)
        {
            store.Set(key, "value");
        }

        Assert.Equal(10, Enumerable.Range(0, 10).Count(key => store.TryGet(key, out _)));
        Assert.Equal(20, store.Count);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void They_may_fill_half_of_the_capacity_and_no_more(StoreShape shape)
    {
        using var store = shape.Build<int, string>(capacity: 7);
        for (var key = 0; key < 3; key++)
        {
            store.Set(key, "pinned", Pinned);
        }

        var refusal = Assert.Throws<StoreCapacityException>(() => store.Set(3, "pinned", Pinned));

        Assert.Equal(
            "Entries that are never removed would weigh 4, but may fill 3, half of the capacity. Raise "
            + "StoreOptions.Capacity or use EntryPriority.Normal.",
            refusal.Message);
        Assert.Equal(3, store.Count);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void A_write_that_is_refused_leaves_no_old_value_behind(StoreShape shape)
    {
        using var store = shape.Build<int, string>(capacity: 4);
        store.Set(0, "pinned", Pinned);
        store.Set(1, "pinned", Pinned);
        store.Set(2, "older");

        Assert.Throws<StoreCapacityException>(() => store.Set(2, "newer", Pinned));

        Assert.False(store.TryGet(2, out _));
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void Their_share_is_given_back_by_every_way_out(StoreShape shape)
    {
        var clock = new ManualClock();
        using var store = shape.Build<int, string>(capacity: 4, time: clock);
        Action[] waysOut =
        [
            () => store.TryRemove(0),
            () => store.TryRemove(0, "pinned"),
            () => store.Set(0, "normal"),
            () => store.Clear(),
            () => store.TryUpdate(0, "normal", "pinned"),
            () => clock.Advance(TimeSpan.FromMinutes(2)),
        ];

        foreach (var leave in waysOut)
        {
            store.Clear();
            store.Set(0, "pinned", Pinned with { Expiration = TimeSpan.FromMinutes(1) });
            store.Set(1, "pinned", Pinned);
            Assert.Throws<StoreCapacityException>(() => store.Set(2, "pinned", Pinned));

            leave();

            store.Set(2, "pinned", Pinned);
            Assert.True(store.TryGet(2, out _));
            store.AssertInvariants();
        }
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void Overwriting_one_at_the_limit_is_allowed(StoreShape shape)
    {
        using var store = shape.Build<int, Wide>(capacity: 4);
        store.Set(0, Wide.Of(0), Pinned);
        store.Set(1, Wide.Of(1), Pinned);

        for (var round = 0; round < 100; round++)
        {
            store.Set(1, Wide.Of(round), Pinned);
        }

        Assert.Equal(2, store.Count);
        Assert.Throws<StoreCapacityException>(() => store.Set(2, Wide.Of(2), Pinned));
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void They_expire_like_any_other(StoreShape shape)
    {
        var clock = new ManualClock();
        using var store = shape.Build<int, string>(capacity: 10, time: clock);
        store.Set(1, "pinned", Pinned with { Expiration = TimeSpan.FromSeconds(5) });
        store.Set(2, "pinned", Pinned with { Sliding = TimeSpan.FromSeconds(5) });

        clock.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(0, store.Count);
        Assert.Equal(2, store.GetStatistics().Expired);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void Trimming_everything_leaves_them(StoreShape shape)
    {
        using var store = shape.Build<int, string>(capacity: 10);
        store.Set(1, "pinned", Pinned);
        store.Set(2, "value");

        Assert.Equal(1, store.Trim(1.0));

        Assert.True(store.TryGet(1, out _));
        Assert.Equal(1, store.Count);
        store.AssertInvariants();
    }

    [Fact]
    public void A_priority_nobody_knows_is_refused()
    {
        using var store = new StoreShape(EvictionPolicy.Adaptive, true, false).Build<string, string>();

        var refusal = Assert.Throws<ArgumentOutOfRangeException>(
            "priority", () => store.Set("key", "value", new EntryOptions { Priority = (EntryPriority)7 }));

        Assert.StartsWith(
            "Priority must be Normal or NeverRemove, but was 7. Set EntryOptions.Priority.",
            refusal.Message,
            StringComparison.Ordinal);
        store.AssertInvariants();
    }
}
