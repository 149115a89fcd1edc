using System.Numerics;
using Larder.Engine.Keys;
using Larder.Engine.Store;
using Larder.Engine.Tests.Keys;
using Larder.Testing;
using Xunit.Abstractions;

namespace Larder.Engine.Tests.Store;

/// <summary>
/// Keys made to collide do so only where the seed is known; in a store with a secret seed they fall like any others.
/// </summary>
/// <remarks>
/// The bound. A table has eight buckets for seven entries at the least, so that under a good hash the length of a chain
/// is a Poisson variable with a mean of about 7/8 at the most. A chain is longer than <see cref="LongestByChance"/> with
/// a chance of 2·10^-15; a table of half a million entries has one such chain in 10^9 fills.
/// </remarks>
public sealed class CollidingKeysSpec(ITestOutputHelper output)
{
    private const int Keys = 2_048;
    private const int LongestByChance = 15;
    private const int SecretSeeds = 20;

    // More bits than the largest array of the stores here has: what agrees in them shares a bucket or two.
    private const int AgreeingBits = 12;

    /// <summary>Seeds that an adversary knows: one that is fixed, and none at all.</summary>
    public static TheoryData<ulong, ulong> KnownSeeds => new() { { 1, ~1UL }, { 0, 0 } };

    public static TheoryData<int> Shifts => [0, 11, 20, 32, 44, 53];

    [Theory]
    [MemberData(nameof(KnownSeeds))]
    public void Numbers_that_collide_under_a_known_seed(ulong first, ulong second)
    {
        var known = new HashSeed(first, second);

        var keys = Colliding(known, static number => (long)number);

        Assert.InRange(LongestChain(keys, known), Keys / 3, Keys);
        AssertSpread(keys);
    }

    [Theory]
    [MemberData(nameof(KnownSeeds))]
    public void Texts_that_collide_under_a_known_seed(ulong first, ulong second)
    {
        var known = new HashSeed(first, second);

        var keys = Colliding(known, static number => $"user:{number:x8}");

        Assert.InRange(LongestChain(keys, known), Keys / 3, Keys);
        AssertSpread(keys);
    }

    [Theory]
    [MemberData(nameof(KnownSeeds))]
    public void Guids_that_collide_under_a_known_seed(ulong first, ulong second)
    {
        var known = new HashSeed(first, second);

        var keys = Colliding(known, static number => new Guid(number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10));

        Assert.InRange(LongestChain(keys, known), Keys / 3, Keys);
        AssertSpread(keys);
    }

    // What makes keys collide where nothing is mixed: all but a few of their bits are the same.
    [Theory]
    [MemberData(nameof(Shifts))]
    public void Numbers_that_collide_in_a_hash_that_mixes_nothing(int shift) =>
        AssertSpread([.. Enumerable.Range(0, Keys).Select(number => (long)number << shift)]);

    [Fact]
    public void Texts_that_collide_in_the_unseeded_hash_of_the_runtime()
    {
        var keys = Enumerable.Range(0, Keys).Select(UnseededHash.Colliding).ToArray();
        Assert.Single(keys.Select(UnseededHash.Of).Distinct());

        AssertSpread(keys);
    }

    [Fact]
    public void A_chain_is_short_while_the_table_grows_and_when_it_is_full()
    {
        const int Many = 100_000;
        using var store = new MemoryStore<long, int>(new StoreOptions { Capacity = Many });

        for (var key = 0; key < Many; key++)
        {
            store.Set(key, key);
            if (BitOperations.IsPow2(key))
            {
                Assert.InRange(LongestChain(store), 0, LongestByChance);
            }
        }

        Assert.InRange(LongestChain(store), 1, LongestByChance);
        store.AssertInvariants();
    }

    /// <summary>Under the secret of the process and under secrets drawn for this run, no chain gets long.</summary>
    private void AssertSpread<TKey>(TKey[] keys)
        where TKey : notnull
    {
        Assert.InRange(LongestChain(keys, seed: null), 1, LongestByChance);
        SeededRandom.Run(
            random =>
            {
                for (var drawn = 0; drawn < SecretSeeds; drawn++)
                {
                    var secret = new HashSeed((ulong)random.NextInt64(), (ulong)random.NextInt64());
                    Assert.InRange(LongestChain(keys, secret), 1, LongestByChance);
                }
            },
            output.WriteLine);
    }

    private static int LongestChain<TKey>(TKey[] keys, HashSeed? seed)
        where TKey : notnull
    {
        using var store = new MemoryStore<TKey, int>(new StoreOptions { Capacity = keys.Length, HashSeed = seed });
        foreach (var key in keys)
        {
            store.Set(key, 1);
        }

        Assert.Equal(keys.Length, store.Count);
        store.AssertInvariants();
        return LongestChain(store);
    }

    /// <summary>A page that is asked for one entry holds the whole chain in which that hangs, and nothing else.</summary>
    private static int LongestChain<TKey>(MemoryStore<TKey, int> store)
        where TKey : notnull
    {
        var longest = 0;
        var cursor = 0L;
        do
        {
            var page = store.List(cursor, limit: 1);
            longest = Math.Max(longest, page.Entries.Count);
            cursor = page.Next;
        }
        while (cursor != 0);

        return longest;
    }

    /// <summary>What an adversary does who knows the seed: he tries keys until enough of them agree.</summary>
    private static TKey[] Colliding<TKey>(HashSeed known, Func<int, TKey> key)
        where TKey : notnull
    {
        var comparer = new KeyComparer<TKey>(known);
        var found = new List<TKey>();
        for (var number = 0; found.Count < Keys; number++)
        {
            var candidate = key(number);
            if (comparer.Hash(candidate) >> (32 - AgreeingBits) == 17)
            {
                found.Add(candidate);
            }
        }

        return [.. found];
    }
}
