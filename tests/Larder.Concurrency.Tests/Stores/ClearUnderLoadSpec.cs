using Larder.Engine;
using Larder.Engine.Store;
using Larder.Testing;
using Xunit.Abstractions;

namespace Larder.Concurrency.Tests.Stores;

/// <summary>A store is cleared while others use it: nothing from before comes back, and the books stay right.</summary>
public sealed class ClearUnderLoadSpec(ITestOutputHelper output)
{
    private const int Keys = 64;

    public static TheoryData<TermsKind> Terms() => [.. Enum.GetValues<TermsKind>()];

    // Each of these lost its way while a clear had detached an entry and not retired it yet: an update put the new
    // entry where the old one no longer was, a removal counted an entry that was counted as cleared.
    [Theory]
    [MemberData(nameof(Terms))]
    public void Compared_writes_and_clears_agree_on_what_is_there(TermsKind terms) =>
        SeededRandom.Run(
            random =>
            {
                foreach (var shape in StoreShape.AllWith(terms))
                {
                    var clock = new ManualClock();
                    using var store = NumberedStore.Create(shape, new StoreOptions { Capacity = 1_000, Time = clock });
                    var rounds = TestScale.Current.Of("compared writes while clearing, calls", 2_000, 100_000);

                    ThreadTeam.Run(3, random.Fork((int)shape.Values), (lane, chance) =>
                    {
                        for (var i = 1; i <= rounds; i++) WriteComparing(store, lane, i, chance, clock);
                    });

                    store.AssertInvariants();
                    Assert.Equal(store.Count, store.ListAll().Count());
                }
            },
            output.WriteLine);

    // A new entry that a clear met between the table and the queues was on no queue afterwards, and stayed for ever.
    [Theory]
    [MemberData(nameof(Terms))]
    public void What_was_written_during_a_clear_can_still_be_evicted(TermsKind terms) =>
        SeededRandom.Run(
            random =>
            {
                foreach (var policy in Enum.GetValues<EvictionPolicy>())
                {
                    var options = new StoreOptions { Capacity = 300, Eviction = policy };
                    using var store = NumberedStore.Create(
                        new StoreShape(KeyKind.Number, ValueKind.Reference, terms), options);
                    var rounds = TestScale.Current.Of("writes while clearing, calls", 4_000, 200_000);

                    ThreadTeam.Run(3, random.Fork((int)policy), (lane, chance) =>
                    {
                        for (var i = 1; i <= rounds; i++)
                        {
                            if (lane == 0 && i % 10 == 0) store.Clear();
                            var key = chance.Next(Keys);
                            if (lane != 0) store.Set(key, NumberedStore.NumberOf(key, lane, i));
                        }
                    });

                    store.AssertInvariants();
                    store.Trim(1);
                    var left = store.ListAll().ToArray();
                    Assert.Equal(left.Length, store.Count);
                    Assert.All(left, key => Assert.True(
                        terms == TermsKind.Pinned && store.MayBePinned(key), $"Key {key} cannot be evicted."));
                }
            },
            output.WriteLine);

    [Fact]
    public void Nothing_whose_load_began_before_a_clear_is_found_after_it() =>
        SeededRandom.Run(
            random =>
            {
                using var store = new MemoryStore<long, Loaded>(new StoreOptions { Capacity = 1_000 });
                long begun = 0, done = 0;
                var rounds = TestScale.Current.Of("loads while clearing, calls", 20_000, 1_000_000);

                ThreadTeam.Run(4, random, (lane, chance) =>
                {
                    for (var i = 0; i < rounds; i++)
                    {
                        if (lane == 0)
                        {
                            Interlocked.Increment(ref begun); // partner: the read in the factory
                            store.Clear();
                            Interlocked.Increment(ref done); // partner: the read before the look-up
                            continue;
                        }

                        var key = (long)chance.Next(Keys);
                        var before = Volatile.Read(ref done); // partner: the increment above
                        if (store.TryGet(key, out var found))
                        {
                            Assert.True(
                                found.ClearsBegun >= before,
                                $"Key {key} was loaded when {found.ClearsBegun} clears had begun; {before} are done.");
                        }
                        else
                        {
                            store.GetOrAdd(key, _ => new Loaded(Volatile.Read(ref begun)));
                        }
                    }
                });

                store.AssertInvariants();
            },
            output.WriteLine);

    [Fact]
    public void A_listener_hears_of_a_clear_with_no_lock_held()
    {
        MemoryStore<long, string>? store = null;
        var heard = 0L;
        var told = new Listener(() =>
        {
            // From another thread, which no lock would let in again: it comes through only if none is held.
            var other = new Thread(() => store!.Trim(0)) { IsBackground = true };
            other.Start();
            Assert.True(other.Join(WaitLimit.Default), "A listener was called with a lock held.");
            heard++;
        });
        using var cleared = store = new MemoryStore<long, string>(new StoreOptions(), listener: told);
        for (var key = 0L; key < 200; key++) store.Set(key, "value");

        store.Clear();

        Assert.Equal(200, heard);
        Assert.Equal(0, store.GetStatistics().ListenerFailures);
        store.AssertInvariants();
    }

    private static void WriteComparing(
        NumberedStore store, int lane, int sequence, SeededRandom chance, ManualClock clock)
    {
        var key = chance.Next(Keys);
        var value = NumberedStore.NumberOf(key, lane, sequence);
        switch (chance.Next(10))
        {
            case 0:
                store.Clear();
                break;
            case 1:
                clock.Advance(NumberedStore.Lifetime / 16);
                break;
            case < 5:
                store.Set(key, value);
                break;
            case < 8 when store.TryGet(key, out var seen):
                store.TryUpdate(key, value, seen);
                break;
            default:
                if (store.TryGet(key, out var old)) store.TryRemove(key, old);
                break;
        }
    }

    private sealed record Loaded(long ClearsBegun);

    private sealed class Listener(Action told) : IRemovalListener<long, string>
    {
        public void OnRemoved(long key, string value, RemovalCause cause) => told();
    }
}
