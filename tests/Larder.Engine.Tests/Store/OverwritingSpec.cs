using Larder.Engine.Store;
using Larder.Testing;

namespace Larder.Engine.Tests.Store;

/// <summary>Whatever an entry was, the next write decides what it is: value, deadline, weight and priority.</summary>
public sealed class OverwritingSpec
{
    private static readonly EntryOptions Timed = new() { Expiration = TimeSpan.FromSeconds(10) };
    private static readonly EntryOptions Sliding = new() { Sliding = TimeSpan.FromSeconds(10) };
    private static readonly EntryOptions Pinned = new() { Priority = EntryPriority.NeverRemove };
    private static readonly EntryOptions PinnedAndTimed = Pinned with { Expiration = TimeSpan.FromSeconds(10) };

    private static readonly EntryOptions[] Kinds = [default, Timed, Sliding, Pinned, PinnedAndTimed];

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void Any_kind_of_entry_becomes_any_other(StoreShape shape)
    {
        AssertEachBecomesEach(shape, Kinds, number => $"value {number}");
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void Any_kind_of_entry_becomes_any_other_with_wide_values(StoreShape shape)
    {
        AssertEachBecomesEach(shape, Kinds, number => Wide.Of(number));
    }

    [Theory]
    [MemberData(nameof(StoreShapes.Weighted), MemberType = typeof(StoreShapes))]
    public void Any_weight_becomes_any_other(StoreShape shape)
    {
        EntryOptions[] weights =
        [
            .. Kinds,
            .. Kinds.Select(kind => kind with { Weight = 0 }),
            .. Kinds.Select(kind => kind with { Weight = 7 }),
        ];

        AssertEachBecomesEach(shape, weights, number => $"value {number}");
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void A_plain_write_takes_the_deadline_away(StoreShape shape)
    {
        var clock = new ManualClock();
        using var store = shape.Build<string, string>(time: clock);
        store.Set("key", "older", Timed);

        store.Set("key", "newer");

        clock.Advance(TimeSpan.FromDays(1));
        Assert.True(store.TryGet("key", out _));
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void A_write_without_sliding_ends_the_sliding(StoreShape shape)
    {
        var clock = new ManualClock();
        using var store = shape.Build<string, string>(time: clock);
        store.Set("key", "older", Sliding);

        store.Set("key", "newer", Timed);

        clock.Advance(TimeSpan.FromSeconds(9));
        Assert.True(store.TryGet("key", out _));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(store.TryGet("key", out _));
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void A_deadline_moves_earlier_in_place(StoreShape shape)
    {
        var clock = new ManualClock();
        using var store = shape.Build<string, string>(time: clock);
        store.Set("key", "older", Timed);

        store.Set("key", "newer", new EntryOptions { Expiration = TimeSpan.FromSeconds(2) });

        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(0, store.Count);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void A_deadline_moves_later_in_place(StoreShape shape)
    {
        var clock = new ManualClock();
        using var store = shape.Build<string, string>(time: clock);
        store.Set("key", "older", Timed);

        store.Set("key", "newer", new EntryOptions { Expiration = TimeSpan.FromMinutes(10) });

        clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromMilliseconds(1));
        Assert.True(store.TryGet("key", out _));
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(0, store.Count);
        store.AssertInvariants();
    }

    private static void AssertEachBecomesEach<TValue>(StoreShape shape, EntryOptions[] kinds, Func<int, TValue> value)
    {
        foreach (var before in kinds)
        {
            foreach (var after in kinds)
            {
                var clock = new ManualClock();
                using var store = shape.Build<string, TValue>(time: clock);

                store.Set("key", value(1), before);
                store.Set("key", value(2), after);

                Assert.True(store.TryGet("key", out var found));
                Assert.Equal(value(2), found);
                AssertIs(after, store, clock);
            }
        }
    }

    private static void AssertIs<TValue>(EntryOptions kind, MemoryStore<string, TValue> store, ManualClock clock)
    {
        var entry = Assert.Single(store.ListAll());
        Assert.Equal(kind.Priority, entry.Priority);
        Assert.Equal(kind.Weight ?? 1, entry.Weight);
        Assert.Equal(kind.Weight ?? 1, store.Weight);
        Assert.Equal(kind.Expiration ?? kind.Sliding, entry.ExpiresIn);
        Assert.Equal(1, store.Count);
        store.AssertInvariants();

        clock.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal(entry.ExpiresIn is null ? 1 : 0, store.Count);
        store.AssertInvariants();
    }
}
