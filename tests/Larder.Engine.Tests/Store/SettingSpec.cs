namespace Larder.Engine.Tests.Store;

public sealed class SettingSpec
{
    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void What_was_set_is_found(StoreShape shape)
    {
        using var store = shape.Build<string, string>();

        store.Set("key", "value");

        Assert.True(store.TryGet("key", out var value));
        Assert.Equal("value", value);
        Assert.Equal(1, store.Count);
        Assert.Equal(1, store.Weight);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void What_was_never_set_is_missed(StoreShape shape)
    {
        using var store = shape.Build<string, string>();
        store.Set("key", "value");

        Assert.False(store.TryGet("another", out var value));
        Assert.Null(value);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void A_value_may_be_null(StoreShape shape)
    {
        using var store = shape.Build<string, string?>();

        store.Set("key", null);

        Assert.True(store.TryGet("key", out var value));
        Assert.Null(value);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void An_overwritten_value_is_the_newer_one_and_counts_once(StoreShape shape)
    {
        using var store = shape.Build<string, string>();
        store.Set("key", "older");

        store.Set("key", "newer");

        Assert.True(store.TryGet("key", out var value));
        Assert.Equal("newer", value);
        Assert.Equal(1, store.Count);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void A_wide_struct_is_overwritten_whole(StoreShape shape)
    {
        using var store = shape.Build<int, Wide>(capacity: 50);

        for (var round = 0; round < 20; round++)
        {
            for (var key = 0; key < 50; key++)
            {
                store.Set(key, Wide.Of((round * 50) + key));
            }
        }

        for (var key = 0; key < 50; key++)
        {
            Assert.True(store.TryGet(key, out var value));
            Assert.Equal(Wide.Of((19 * 50) + key), value);
        }

        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void An_empty_string_is_a_key_like_any_other(StoreShape shape)
    {
        using var store = shape.Build<string, int>();

        store.Set("", 1);
        store.Set("\0", 2);

        Assert.True(store.TryGet("", out var empty));
        Assert.Equal(1, empty);
        Assert.True(store.TryGet("\0", out var zero));
        Assert.Equal(2, zero);
        store.AssertInvariants();
    }

    [Fact]
    public void No_method_takes_a_null_key()
    {
        using var store = new StoreShape(EvictionPolicy.Adaptive, true, false).Build<string, string>();
        Action[] calls =
        [
            () => store.TryGet(null!, out _),
            () => store.Set(null!, "value"),
            () => store.TryAdd(null!, "value"),
            () => store.TryUpdate(null!, "value", "older"),
            () => store.TryRemove(null!),
            () => store.TryRemove(null!, out _),
            () => store.TryRemove(null!, "older"),
            () => store.GetOrAdd(null!, _ => "value"),
            () => store.BeginFlight(null!, new Flights.PlainFlight(null!), out _, out _),
        ];

        Assert.All(calls, call =>
        {
            var refusal = Assert.Throws<ArgumentNullException>(call);
            Assert.Equal("key", refusal.ParamName);
            Assert.StartsWith(
                "A key must not be null. Pass a value that names the entry.",
                refusal.Message,
                StringComparison.Ordinal);
        });
        store.AssertInvariants();
    }
}
