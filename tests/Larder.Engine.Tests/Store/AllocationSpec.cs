using System.Diagnostics;
using System.Reflection;
using Larder.Engine.Store;
using Larder.Testing;

namespace Larder.Engine.Tests.Store;

/// <summary>A hit allocates nothing.</summary>
public sealed class AllocationSpec
{
    private const int Runs = 1_000;

    private static readonly EntryOptions[] Kinds =
    [
        default,
        new() { Expiration = TimeSpan.FromDays(1) },
        new() { Sliding = TimeSpan.FromDays(1) },
        new() { Priority = EntryPriority.NeverRemove },
    ];

    private static readonly bool IsOptimized =
        typeof(MemoryStore<,>).Assembly.GetCustomAttribute<DebuggableAttribute>() is not { IsJITOptimizerDisabled: true };

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void A_hit_by_string_or_by_characters_allocates_nothing(StoreShape shape)
    {
        using var store = shape.Build<string, string>();
        string[] keys = Fill(store, number => $"key {number}");

        Assert.Equal(0, AllocationMeter.BytesOf(() => AllHit(store, keys)));
        Assert.Equal(0, AllocationMeter.BytesOf(() => AllHitByCharacters(store, keys)));
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void A_hit_by_number_or_by_struct_allocates_nothing(StoreShape shape)
    {
        using var store = shape.Build<long, string>();
        using var others = shape.Build<Guid, string>();
        long[] numbers = Fill(store, number => (long)number);
        Guid[] ids = Fill(others, number => new Guid(number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10));

        Assert.Equal(OfBoxes(24), AllocationMeter.BytesOf(() => AllHit(store, numbers), Runs));
        Assert.Equal(OfBoxes(32), AllocationMeter.BytesOf(() => AllHit(others, ids), Runs));
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void A_miss_allocates_nothing(StoreShape shape)
    {
        using var store = shape.Build<string, string>();
        Fill(store, number => $"key {number}");

        Assert.Equal(0, AllocationMeter.BytesOf(() => store.TryGet("missing", out _)));
        store.AssertInvariants();
    }

    /// <summary>
    /// Zero where the engine is optimised. Where it is not, it boxes a key of a value type to see that it is not null.
    /// </summary>
    private static long OfBoxes(int size) => IsOptimized ? 0 : (long)size * Kinds.Length * Runs;

    private static TKey[] Fill<TKey>(MemoryStore<TKey, string> store, Func<int, TKey> key)
        where TKey : notnull
    {
        var keys = new TKey[Kinds.Length];
        for (var number = 0; number < Kinds.Length; number++)
        {
            keys[number] = key(number);
            store.Set(keys[number], "value", Kinds[number]);
        }

        return keys;
    }

    private static void AllHit<TKey>(MemoryStore<TKey, string> store, TKey[] keys)
        where TKey : notnull
    {
        foreach (var key in keys)
        {
            if (!store.TryGet(key, out _))
            {
                Assert.Fail($"{key} was missed.");
            }
        }
    }

    private static void AllHitByCharacters(MemoryStore<string, string> store, string[] keys)
    {
        foreach (var key in keys)
        {
            if (!store.TryGet(key.AsSpan(), out _))
            {
                Assert.Fail($"{key} was missed.");
            }
        }
    }
}
