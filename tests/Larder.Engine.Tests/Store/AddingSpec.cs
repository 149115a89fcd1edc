using Larder.Testing;

namespace Larder.Engine.Tests.Store;

public sealed class AddingSpec
{
    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void A_missing_key_is_added(StoreShape shape)
    {
        using var store = shape.Build<string, string>();

        Assert.True(store.TryAdd("key", "value"));

        Assert.True(store.TryGet("key", out var value));
        Assert.Equal("value", value);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void A_present_key_is_left_as_it_is(StoreShape shape)
    {
        using var store = shape.Build<string, string>();
        store.Set("key", "first");

        Assert.False(store.TryAdd("key", "second", new EntryOptions { Expiration = TimeSpan.FromSeconds(1) }));

        Assert.True(store.TryGet("key", out var value));
        Assert.Equal("first", value);
        Assert.Null(Assert.Single(store.ListAll()).ExpiresIn);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void An_expired_entry_is_no_obstacle(StoreShape shape)
    {
        var clock = new ManualClock();
        using var store = shape.Build<string, string>(time: clock);
        store.Set("key", "first", new EntryOptions { Expiration = TimeSpan.FromMilliseconds(1) });
        clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.True(store.TryAdd("key", "second"));

        Assert.True(store.TryGet("key", out var value));
        Assert.Equal("second", value);
        Assert.Equal(1, store.GetStatistics().Expired);
        Assert.Equal(0, store.GetStatistics().Replaced);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void A_removed_key_can_be_added_again(StoreShape shape)
    {
        using var store = shape.Build<string, string>();
        store.Set("key", "first");
        store.TryRemove("key");

        Assert.True(store.TryAdd("key", "second"));

        Assert.True(store.TryGet("key", out var value));
        Assert.Equal("second", value);
        store.AssertInvariants();
    }
}
