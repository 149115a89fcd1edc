using Larder.Concurrency.Tests.Histories;
using Larder.Engine;
using Larder.Testing;
using Xunit.Abstractions;

namespace Larder.Concurrency.Tests.Stores;

/// <summary>
/// What the threads of a store are answered is what a store that does one call at a time would answer: on every
/// policy, for every kind of key, value and entry.
/// </summary>
public sealed class LinearizabilitySpec(ITestOutputHelper output)
{
    private static readonly int Rounds = TestScale.Current.Of("linearizability, rounds for each shape", 2, 100);

    public static TheoryData<EvictionPolicy, TermsKind> PoliciesAndTerms()
    {
        var data = new TheoryData<EvictionPolicy, TermsKind>();
        foreach (var policy in Enum.GetValues<EvictionPolicy>())
        {
            foreach (var terms in Enum.GetValues<TermsKind>()) data.Add(policy, terms);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(PoliciesAndTerms))]
    public void Where_nothing_is_evicted_and_nothing_expires_no_written_value_is_ever_missed(
        EvictionPolicy policy, TermsKind terms) =>
        SeededRandom.Run(random => CheckAll(policy, terms, capacity: 1_000, keys: 5, time: null, random), Tell);

    [Theory]
    [MemberData(nameof(PoliciesAndTerms))]
    public void Values_may_be_evicted_and_expire_but_never_come_back(EvictionPolicy policy, TermsKind terms) =>
        SeededRandom.Run(random => CheckAll(policy, terms, capacity: 4, keys: 8, new ManualClock(), random), Tell);

    private static void CheckAll(
        EvictionPolicy policy, TermsKind terms, int capacity, int keys, ManualClock? time, SeededRandom random)
    {
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var shape in StoreShape.AllWith(terms))
            {
                var options = new StoreOptions
                {
                    Capacity = capacity,
                    Eviction = policy,
                    Time = time ?? TimeProvider.System,
                };
                using var store = NumberedStore.Create(shape, options);

                var history = new RecordedRun(store, keys, operations: 250, time).Record(random.Fork(round));

                var verdict = LinearizabilityChecker.Check(history, mayVanish: time is not null);
                Assert.True(verdict.IsLinearizable, $"{shape}: {verdict.Explanation}");
                store.AssertInvariants();
            }
        }
    }

    private void Tell(string line) => output.WriteLine(line);
}
