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
    private const int Rounds = 4;

    public static TheoryData<EvictionPolicy> Policies() => [.. Enum.GetValues<EvictionPolicy>()];

    // Few entries, read often and replaced at every write: so most of what lies first was asked for and is about to go.
    [Theory]
    [MemberData(nameof(Policies))]
    public void Whatever_is_retired_under_the_policys_eyes_every_living_entry_can_be_evicted(EvictionPolicy policy) =>
        SeededRandom.Run(
            random =>
            {
                var calls = TestScale.Current.Of("replacements of what is being evicted", 20_000, 1_000_000);
                foreach (var terms in new[] { TermsKind.Plain, TermsKind.Weighted, TermsKind.Mixed })
                {
                    var shape = new StoreShape(KeyKind.Number, ValueKind.Large, terms);
                    var options = new StoreOptions { Capacity = 8, Eviction = policy };
                    using var store = NumberedStore.Create(shape, options);

                    for (var round = 0; round < Rounds; round++)
                    {
                        ThreadTeam.Run(Threads, random.Fork(round), (lane, chance) =>
                        {
                            for (var i = 1; i <= calls / Rounds; i++) Use(store, lane, i, chance);
                        });
                        store.AssertInvariants(); // compares what is queued with what is there
                    }

                    store.Trim(1);
                    Assert.Equal(0, store.Count);
                }
            },
            output.WriteLine);

    private static void Use(NumberedStore store, int lane, int sequence, SeededRandom chance)
    {
        var key = chance.Next(12);
        switch (chance.Next(8))
        {
            case < 3:
                store.TryGet(key, out _);
                break;
            case 3:
                store.TryRemove(key, out _);
                break;
            case 4 when lane == 0:
                store.Trim(0.2);
                break;
            default:
                store.Set(key, NumberedStore.NumberOf(key, lane, sequence));
                break;
        }
    }
}
