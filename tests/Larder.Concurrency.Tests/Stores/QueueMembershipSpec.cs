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
    private const int Threads = 3;
    private const int Capacity = 8;
    private const int Keys = 2 * Capacity;

    // An entry that is lost is found again by the next write of its key. So the books are checked after every few.
    private const int CallsPerRound = 2 * Keys;

    public static TheoryData<EvictionPolicy> Policies() => [.. Enum.GetValues<EvictionPolicy>()];

    [Theory]
    [MemberData(nameof(Policies))]
    public void Whatever_is_retired_under_the_policys_eyes_every_living_entry_can_be_evicted(EvictionPolicy policy) =>
        SeededRandom.Run(
            random =>
            {
                var rounds = TestScale.Current.Of("rounds of evictions beside replacements", 1_000, 50_000);
                foreach (var terms in new[] { TermsKind.Plain, TermsKind.Weighted, TermsKind.Mixed })
                {
                    var shape = new StoreShape(KeyKind.Number, ValueKind.Large, terms);
                    var options = new StoreOptions { Capacity = Capacity, Eviction = policy };
                    using var store = NumberedStore.Create(shape, options);
                    var together = new Rendezvous("the end of a round", Threads);

                    ThreadTeam.Run(Threads, random.Fork((int)terms), (lane, chance) =>
                    {
                        for (var round = 0; round < rounds; round++)
                        {
                            for (var i = 0; i < CallsPerRound; i++) Use(store, lane, i, chance);
                            together.Meet();
                            if (lane == 0) store.AssertInvariants(); // compares what is queued with what is there
                            together.Meet();
                        }
                    });

                    store.Trim(1);
                    Assert.Equal(0, store.Count);
                }
            },
            output.WriteLine);

    // Most of what lies first was asked for, and every write of a key that is there retires its entry.
    private static void Use(NumberedStore store, int lane, int sequence, SeededRandom chance)
    {
        var key = chance.Next(Keys);
        if (lane == 0 && sequence % 4 == 0) store.TryGet(key, out _);
        else store.Set(key, NumberedStore.NumberOf(key, lane, sequence));
    }
}
