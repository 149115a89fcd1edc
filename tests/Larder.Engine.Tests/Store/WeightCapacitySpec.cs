using Larder.Engine.Store;

namespace Larder.Engine.Tests.Store;

/// <summary>A capacity in weight is never exceeded when quiet, and undershot by less than one entry.</summary>
public sealed class WeightCapacitySpec
{
    [Theory]
    [MemberData(nameof(StoreShapes.Weighted), MemberType = typeof(StoreShapes))]
    public void The_weight_stays_within_the_capacity_and_close_below_it(StoreShape shape)
    {
        using var store = shape.Build<int, string>(capacity: 1_000);
        var random = new Random(5);

        for (var key = 0; key < 5_000; key++)
        {
            store.Set(key, "value", new EntryOptions { Weight = 1 + random.Next(40) });
            Assert.InRange(store.Weight, key < 100 ? 1 : 961, 1_000);
        }

        Assert.Equal(store.Weight, store.ListAll().Sum(entry => (long)entry.Weight));
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.Weighted), MemberType = typeof(StoreShapes))]
    public void The_weigher_is_asked_unless_the_options_say(StoreShape shape)
    {
        using var store = WeighedByLength(shape, capacity: 100);

        store.Set("by weigher", "12345");
        store.Set("by options", "12345", new EntryOptions { Weight = 2 });

        Assert.Equal(7, store.Weight);
        Assert.Equal(2, store.Count);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.Weighted), MemberType = typeof(StoreShapes))]
    public void An_entry_heavier_than_the_store_is_refused_and_its_old_value_is_gone(StoreShape shape)
    {
        using var store = WeighedByLength(shape, capacity: 10);
        store.Set("key", "old");
        store.Set("other", "value");

        var refusal = Assert.Throws<StoreCapacityException>(() => store.Set("key", new string('x', 11)));

        Assert.Equal(
            "The entry weighs 11, but the whole store holds 10. Raise StoreOptions.Capacity or store less "
            + "under one key.",
            refusal.Message);
        Assert.False(store.TryGet("key", out _));
        Assert.True(store.TryGet("other", out _));
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.Weighted), MemberType = typeof(StoreShapes))]
    public void An_entry_as_heavy_as_the_store_is_taken(StoreShape shape)
    {
        using var store = WeighedByLength(shape, capacity: 10);
        store.Set("small", "1");

        store.Set("key", new string('x', 10));

        Assert.InRange(store.Weight, 1, 10);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.Weighted), MemberType = typeof(StoreShapes))]
    public void An_entry_that_grows_makes_others_leave(StoreShape shape)
    {
        using var store = WeighedByLength(shape, capacity: 10);
        for (var key = 0; key < 10; key++)
        {
            store.Set($"{key}", "1");
        }

        store.Set("5", "123456");

        Assert.InRange(store.Weight, 5, 10);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.Weighted), MemberType = typeof(StoreShapes))]
    public void Entries_that_weigh_nothing_take_nothing_of_the_capacity(StoreShape shape)
    {
        using var store = WeighedByLength(shape, capacity: 3);

        for (var key = 0; key < 500; key++)
        {
            store.Set($"{key}", "");
        }

        Assert.Equal(500, store.Count);
        Assert.Equal(0, store.Weight);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.Weighted), MemberType = typeof(StoreShapes))]
    public void The_entry_just_written_is_there_whatever_it_weighs(StoreShape shape)
    {
        using var store = shape.Build<int, string>(capacity: 100);
        for (var round = 0; round < 10; round++)
        {
            for (var key = -10; key < 0; key++)
            {
                store.GetOrAdd(key, _ => "popular", new EntryOptions { Weight = 10 });
            }
        }

        for (var key = 0; key < 300; key++)
        {
            store.Set(key, "value", new EntryOptions { Weight = 1 + (key * 7 % 50) });
            Assert.True(store.ListAll().Any(entry => entry.Key == key), $"key {key}");
        }

        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.Weighted), MemberType = typeof(StoreShapes))]
    public void The_largest_weights_do_not_overflow(StoreShape shape)
    {
        using var store = shape.Build<int, string>(capacity: 5L * int.MaxValue);

        for (var key = 0; key < 20; key++)
        {
            store.Set(key, "value", new EntryOptions { Weight = int.MaxValue });
        }

        Assert.Equal(5, store.Count);
        Assert.Equal(5L * int.MaxValue, store.Weight);
        store.AssertInvariants();
    }

    [Fact]
    public void A_negative_weight_is_refused()
    {
        using var store = new StoreShape(EvictionPolicy.Adaptive, true, Weighted: true).Build<string, string>();

        var refusal = Assert.Throws<ArgumentOutOfRangeException>(
            "weight", () => store.Set("key", "value", new EntryOptions { Weight = -1 }));

        Assert.StartsWith(
            "The weight of an entry must be zero or more, but was -1. Mend the IWeigher or EntryOptions.Weight.",
            refusal.Message,
            StringComparison.Ordinal);
        store.AssertInvariants();
    }

    [Fact]
    public void A_weight_where_entries_are_counted_is_refused()
    {
        using var store = new StoreShape(EvictionPolicy.Adaptive, true, Weighted: false).Build<string, string>();

        var refusal = Assert.Throws<ArgumentException>(
            () => store.Set("key", "value", new EntryOptions { Weight = 5 }));

        Assert.Equal(
            "EntryOptions.Weight is 5, but this store counts entries. Give the store an IWeigher to count weight.",
            refusal.Message);
        store.AssertInvariants();
    }

    private static MemoryStore<string, string> WeighedByLength(StoreShape shape, long capacity) =>
        new(shape.Options(capacity), comparer: null, new ByLength());

    private sealed class ByLength : IWeigher<string, string>
    {
        public int Weigh(string key, string value) => value.Length;
    }
}
