using Larder.Invalidation;
using Larder.Testing;
using Xunit.Abstractions;

namespace Larder.Tests.Nodes;

/// <summary>Several nodes over one origin: after an invalidation is delivered, nothing older is answered.</summary>
public sealed class NodesSpec(ITestOutputHelper output)
{
    private static readonly int Steps = TestScale.Current.Of("nodes, random operations", 10_000, 100_000);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public Task After_an_invalidation_is_delivered_no_node_answers_with_an_older_value(int nodes) =>
        SeededRandom.RunAsync(
            async random =>
            {
                await using var under = new NodesUnderTest(new NodesPlan(nodes) { CutsOff = true }, random);

                for (var step = 0; step < Steps; step++) await under.StepAsync();
                await under.SettleAsync();

                output.WriteLine($"seed {random.Seed}: {under.Reads} reads, {under.Changes} changes");
                Assert.True(under.Reads > Steps / 4, "Too few reads to prove anything.");
                Assert.True(under.Changes > Steps / 10, "Too few changes to prove anything.");
            },
            output.WriteLine);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public Task Threads_of_all_nodes_never_see_what_a_removal_that_returned_had_ended(int nodes) =>
        SeededRandom.RunAsync(
            async random =>
            {
                const int Keys = 4;
                var bus = new InProcessInvalidationBus();
                var managers = Enumerable.Range(0, nodes)
                    .Select(_ => new CacheManager(new CacheManagerOptions { Bus = bus }))
                    .ToArray();
                var origin = new Origin(Keys);
                var floors = new long[Keys];

                ThreadTeam.Run(4, random, (thread, chance) =>
                {
                    for (var i = 0; i < Steps / 4; i++)
                    {
                        var cache = managers[chance.Next(nodes)];
                        var key = chance.Next(Keys);
                        if (chance.Next(5) == 0)
                        {
                            Invalidate(cache, origin, key, floors, chance);
                            continue;
                        }

                        var floor = Interlocked.Read(ref floors[key]); // before the call begins; partner: Raise
                        var seen = Wait(cache.GetOrCreateAsync(
                            Origin.NameOf(key), (origin, key), static (it, _, _) => new ValueTask<long>(it.origin.Read(it.key))));
                        Assert.True(seen >= floor, $"Thread {thread} read {seen} of key {key}, but {floor} was the oldest true one.");
                    }
                });

                foreach (var manager in managers) await manager.DisposeAsync();
            },
            output.WriteLine);

    private static void Invalidate(CacheManager cache, Origin origin, int key, long[] floors, SeededRandom chance)
    {
        var version = origin.Change(key);
        switch (chance.Next(3))
        {
            case 0:
                Wait(cache.RemoveAsync(Origin.NameOf(key)));
                break;
            case 1:
                Wait(cache.RemoveByPatternAsync("item:*"));
                break;
            default:
                Wait(cache.ClearAsync());
                break;
        }

        Raise(ref floors[key], version);
    }

    private static void Raise(ref long floor, long version)
    {
        for (var seen = Interlocked.Read(ref floor); version > seen;)
        {
            var found = Interlocked.CompareExchange(ref floor, version, seen);
            if (found == seen) return;
            seen = found;
        }
    }

    private static T Wait<T>(ValueTask<T> call) =>
        call.IsCompletedSuccessfully ? call.Result : call.AsTask().WaitAsync(WaitLimit.Default).GetAwaiter().GetResult();
}
