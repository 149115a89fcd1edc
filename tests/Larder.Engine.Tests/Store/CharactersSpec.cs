using Larder.Engine.Store;
using Larder.Testing;

namespace Larder.Engine.Tests.Store;

/// <summary>Look-ups by characters.</summary>
public sealed class CharactersSpec
{
    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void Characters_find_what_a_string_stored(StoreShape shape)
    {
        using var store = shape.Build<string, int>();
        store.Set("user:17", 17);
        store.Set("", 0);

        Assert.True(store.TryGet("a user:17 b".AsSpan(2, 7), out var value));
        Assert.Equal(17, value);
        Assert.True(store.TryGet([], out var empty));
        Assert.Equal(0, empty);
        Assert.False(store.TryGet("user:1".AsSpan(), out _));
        Assert.False(store.TryGet("USER:17".AsSpan(), out _));
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void An_expired_entry_is_not_found_and_leaves(StoreShape shape)
    {
        var clock = new ManualClock();
        using var store = shape.Build<string, int>(time: clock);
        store.Set("key", 1, new EntryOptions { Expiration = TimeSpan.FromMilliseconds(1) });
        clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.False(store.TryGet("key".AsSpan(), out _));

        Assert.Equal(0, store.Count);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void A_look_up_by_characters_prolongs_a_sliding_entry(StoreShape shape)
    {
        var clock = new ManualClock();
        using var store = shape.Build<string, int>(time: clock);
        store.Set("key", 1, new EntryOptions { Sliding = TimeSpan.FromSeconds(1) });

        for (var hit = 0; hit < 5; hit++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(900));
            Assert.True(store.TryGet("key".AsSpan(), out _));
        }

        store.AssertInvariants();
    }

    [Fact]
    public void A_comparer_that_is_not_ordinal_is_refused()
    {
        var shape = new StoreShape(EvictionPolicy.Adaptive, true, false);
        using var store = shape.Build<string, int>(comparer: StringComparer.OrdinalIgnoreCase);

        var refusal = Assert.Throws<NotSupportedException>(() => store.TryGet("key".AsSpan(), out _));

        Assert.Equal(
            "Keys can be looked up by their characters only where strings are compared ordinally. Build the "
            + "store without a comparer.",
            refusal.Message);
        store.AssertInvariants();
    }
}
