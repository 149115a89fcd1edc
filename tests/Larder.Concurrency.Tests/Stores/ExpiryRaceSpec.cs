using Larder.Engine;
using Larder.Engine.Store;
using Larder.Testing;
using Xunit.Abstractions;

namespace Larder.Concurrency.Tests.Stores;

/// <summary>
/// Deadlines pass while entries are read, written, removed and swept: never late on access, never early.
/// </summary>
public sealed class ExpiryRaceSpec(ITestOutputHelper output)
{
    private const int Threads = 3;
    private const int Keys = 48;
    private static readonly long Second = TimeSpan.TicksPerSecond;

    public static TheoryData<EvictionPolicy> Policies() => [.. Enum.GetValues<EvictionPolicy>()];

    [Theory]
    [MemberData(nameof(Policies))]
    public void No_value_is_found_after_its_deadline(EvictionPolicy policy) =>
        SeededRandom.Run(
            random =>
            {
                var clock = new ManualClock();
                var options = On(clock) with { Eviction = policy };
                using var store = new MemoryStore<long, Dated>(options);
                var calls = TestScale.Current.Of("reads and writes of dated values, by each thread", 15_000, 500_000);

                ThreadTeam.Run(Threads, random, (_, chance) =>
                {
                    for (var i = 0; i < calls; i++) UseDated(store, clock, chance);
                });

                store.AssertInvariants();
                AssertEmptiesByItself(store, clock);
            },
            output.WriteLine);

    [Theory]
    [MemberData(nameof(Policies))]
    public void No_value_goes_before_its_deadline(EvictionPolicy policy) =>
        SeededRandom.Run(
            random =>
            {
                var clock = new ManualClock();
                var options = On(clock) with { Eviction = policy };
                using var store = new MemoryStore<long, Dated>(options);
                var calls = TestScale.Current.Of("reads and writes of own values, by each thread", 10_000, 500_000);

                ThreadTeam.Run(Threads, random, (lane, chance) =>
                {
                    for (var i = 0; i < calls; i++) UseOwn(store, clock, lane, chance);
                });

                store.AssertInvariants();
                AssertEmptiesByItself(store, clock);
            },
            output.WriteLine);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void When_everything_timed_has_gone_no_timer_keeps_waking(bool byClear)
    {
        var clock = new ManualClock();
        using var store = new MemoryStore<long, string>(On(clock));
        var minute = new EntryOptions { Expiration = TimeSpan.FromMinutes(1) };
        for (var key = 0L; key < 1_000; key++) store.Set(key, "value", minute);

        if (byClear) store.Clear();
        else for (var key = 0L; key < 1_000; key++) store.TryRemove(key);
        clock.Advance(TimeSpan.FromDays(2)); // fails when a timer sets itself again and again

        Assert.Equal(0, clock.ActiveTimers);
        store.AssertInvariants();
    }

    // Watching memory takes a timer of its own, which would wake at every second of the days that pass here.
    private static StoreOptions On(ManualClock clock) =>
        new() { Capacity = 1_000, Time = clock, MemoryPressure = MemoryPressureOptions.Off };

    /// <summary>Values of anybody, with deadlines that get shorter and longer as they are overwritten.</summary>
    private static void UseDated(MemoryStore<long, Dated> store, ManualClock clock, SeededRandom chance)
    {
        var key = (long)chance.Next(Keys);
        switch (chance.Next(20))
        {
            case 0:
                clock.Advance(TimeSpan.FromTicks(chance.NextInt64(2 * Second)));
                break;
            case 1:
                store.TryRemove(key);
                break;
            case < 8:
                var lifetime = (1 + chance.NextInt64(10)) * Second;
                var written = new Dated(lifetime);
                store.Set(key, written, new EntryOptions { Expiration = TimeSpan.FromTicks(lifetime) });
                written.IsInSince(clock.GetTimestamp());
                break;
            default:
                var begun = clock.GetTimestamp();
                if (store.TryGet(key, out var found))
                {
                    Assert.True(
                        found.DueAtLatest > begun,
                        $"A value due at {found.DueAtLatest} was found by a look-up that began at {begun}.");
                }

                break;
        }
    }

    /// <summary>Values of keys that only one thread writes, so that it knows when each may go.</summary>
    private static void UseOwn(MemoryStore<long, Dated> store, ManualClock clock, int lane, SeededRandom chance)
    {
        var key = (chance.NextInt64(Keys) * Threads) + lane;
        var lifetime = (1 + chance.NextInt64(10)) * Second;
        var sliding = chance.Next(2) == 0;
        var span = TimeSpan.FromTicks(lifetime);

        // A sliding deadline may lag by a hundredth, and a second write must not inherit the first one's.
        store.Set(key, new Dated(0), sliding
            ? new EntryOptions { Sliding = span }
            : new EntryOptions { Expiration = span });
        var touched = clock.GetTimestamp();
        store.Set(key, new Dated(lifetime), sliding
            ? new EntryOptions { Sliding = span }
            : new EntryOptions { Expiration = span });
        clock.Advance(TimeSpan.FromTicks(chance.NextInt64(Second / 8)));

        for (var look = 0; look < 3; look++)
        {
            var begun = clock.GetTimestamp();
            var found = store.TryGet(key, out _);
            var ended = clock.GetTimestamp();
            var mayGo = touched + lifetime - (sliding ? lifetime / 100 : 0);
            Assert.True(found || ended >= mayGo, $"Missed at {ended}, but the deadline was {mayGo} at the earliest.");
            if (!found) return;
            if (sliding) touched = begun;
        }
    }

    private static void AssertEmptiesByItself(MemoryStore<long, Dated> store, ManualClock clock)
    {
        clock.Advance(TimeSpan.FromMinutes(1)); // fires what the store has set, on this thread

        Assert.Equal(0, store.Count);
        Assert.Equal(0, clock.ActiveTimers);
        store.AssertInvariants();
    }

    /// <summary>A value that knows its deadline at the latest: its lifetime after the write had ended.</summary>
    private sealed class Dated(long lifetime)
    {
        private long _due = long.MaxValue;

        internal long DueAtLatest => Volatile.Read(ref _due); // partner: the write in IsInSince

        internal void IsInSince(long instant) => Volatile.Write(ref _due, instant + lifetime);
    }
}
