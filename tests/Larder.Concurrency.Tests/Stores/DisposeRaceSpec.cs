using Larder.Engine;
using Larder.Engine.Store;
using Larder.Engine.Time;
using Larder.Testing;
using Xunit.Abstractions;

namespace Larder.Concurrency.Tests.Stores;

/// <summary>A store is disposed while others write to it: a write succeeds or throws, and nothing is left behind.</summary>
[Collection(nameof(MeasuredAlone))]
public sealed class DisposeRaceSpec(ITestOutputHelper output)
{
    private const int Writers = 2;
    private const int Keys = 32;
    private static readonly EntryOptions Minute = new() { Expiration = TimeSpan.FromMinutes(1) };
    private static readonly EntryOptions Pinned = Minute with { Priority = EntryPriority.NeverRemove };

    public static TheoryData<bool> BothWays => [false, true];

    [Theory]
    [MemberData(nameof(BothWays))]
    public void Every_value_written_before_a_dispose_is_told_gone_and_none_is_left(bool asynchronously) =>
        SeededRandom.Run(
            random =>
            {
                var rounds = TestScale.Current.Of("stores disposed under their writers", 1_000, 30_000);
                for (var round = 0; round < rounds; round++)
                {
                    var clock = new ManualClock();
                    var listener = new Counting();
                    var store = new MemoryStore<long, string>(
                        new StoreOptions
                        {
                            Capacity = 2 * Keys,
                            Time = clock,
                            MemoryPressure = new MemoryPressureOptions { Reading = static () => 0 },
                        },
                        listener: listener);

                    var written = Race(store, asynchronously, random.Fork(round));

                    Assert.Equal(0, store.Count);
                    Assert.Equal(0, store.Weight);
                    Assert.Empty(store.ListAll());
                    Assert.Equal(0, clock.ActiveTimers);
                    store.AssertInvariants();
                    Assert.True(
                        SpinWait.SpinUntil(() => listener.Told == written, WaitLimit.Default),
                        $"{written} values were written, and {listener.Told} were told gone.");
                }
            },
            output.WriteLine);

    [Fact]
    public void No_lease_of_the_clock_outlives_the_stores_that_took_it()
    {
        var systemClock = CoarseClock.Over(TimeProvider.System);
        Assert.True(SpinWait.SpinUntil(() => !TicksAfterCollecting(systemClock), WaitLimit.Default), "Somebody leases.");

        SeededRandom.Run(
            random =>
            {
                var rounds = TestScale.Current.Of("stores disposed under those who lease", 500, 20_000);
                for (var round = 0; round < rounds; round++)
                {
                    var store = new MemoryStore<long, string>(
                        new StoreOptions { Capacity = 2 * Keys, MemoryPressure = MemoryPressureOptions.Off });

                    Race(store, asynchronously: false, random.Fork(round));

                    // Not by the finalizer: the store is still here.
                    Assert.False(systemClock.IsTicking, "A lease was not given back.");
                    Assert.Equal(0, store.Count);
                    GC.KeepAlive(store);
                }
            },
            output.WriteLine);
    }

    /// <summary>Writes until the store refuses, and disposes of it in the midst of that.</summary>
    /// <returns>How many writes succeeded.</returns>
    private static int Race(MemoryStore<long, string> store, bool asynchronously, SeededRandom random)
    {
        var written = 0;
        ThreadTeam.Run(Writers + 1, random, (lane, chance) =>
        {
            if (lane == Writers)
            {
                Thread.SpinWait(chance.Next(2_000));
                if (asynchronously) store.DisposeAsync().AsTask().Wait(WaitLimit.Default);
                else store.Dispose();
                return;
            }

            var mine = 0;
            try
            {
                for (var i = 0L; ; i++) mine += Write(store, i % Keys, chance) ? 1 : 0;
            }
            catch (ObjectDisposedException)
            {
                Interlocked.Add(ref written, mine); // partner: the join of the team
            }
        });
        return written;
    }

    /// <summary>A write of any kind; whether it wrote, unless it threw.</summary>
    private static bool Write(MemoryStore<long, string> store, long key, SeededRandom chance)
    {
        switch (chance.Next(6))
        {
            case 0:
                return store.TryAdd(key, "added", Minute);
            case 1:
                return store.TryGet(key, out var seen) && store.TryUpdate(key, "updated", seen, Pinned);
            case 2:
                // A load that leads may end unpublished, when the store is disposed of or the key is written.
                var flight = new Engine.Flights.Flight<long>(key);
                return store.BeginFlight(key, flight, out _, out _) == Engine.Flights.FlightStart.Leads
                    && store.TryPublish(flight, "loaded", Minute);
            case 3:
                store.Set(key, "pinned", Pinned);
                return true;
            default:
                store.Set(key, "set", Minute);
                return true;
        }
    }

    private static bool TicksAfterCollecting(CoarseClock clock)
    {
        MemoryProbe.Collect();
        return clock.IsTicking;
    }

    private sealed class Counting : IRemovalListener<long, string>
    {
        private int _told;

        internal int Told => Volatile.Read(ref _told); // partner: the increment below

        public void OnRemoved(long key, string value, RemovalCause cause) => Interlocked.Increment(ref _told);
    }
}
