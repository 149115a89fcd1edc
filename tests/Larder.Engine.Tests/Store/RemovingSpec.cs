using Larder.Testing;

namespace Larder.Engine.Tests.Store;

public sealed class RemovingSpec
{
    private static readonly EntryOptions Brief = new() { Expiration = TimeSpan.FromMilliseconds(1) };

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void A_removed_key_is_missed_and_its_value_handed_over(StoreShape shape)
    {
        using var store = shape.Build<string, string>();
        store.Set("key", "value");

        Assert.True(store.TryRemove("key", out var removed));

        Assert.Equal("value", removed);
        Assert.False(store.TryGet("key", out _));
        Assert.Equal(0, store.Count);
        Assert.Equal(0, store.Weight);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void A_missing_key_is_not_removed(StoreShape shape)
    {
        using var store = shape.Build<string, string>();

        Assert.False(store.TryRemove("key"));
        Assert.False(store.TryRemove("key", out var value));

        Assert.Null(value);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void A_key_is_removed_once(StoreShape shape)
    {
        using var store = shape.Build<string, string>();
        store.Set("key", "value");

        Assert.True(store.TryRemove("key"));
        Assert.False(store.TryRemove("key"));

        Assert.Equal(1, store.GetStatistics().Removed);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void An_expired_entry_is_gone_already(StoreShape shape)
    {
        var clock = new ManualClock();
        using var store = shape.Build<string, string>(time: clock);
        store.Set("key", "value", Brief);
        clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.False(store.TryRemove("key", out var value));

        Assert.Null(value);
        Assert.Equal(0, store.GetStatistics().Removed);
        Assert.Equal(1, store.GetStatistics().Expired);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void The_expected_value_is_removed(StoreShape shape)
    {
        using var store = shape.Build<string, string>();
        store.Set("key", "seen");

        Assert.True(store.TryRemove("key", string.Concat("se", "en")));

        Assert.False(store.TryGet("key", out _));
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void Another_value_is_not_removed(StoreShape shape)
    {
        using var store = shape.Build<string, Wide>();
        store.Set("key", Wide.Of(1));

        Assert.False(store.TryRemove("key", Wide.Of(2)));
        Assert.False(store.TryRemove("missing", Wide.Of(1)));

        Assert.True(store.TryGet("key", out var value));
        Assert.Equal(Wide.Of(1), value);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void An_expired_value_is_not_the_expected_one(StoreShape shape)
    {
        var clock = new ManualClock();
        using var store = shape.Build<string, string>(time: clock);
        store.Set("key", "seen", Brief);
        clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.False(store.TryRemove("key", "seen"));

        Assert.Equal(0, store.GetStatistics().Removed);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void Churn_of_adding_and_removing_leaves_the_books_straight(StoreShape shape)
    {
        using var store = shape.Build<int, string>(capacity: 100);

        for (var i = 0; i < 5_000; i++)
        {
            store.Set(i % 173, "value");
            store.TryRemove((i * 31) % 173);
        }

        Assert.InRange(store.Count, 0, 100);
        Assert.Equal(store.Count, store.ListAll().Count());
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void Clear_leaves_nothing_and_the_store_goes_on(StoreShape shape)
    {
        using var store = shape.Build<int, string>(capacity: 100);
        for (var key = 0; key < 250; key++)
        {
            store.Set(key, "value", key % 3 == 0 ? new EntryOptions { Sliding = TimeSpan.FromHours(1) } : default);
        }

        store.Set(1_000, "pinned", new EntryOptions { Priority = EntryPriority.NeverRemove });
        store.Clear();

        Assert.Equal(0, store.Count);
        Assert.Equal(0, store.Weight);
        Assert.Empty(store.ListAll());
        Assert.Equal(100, store.GetStatistics().Cleared);
        store.AssertInvariants();
        store.Set(1, "again");
        Assert.True(store.TryGet(1, out _));
        store.AssertInvariants();
    }
}
