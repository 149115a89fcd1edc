namespace Larder.Engine.Tests.Store;

/// <summary>Keys of every kind, compared as their type compares them or as a comparer does.</summary>
public sealed class KeyKindsSpec
{
    private enum Colour
    {
        Red,
        Green,
        Blue,
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void Every_kind_of_key_is_found_by_an_equal_one(StoreShape shape)
    {
        AssertFound(shape, number => number);
        AssertFound(shape, number => (long)number << 33);
        AssertFound(shape, number => (ushort)number);
        AssertFound(shape, number => $"key {number}");
        AssertFound(shape, number => new Guid(number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
        AssertFound(shape, number => new Point(number, -number));
        AssertFound(shape, number => new Named($"name {number}"));
        AssertFound(shape, number => (number, $"part {number}"));
        AssertFound(shape, number => number / 7.0);
        AssertFound(shape, number => (decimal)number);
        AssertFound(shape, number => (Int128)number << 70);
        AssertFound(shape, number => new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(number));
        AssertFound(shape, number => TimeSpan.FromTicks(number));
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void Enums_are_keys(StoreShape shape)
    {
        using var store = shape.Build<Colour, string>();

        store.Set(Colour.Red, "red");
        store.Set(Colour.Blue, "blue");

        Assert.True(store.TryGet(Colour.Blue, out var value));
        Assert.Equal("blue", value);
        Assert.False(store.TryGet(Colour.Green, out _));
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void Zero_and_minus_zero_are_one_key_as_their_type_says(StoreShape shape)
    {
        using var store = shape.Build<double, string>();

        store.Set(0.0, "zero");
        store.Set(double.NaN, "not a number");

        Assert.True(store.TryGet(-0.0, out _));
        Assert.True(store.TryGet(double.NaN, out _));
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void A_comparer_decides_what_is_the_same(StoreShape shape)
    {
        using var store = shape.Build<string, int>(comparer: StringComparer.OrdinalIgnoreCase);

        store.Set("Key", 1);
        store.Set("KEY", 2);

        Assert.True(store.TryGet("key", out var value));
        Assert.Equal(2, value);
        Assert.Equal("Key", Assert.Single(store.ListAll()).Key);
        Assert.True(store.TryRemove("kEY"));
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void A_comparer_may_compare_keys_that_are_values(StoreShape shape)
    {
        using var store = shape.Build<int, string>(comparer: new ByLastDigit());

        store.Set(17, "seven");

        Assert.True(store.TryGet(1_007, out var value));
        Assert.Equal("seven", value);
        Assert.False(store.TryAdd(27, "another"));
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void Keys_that_all_hash_alike_are_still_told_apart(StoreShape shape)
    {
        using var store = shape.Build<int, int>(capacity: 200, comparer: new AllAlike());

        for (var key = 0; key < 200; key++)
        {
            store.Set(key, key);
        }

        for (var key = 0; key < 200; key++)
        {
            Assert.True(store.TryGet(key, out var value));
            Assert.Equal(key, value);
        }

        Assert.Equal(200, store.ListAll().Count());
        store.AssertInvariants();
    }

    private static void AssertFound<TKey>(StoreShape shape, Func<int, TKey> key)
        where TKey : notnull
    {
        using var store = shape.Build<TKey, int>();
        for (var number = 1; number <= 100; number++)
        {
            store.Set(key(number), number);
        }

        for (var number = 1; number <= 100; number++)
        {
            Assert.True(store.TryGet(key(number), out var value), $"{typeof(TKey).Name} {number}");
            Assert.Equal(number, value);
        }

        Assert.False(store.TryGet(key(101), out _));
        Assert.True(store.TryRemove(key(1)));
        Assert.Equal(99, store.Count);
        store.AssertInvariants();
    }

    private readonly record struct Point(int X, int Y);

    private sealed record Named(string Name);

    private sealed class ByLastDigit : IEqualityComparer<int>
    {
        public bool Equals(int x, int y) => x % 10 == y % 10;

        public int GetHashCode(int key) => key % 10;
    }

    private sealed class AllAlike : IEqualityComparer<int>
    {
        public bool Equals(int x, int y) => x == y;

        public int GetHashCode(int key) => 1;
    }
}
