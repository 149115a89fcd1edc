using Larder.Engine;
using Larder.Engine.Store;
using Larder.Testing;
using Xunit.Abstractions;

namespace Larder.Concurrency.Tests.Stores;

/// <summary>Loads of one key, and what may come in between.</summary>
public sealed class LoadRaceSpec(ITestOutputHelper output)
{
    private const int Key = 7;
    private const string Loading = "the factory runs";

    /// <summary>What ends a load in the air, by name, and the value that is there afterwards, if any.</summary>
    public static TheoryData<string, string?> Endings => new()
    {
        { "remove", null },
        { "clear", null },
        { "set", "written" },
        { "add", "written" },
    };

    [Fact]
    public void A_thousand_concurrent_misses_run_the_factory_once()
    {
        const int Callers = 1_000;
        using var store = Store();
        int runs = 0, here = 0;

        ThreadTeam.Run(Callers, _ =>
        {
            Interlocked.Increment(ref here);
            var value = store.GetOrAdd(Key, _ =>
            {
                // Everybody is on his way before the one load ends.
                Interlocked.Increment(ref runs);
                SpinWait.SpinUntil(() => Volatile.Read(ref here) == Callers, WaitLimit.Default);
                return "loaded";
            });
            Assert.Equal("loaded", value);
        });

        Assert.Equal(1, runs);
        Assert.Equal(1, store.GetStatistics().Loads);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(Endings))]
    public async Task What_comes_during_a_load_wins_over_it(string ending, string? left)
    {
        using var store = Store();
        var steps = new Stepper();
        var leader = Caller(store, () => Block(steps, "old"));
        await steps.WaitFor(Loading);
        var follower = Caller(store, () => "not asked for");
        AwaitFollower(follower);

        End(store, ending);
        var foundAtOnce = store.TryGet(Key, out var found) ? found : null;
        var answerAfter = store.GetOrAdd(Key, _ => "new");
        steps.Release(Loading);
        leader.Join();
        follower.Join();

        Assert.Equal(left, foundAtOnce);
        Assert.Equal(left ?? "new", answerAfter);
        Assert.Equal("old", leader.Answer);
        Assert.Equal("old", follower.Answer);
        Assert.True(store.TryGet(Key, out var present));
        Assert.Equal(left ?? "new", present);
        store.AssertInvariants();
    }

    [Fact]
    public async Task Nothing_of_a_load_that_was_ended_is_stored()
    {
        using var store = Store();
        var steps = new Stepper();
        var leader = Caller(store, () => Block(steps, "old"));
        await steps.WaitFor(Loading);

        store.TryRemove(Key);
        steps.Release(Loading);
        leader.Join();

        Assert.Equal("old", leader.Answer);
        Assert.False(store.TryGet(Key, out _));
        Assert.Equal(0, store.Count);
        store.AssertInvariants();
    }

    [Fact]
    public async Task What_the_factory_throws_reaches_leader_and_followers_untouched_and_the_next_loads_anew()
    {
        using var store = Store();
        var steps = new Stepper();
        var thrown = new TimeoutException("the source is slow");
        var leader = Caller(store, () => Block(steps, "never", thrown));
        await steps.WaitFor(Loading);
        var follower = Caller(store, () => "not asked for");
        AwaitFollower(follower);

        steps.Release(Loading);
        leader.Join();
        follower.Join();

        Assert.Same(thrown, leader.Thrown);
        Assert.Same(thrown, follower.Thrown);
        Assert.False(store.TryGet(Key, out _));
        Assert.Equal("anew", store.GetOrAdd(Key, _ => "anew"));
        Assert.Equal(1, store.GetStatistics().LoadFailures);
        store.AssertInvariants();
    }

    [Fact]
    public void A_factory_that_asks_for_its_own_key_is_told_so()
    {
        using var store = Store();

        Assert.Throws<InvalidOperationException>(
            () => store.GetOrAdd(Key, key => store.GetOrAdd(key, static _ => "inner")));

        Assert.Equal("other", store.GetOrAdd(Key, _ => store.GetOrAdd(Key + 1, static _ => "other")));
        store.AssertInvariants();
    }

    [Fact]
    public void The_factory_runs_at_most_once_for_each_generation() =>
        SeededRandom.Run(
            random =>
            {
                const int Keys = 4;
                using var store = Store();
                var calls = TestScale.Current.Of("loads and removals of a few keys, by each thread", 10_000, 500_000);
                var runs = new int[Keys];
                var endings = new int[Keys];

                ThreadTeam.Run(4, random, (_, chance) =>
                {
                    for (var i = 0; i < calls; i++)
                    {
                        var key = chance.Next(Keys);
                        if (chance.Next(4) == 0)
                        {
                            // Counted before it may allow another run.
                            Interlocked.Increment(ref endings[key]);
                            store.TryRemove(key);
                        }
                        else
                        {
                            store.GetOrAdd(key, k =>
                            {
                                var run = Interlocked.Increment(ref runs[k]);
                                Assert.True(
                                    run <= Volatile.Read(ref endings[k]) + 1, $"Key {k} was loaded twice in between.");
                                return "loaded";
                            });
                        }
                    }
                });

                store.AssertInvariants();
            },
            output.WriteLine);

    private static MemoryStore<long, string> Store() => new(new StoreOptions { Capacity = 1_000 });

    private static CallingThread Caller(MemoryStore<long, string> store, Func<string> factory) =>
        new(() => store.GetOrAdd(Key, factory, static (_, make) => make()));

    private static string Block(Stepper steps, string value, Exception? thrown = null)
    {
        steps.ReachAndBlock(Loading);
        return thrown is null ? value : throw thrown;
    }

    // A follower can be seen to wait by its thread alone: it calls nothing of ours before the leader is done.
    private static void AwaitFollower(CallingThread follower) =>
        Assert.True(SpinWait.SpinUntil(() => follower.IsWaiting, WaitLimit.Default), "The follower never waited.");

    private static void End(MemoryStore<long, string> store, string ending)
    {
        switch (ending)
        {
            case "remove":
                Assert.False(store.TryRemove(Key));
                break;
            case "clear":
                store.Clear();
                break;
            case "set":
                store.Set(Key, "written");
                break;
            default:
                Assert.True(store.TryAdd(Key, "written"));
                break;
        }
    }
}
