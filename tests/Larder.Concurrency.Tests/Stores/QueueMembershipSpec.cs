using Larder.Engine;
using Larder.Testing;
using Xunit.Abstractions;

namespace Larder.Concurrency.Tests.Stores;

/// <summary>
/// Writers retire entries without the policy lock, also the very entry that the policy is about to move or to take. None
/// of the others may get lost by that: an entry that is alive and on no queue can never be evicted.
/// </summary>
public sealed class QueueMembershipSpec(ITestOutputHelper output)
{
    private const int Capacity = 8;
    private const int Rounds = 4;

    // How far behind the newest key the others follow: as far as the store reaches back, and a little more.
    private const int Reach = Capacity + 2;

    public static TheoryData<EvictionPolicy> Policies() => [.. Enum.GetValues<EvictionPolicy>()];

    [Theory]
    [MemberData(nameof(Policies))]
    public void Whatever_is_retired_under_the_policys_eyes_every_living_entry_can_be_evicted(EvictionPolicy policy) =>
        SeededRandom.Run(
            random =>
            {
                var writes = TestScale.Current.Of("evictions beside replacements of what is evicted", 20_000, 500_000);
                foreach (var terms in new[] { TermsKind.Plain, TermsKind.Weighted, TermsKind.Mixed })
                {
                    var shape = new StoreShape(KeyKind.Number, ValueKind.Large, terms);
                    var options = new StoreOptions { Capacity = Capacity, Eviction = policy };
                    using var store = NumberedStore.Create(shape, options);

                    for (var round = 0; round < Rounds; round++)
                    {
                        Run(store, round * writes, (round + 1) * writes, random.Fork(round));
                        store.AssertInvariants(); // compares what is queued with what is there
                    }

                    store.Trim(1);
                    Assert.Equal(0, store.Count);
                }
            },
            output.WriteLine);

    /// <summary>
    /// One thread writes a key after the other, and each once, so that what is lost is not found again by a later write;
    /// another replaces what was written of late, and a third asks for it.
    /// </summary>
    private static void Run(NumberedStore store, int first, int end, SeededRandom random)
    {
        var newest = first;
        ThreadTeam.Run(3, random, (lane, chance) =>
        {
            if (lane == 0)
            {
                for (var key = first; key < end; key++)
                {
                    store.Set(key, NumberedStore.NumberOf(key, 0, key));
                    Volatile.Write(ref newest, key); // partner: the read below
                }

                return;
            }

            while (true)
            {
                var now = Volatile.Read(ref newest); // partner: the write above
                if (now == end - 1) return;
                var key = Math.Max(first, now - chance.Next(Reach));
                if (lane == 2) store.TryGet(key, out _);
                else if (store.TryGet(key, out var seen)) store.TryUpdate(key, seen + 1, seen);
            }
        });
    }
}
