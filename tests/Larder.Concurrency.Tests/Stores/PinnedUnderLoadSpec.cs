using Larder.Engine;
using Larder.Engine.Store;
using Larder.Testing;
using Xunit.Abstractions;

namespace Larder.Concurrency.Tests.Stores;

/// <summary>
/// Entries that are never removed, while everything else comes and goes: none is lost, none is refused that has room,
/// and their share of the capacity is given back to the last unit.
/// </summary>
public sealed class PinnedUnderLoadSpec(ITestOutputHelper output)
{
    private const int Writers = 2;
    private const int Capacity = 40;
    private const int MostPinned = Capacity / 2;
    private static readonly EntryOptions Pinned = new() { Priority = EntryPriority.NeverRemove };

    public static TheoryData<EvictionPolicy> Policies() => [.. Enum.GetValues<EvictionPolicy>()];

    // Values that are replaced, not overwritten: old and new entry of a key were both booked for a moment, and another
    // key at the limit was refused.
    [Theory]
    [MemberData(nameof(Policies))]
    public void At_the_limit_they_are_written_anew_and_never_refused_nor_missed(EvictionPolicy policy) =>
        SeededRandom.Run(
            random =>
            {
                var calls = TestScale.Current.Of("writes of entries that are never removed", 20_000, 1_000_000);
                using var store = Store(policy);
                for (var key = 0; key < MostPinned; key++) store.Set(key, (key, 0L), Pinned);

                ThreadTeam.Run(Writers + 2, random, (lane, chance) =>
                {
                    for (var i = 1; i <= calls; i++) Use(store, lane, i, chance);
                });

                Assert.Equal(MostPinned, Enumerable.Range(0, MostPinned).Count(key => store.TryGet(key, out _)));
                store.AssertInvariants();
            },
            output.WriteLine);

    [Theory]
    [MemberData(nameof(Policies))]
    public void Their_share_is_given_back_to_the_last_unit(EvictionPolicy policy) =>
        SeededRandom.Run(
            random =>
            {
                var calls = TestScale.Current.Of("entries that are pinned and leave", 20_000, 1_000_000);
                using var store = Store(policy);

                ThreadTeam.Run(3, random, (lane, chance) =>
                {
                    for (var i = 1; i <= calls; i++) ComeAndGo(store, chance.Next(MostPinned), i, chance);
                });
                store.AssertInvariants();
                for (var key = 0; key < MostPinned; key++) store.TryRemove(key);

                for (var key = 0; key < MostPinned; key++) store.Set(key, (key, 0L), Pinned);
                Assert.Throws<StoreCapacityException>(() => store.Set(MostPinned, (MostPinned, 0L), Pinned));
                store.AssertInvariants();
            },
            output.WriteLine);

    private static MemoryStore<long, (long Key, long Sequence)> Store(EvictionPolicy policy) =>
        new(new StoreOptions
        {
            Capacity = Capacity,
            Eviction = policy,
            MemoryPressure = MemoryPressureOptions.Off,
        });

    private static void Use(
        MemoryStore<long, (long Key, long Sequence)> store, int lane, int sequence, SeededRandom chance)
    {
        var key = (long)chance.Next(MostPinned);
        switch (lane)
        {
            case < Writers:
                store.Set(key, (key, sequence), Pinned);
                break;
            case Writers:
                var other = MostPinned + chance.NextInt64(10 * Capacity);
                store.Set(other, (other, sequence));
                if (sequence % 64 == 0) store.Trim(chance.NextDouble());
                break;
            default:
                Assert.True(store.TryGet(key, out var found), $"Key {key}, never to be removed, was missed.");
                Assert.Equal(key, found.Key);
                break;
        }
    }

    private static void ComeAndGo(
        MemoryStore<long, (long Key, long Sequence)> store, long key, int sequence, SeededRandom chance)
    {
        switch (chance.Next(100))
        {
            case 0:
                store.Clear();
                break;
            case < 20:
                store.TryRemove(key);
                break;
            case < 30:
                if (store.TryGet(key, out var seen)) store.TryRemove(key, seen);
                break;
            case < 50:
                store.Set(key, (key, sequence));
                break;
            case < 60:
                if (store.TryGet(key, out var old)) store.TryUpdate(key, (key, sequence), old, Pinned);
                break;
            case < 70:
                store.GetOrAdd(key, sequence, static (k, s) => (k, s), Pinned);
                break;
            default:
                store.Set(key, (key, sequence), Pinned);
                break;
        }
    }
}
