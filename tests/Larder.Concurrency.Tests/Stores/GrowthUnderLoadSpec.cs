using Larder.Engine;
using Larder.Testing;
using Xunit.Abstractions;

namespace Larder.Concurrency.Tests.Stores;

/// <summary>The table grows from a few buckets to many while others read it: what was written stays found.</summary>
public sealed class GrowthUnderLoadSpec(ITestOutputHelper output)
{
    private const int Writers = 2;
    private const int Readers = 2;

    [Theory]
    [InlineData(KeyKind.Text, ValueKind.Reference, TermsKind.Plain)]
    [InlineData(KeyKind.Number, ValueKind.Reference, TermsKind.Plain)]
    [InlineData(KeyKind.Number, ValueKind.Large, TermsKind.Timed)]
    [InlineData(KeyKind.Number, ValueKind.Number, TermsKind.Sliding)]
    [InlineData(KeyKind.Number, ValueKind.Large, TermsKind.Weighted)]
    public void Every_key_that_was_written_is_found_while_the_table_grows(
        KeyKind keys, ValueKind values, TermsKind terms) =>
        SeededRandom.Run(
            random =>
            {
                var each = TestScale.Current.Of("keys written by each writer of a growing table", 50_000, 100_000);
                var options = new StoreOptions { Capacity = (long)Writers * each * NumberedStore.HeaviestWeight };
                using var store = NumberedStore.Create(new StoreShape(keys, values, terms), options);
                var written = new int[Writers * 16]; // a cache line for each writer

                ThreadTeam.Run(Writers + Readers, random, (lane, chance) =>
                {
                    if (lane < Writers) Write(store, lane, each, written);
                    else Read(store, each, written, chance);
                });

                for (var key = 0; key < Writers * each; key++) AssertFound(store, key);
                Assert.Equal(Writers * each, store.Count);
                store.AssertInvariants();
            },
            output.WriteLine);

    private static void Write(NumberedStore store, int lane, int each, int[] written)
    {
        for (var i = 0; i < each; i++)
        {
            var key = (i * Writers) + lane;
            store.Set(key, NumberedStore.NumberOf(key, lane, key));
            Volatile.Write(ref written[lane * 16], i + 1); // partner: the read in Read
        }
    }

    private static void Read(NumberedStore store, int each, int[] written, SeededRandom chance)
    {
        while (true)
        {
            var done = 0;
            for (var lane = 0; lane < Writers; lane++)
            {
                var count = Volatile.Read(ref written[lane * 16]); // partner: the write in Write
                done += count;
                if (count == 0) continue;

                // The newest key, and any other: the one hangs where chains are being split, most likely.
                AssertFound(store, ((count - 1) * Writers) + lane);
                AssertFound(store, (chance.Next(count) * Writers) + lane);
            }

            if (done == Writers * each) return;
        }
    }

    private static void AssertFound(NumberedStore store, int key)
    {
        Assert.True(store.TryGet(key, out var value), $"Key {key} was written, and is missed.");
        Assert.Equal(key, NumberedStore.SequenceOf(value));
    }
}
