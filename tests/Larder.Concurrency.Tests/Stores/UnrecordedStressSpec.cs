using Larder.Engine;
using Larder.Testing;
using Xunit.Abstractions;

namespace Larder.Concurrency.Tests.Stores;

/// <summary>
/// Readers and writers with nothing between them but the store. Writing histories down draws fences, which can hide
/// what a processor would reorder; here each reader remembers in a plain array what it saw.
/// </summary>
public sealed class UnrecordedStressSpec(ITestOutputHelper output)
{
    private const int Writers = 2;
    private const int Readers = 2;
    private const int Keys = 64;

    public static TheoryData<TermsKind> Terms() => [.. Enum.GetValues<TermsKind>()];

    [Theory]
    [MemberData(nameof(Terms))]
    public void No_reader_sees_a_key_go_back(TermsKind terms) => Stress(terms, capacity: 1_000, mayVanish: false);

    [Theory]
    [MemberData(nameof(Terms))]
    public void No_reader_sees_a_key_go_back_while_others_are_evicted(TermsKind terms) =>
        Stress(terms, capacity: Keys / 2, mayVanish: true);

    [Theory]
    [MemberData(nameof(Terms))]
    public void Who_sees_the_second_write_sees_the_first(TermsKind terms) =>
        SeededRandom.Run(
            random =>
            {
                var calls = TestScale.Current.Of("pairs of writes, seen in order", 20_000, 2_000_000);
                foreach (var shape in StoreShape.AllWith(terms))
                {
                    using var store = NumberedStore.Create(shape, new StoreOptions { Capacity = 100 });
                    store.Set(1, NumberedStore.NumberOf(1, 0, 0));
                    store.Set(2, NumberedStore.NumberOf(2, 0, 0));

                    ThreadTeam.Run(Readers + 1, random, (lane, _) =>
                    {
                        for (var i = 1; i <= calls; i++)
                        {
                            if (lane == 0) WritePair(store, i);
                            else ReadPair(store, shape);
                        }
                    });

                    store.AssertInvariants();
                }
            },
            output.WriteLine);

    private static void WritePair(NumberedStore store, int sequence)
    {
        store.Set(1, NumberedStore.NumberOf(1, 0, sequence));
        store.Set(2, NumberedStore.NumberOf(2, 0, sequence));
    }

    private static void ReadPair(NumberedStore store, StoreShape shape)
    {
        Assert.True(store.TryGet(2, out var second), $"{shape}: the second key was missed.");
        Assert.True(store.TryGet(1, out var first), $"{shape}: the first key was missed.");
        Assert.True(
            NumberedStore.SequenceOf(first) >= NumberedStore.SequenceOf(second),
            $"{shape}: write {second} of the second key was seen, and of the first only {first}.");
    }

    private void Stress(TermsKind terms, int capacity, bool mayVanish) =>
        SeededRandom.Run(
            random =>
            {
                var calls = TestScale.Current.Of("unrecorded reads and writes of each thread", 20_000, 2_000_000);
                foreach (var shape in StoreShape.AllWith(terms))
                {
                    using var store = NumberedStore.Create(shape, new StoreOptions { Capacity = capacity });
                    for (var key = 0; key < Keys; key++) store.Set(key, NumberedStore.NumberOf(key, 0, 0));

                    ThreadTeam.Run(Writers + Readers, random.Fork((int)shape.Values), (lane, chance) =>
                    {
                        if (lane < Writers) Write(store, lane, calls, mayVanish, chance);
                        else Read(store, calls, mayVanish, chance);
                    });

                    store.AssertInvariants();
                }
            },
            output.WriteLine);

    // Each key has one writer, whose versions only grow; so whatever a reader sees of a key must grow as well.
    private static void Write(NumberedStore store, int lane, int calls, bool mayRemove, SeededRandom chance)
    {
        for (var i = 1; i <= calls; i++)
        {
            var key = (chance.Next(Keys / Writers) * Writers) + lane;
            if (mayRemove && i % 16 == 0) store.TryRemove(key, out _);
            else store.Set(key, NumberedStore.NumberOf(key, lane, i));
        }
    }

    private static void Read(NumberedStore store, int calls, bool mayVanish, SeededRandom chance)
    {
        var seen = new int[Keys];
        for (var i = 0; i < calls; i++)
        {
            var key = chance.Next(Keys);
            var found = store.TryGet(key, out var value);
            Assert.True(found || mayVanish, $"Key {key} was missed, though it is always there.");
            if (!found) continue;
            var version = NumberedStore.SequenceOf(value);
            Assert.True(version >= seen[key], $"Key {key} went back from {seen[key]} to {version}.");
            seen[key] = version;
        }
    }
}
