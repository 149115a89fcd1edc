using Larder.Engine;
using Larder.Testing;
using Xunit.Abstractions;

namespace Larder.Concurrency.Tests.Stores;

/// <summary>Anything, by anybody, for as long as is asked for; the books are checked whenever all are quiet.</summary>
public sealed class SoakSpec(ITestOutputHelper output)
{
    private const int Bursts = 4;
    private const int MostThreads = 5;

    // In two halves, so that one can be run at a time on a machine that others wait for.
    [Theory]
    [InlineData("first")]
    [InlineData("second")]
    public void The_books_agree_whatever_was_done(string half) =>
        SeededRandom.Run(
            random =>
            {
                output.WriteLine($"The {half} half runs with seed {random.Seed}.");
                var duration = TestScale.Current.Of(
                    $"soak, {half} half", TimeSpan.FromSeconds(1.5), TimeSpan.FromMinutes(2.5));
                var begun = TimeProvider.System.GetTimestamp();
                for (var run = 0; TimeProvider.System.GetElapsedTime(begun) < duration; run++)
                {
                    Soak(random.Fork(run));
                }
            },
            output.WriteLine);

    private static void Soak(SeededRandom random)
    {
        var shape = new StoreShape(
            Any<KeyKind>(random), Any<ValueKind>(random), Any<TermsKind>(random));
        var keys = 1 << random.Next(1, 14);
        var clock = new ManualClock();
        var accounts = new RemovalAccounts();
        var options = new StoreOptions
        {
            Capacity = Math.Max(StoreOptions.MinimumCapacity, random.Next(2 * keys)),
            Eviction = Any<EvictionPolicy>(random),
            Time = clock,
        };
        using var store = NumberedStore.Create(shape, options, accounts.Tell);

        for (var burst = 0; burst < Bursts; burst++)
        {
            var sequence = burst * 3_000;
            ThreadTeam.Run(random.Next(2, MostThreads + 1), random.Fork(burst), (lane, chance) =>
            {
                for (var i = 1; i <= 3_000; i++) Use(store, chance.Next(keys), lane, sequence + i, clock, chance);
            });

            AssertQuiet(store, accounts, $"{shape}, {options.Eviction}, capacity {options.Capacity}, {keys} keys");
        }
    }

    private static void AssertQuiet(NumberedStore store, RemovalAccounts accounts, string what)
    {
        store.AssertInvariants();
        accounts.AwaitAllOf(store);
        accounts.AssertFaultless();
        var statistics = store.GetStatistics();
        Assert.True(
            statistics.Sets == accounts.Count + store.Count,
            $"{what}: {statistics.Sets} values were written, {accounts.Count} told gone, {store.Count} are there.");
        Assert.Equal(0, statistics.ListenerFailures);
    }

    private static void Use(
        NumberedStore store, int key, int lane, int sequence, ManualClock clock, SeededRandom chance)
    {
        var value = NumberedStore.NumberOf(key, lane, sequence);
        switch (chance.Next(1_000))
        {
            case 0:
                store.Clear();
                break;
            case 1:
                store.Trim(chance.NextDouble());
                break;
            case < 5:
                clock.Advance(NumberedStore.Lifetime * chance.NextDouble() / 4);
                break;
            case < 10:
                _ = store.ListAll().Take(100).Count();
                break;
            case < 100:
                store.TryRemove(key, out _);
                break;
            case < 200:
                store.TryAdd(key, value);
                break;
            case < 300:
                if (store.TryGet(key, out var seen)) store.TryUpdate(key, value, seen);
                break;
            case < 350:
                if (store.TryGet(key, out var old)) store.TryRemove(key, old);
                break;
            case < 500:
                store.Set(key, value);
                break;
            case < 700:
                store.GetOrAdd(key, () => value);
                break;
            default:
                store.TryGet(key, out _);
                break;
        }
    }

    private static T Any<T>(SeededRandom random) where T : struct, Enum
    {
        var all = Enum.GetValues<T>();
        return all[random.Next(all.Length)];
    }
}
