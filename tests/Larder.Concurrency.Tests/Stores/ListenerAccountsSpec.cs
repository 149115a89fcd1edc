using System.Collections.Concurrent;
using Larder.Engine;
using Larder.Testing;
using Xunit.Abstractions;

namespace Larder.Concurrency.Tests.Stores;

/// <summary>
/// Double entry: every value that was written is in the end either in the store or told gone, never both, never twice.
/// </summary>
public sealed class ListenerAccountsSpec(ITestOutputHelper output)
{
    private const int Threads = 4;
    private const int Keys = 200;

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
    public void Every_written_value_is_in_the_store_or_was_told_gone_once(EvictionPolicy policy, TermsKind terms) =>
        SeededRandom.Run(
            random =>
            {
                var calls = TestScale.Current.Of("writes and removals of each thread, accounted for", 2_000, 200_000);
                foreach (var values in Enum.GetValues<ValueKind>())
                {
                    var shape = new StoreShape(KeyKind.Number, values, terms);
                    Account(shape, policy, calls, random.Fork((int)values));
                }
            },
            output.WriteLine);

    private static void Account(StoreShape shape, EvictionPolicy policy, int calls, SeededRandom random)
    {
        var clock = new ManualClock();
        var accounts = new RemovalAccounts();
        var written = new ConcurrentBag<long>();
        var options = new StoreOptions { Capacity = Keys / 2, Eviction = policy, Time = clock };
        using var store = NumberedStore.Create(shape, options, accounts.Tell);

        ThreadTeam.Run(Threads, random, (lane, chance) =>
        {
            for (var i = 1; i <= calls; i++)
            {
                var key = chance.Next(Keys);
                var value = NumberedStore.NumberOf(key, lane, i);
                if (Use(store, key, value, clock, chance)) written.Add(value);
            }
        });
        store.CatchUp();
        accounts.AwaitAllOf(store);

        Balance(store, accounts, written, shape);
    }

    private static void Balance(
        NumberedStore store, RemovalAccounts accounts, ConcurrentBag<long> written, StoreShape shape)
    {
        var statistics = store.GetStatistics();
        var present = new HashSet<long>();
        foreach (var key in store.ListAll().ToArray())
        {
            Assert.True(store.TryGet(key, out var value), $"{shape}: key {key} is listed, but not found.");
            present.Add(value);
        }

        accounts.AssertFaultless();
        Assert.Equal(store.Count, present.Count);
        foreach (var value in written)
        {
            Assert.True(
                present.Contains(value) != accounts.Has(value),
                $"{shape}: {value} is {(present.Contains(value) ? "present and told gone" : "gone and untold")}.");
        }

        Assert.Equal(written.Count, present.Count + accounts.Count);
        Assert.Equal(written.Count, statistics.Sets);
        Assert.Equal(statistics.Evicted, accounts[RemovalCause.Evicted]);
        Assert.Equal(statistics.Removed, accounts[RemovalCause.Removed]);
        Assert.Equal(statistics.Replaced, accounts[RemovalCause.Replaced]);
        Assert.Equal(statistics.Cleared, accounts[RemovalCause.Cleared]);
        Assert.Equal(statistics.Expired, accounts[RemovalCause.Expired]);
        store.AssertInvariants();
    }

    /// <summary>One call of any kind; whether it wrote the value.</summary>
    private static bool Use(NumberedStore store, int key, long value, ManualClock clock, SeededRandom chance)
    {
        switch (chance.Next(100))
        {
            case 0:
                store.Clear();
                return false;
            case 1:
                clock.Advance(NumberedStore.Lifetime * chance.NextDouble() / 8);
                return false;
            case 2:
                store.Trim(chance.NextDouble() / 4);
                return false;
            case < 20:
                store.TryRemove(key, out _);
                return false;
            case < 30:
                return store.TryGet(key, out var seen) && store.TryUpdate(key, value, seen);
            case < 35:
                if (store.TryGet(key, out var old)) store.TryRemove(key, old);
                return false;
            case < 50:
                return store.TryAdd(key, value);
            default:
                store.Set(key, value);
                return true;
        }
    }
}
