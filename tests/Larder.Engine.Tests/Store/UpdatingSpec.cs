using Larder.Testing;

namespace Larder.Engine.Tests.Store;

/// <summary>Compare and update.</summary>
public sealed class UpdatingSpec
{
    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void The_expected_value_is_updated(StoreShape shape)
    {
        using var store = shape.Build<string, string>();
        store.Set("key", "seen");

        Assert.True(store.TryUpdate("key", "newer", string.Concat("se", "en")));

        Assert.True(store.TryGet("key", out var value));
        Assert.Equal("newer", value);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void Another_value_is_left_as_it_is(StoreShape shape)
    {
        using var store = shape.Build<string, string>();
        store.Set("key", "other");

        Assert.False(store.TryUpdate("key", "newer", "seen"));

        Assert.True(store.TryGet("key", out var value));
        Assert.Equal("other", value);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void A_wide_struct_is_compared_by_its_equality(StoreShape shape)
    {
        using var store = shape.Build<string, Wide>();
        store.Set("key", Wide.Of(1));

        Assert.False(store.TryUpdate("key", Wide.Of(3), expected: Wide.Of(2)));
        Assert.True(store.TryUpdate("key", Wide.Of(3), expected: Wide.Of(1)));

        Assert.True(store.TryGet("key", out var value));
        Assert.Equal(Wide.Of(3), value);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void A_missing_key_is_not_updated(StoreShape shape)
    {
        using var store = shape.Build<string, string?>();

        Assert.False(store.TryUpdate("key", "newer", null));

        Assert.Equal(0, store.Count);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void An_expired_entry_is_not_updated(StoreShape shape)
    {
        var clock = new ManualClock();
        using var store = shape.Build<string, string>(time: clock);
        store.Set("key", "seen", new EntryOptions { Expiration = TimeSpan.FromMilliseconds(1) });
        clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.False(store.TryUpdate("key", "newer", "seen"));

        Assert.False(store.TryGet("key", out _));
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void An_update_sets_the_deadline_anew(StoreShape shape)
    {
        var clock = new ManualClock();
        using var store = shape.Build<string, string>(time: clock);
        store.Set("key", "seen", new EntryOptions { Expiration = TimeSpan.FromSeconds(1) });

        store.TryUpdate("key", "newer", "seen", new EntryOptions { Expiration = TimeSpan.FromSeconds(5) });

        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.True(store.TryGet("key", out _));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(store.TryGet("key", out _));
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void Comparing_is_not_a_look_up(StoreShape shape)
    {
        using var store = shape.Build<string, string>();
        store.Set("key", "seen");

        store.TryUpdate("key", "newer", "seen");
        store.TryUpdate("missing", "newer", "seen");

        Assert.Equal(0, store.GetStatistics().Hits);
        Assert.Equal(0, store.GetStatistics().Misses);
        store.AssertInvariants();
    }
}
