using Larder.Concurrency.Tests.Histories;
using Larder.Engine;
using Larder.Testing;
using Xunit.Abstractions;

namespace Larder.Concurrency.Tests.Caches;

/// <summary>
/// What the threads of a cache are answered is what a cache that does one call at a time would answer: loads that are
/// shared, updates by version, removals by key and by tag, and clearing.
/// </summary>
public sealed class CacheLinearizabilitySpec(ITestOutputHelper output)
{
    private static readonly int Rounds = TestScale.Current.Of("linearizability of caches, rounds", 10, 300);

    [Theory]
    [InlineData(EvictionPolicy.Adaptive)]
    [InlineData(EvictionPolicy.Lru)]
    [InlineData(EvictionPolicy.Lfu)]
    [InlineData(EvictionPolicy.Fifo)]
    public Task Where_nothing_is_evicted_no_written_value_is_ever_missed(EvictionPolicy policy) =>
        CheckAsync(policy, capacity: 1_000, keys: 4, mayVanish: false);

    [Theory]
    [InlineData(EvictionPolicy.Adaptive)]
    [InlineData(EvictionPolicy.Lru)]
    [InlineData(EvictionPolicy.Lfu)]
    [InlineData(EvictionPolicy.Fifo)]
    public Task Values_may_be_evicted_but_never_come_back(EvictionPolicy policy) =>
        CheckAsync(policy, capacity: 4, keys: 8, mayVanish: true);

    private Task CheckAsync(EvictionPolicy policy, int capacity, int keys, bool mayVanish) =>
        SeededRandom.RunAsync(
            async random =>
            {
                for (var round = 0; round < Rounds; round++)
                {
                    await using var manager = new CacheManager(new CacheOptions
                    {
                        MemoryMaxSize = capacity,
                        EvictionPolicy = policy,
                        MemoryPressureThreshold = 1,
                    });

                    var history = new RecordedCacheRun(manager.Default, keys, operations: 250).Record(random.Fork(round));

                    var verdict = LinearizabilityChecker.Check(history, mayVanish);
                    Assert.True(verdict.IsLinearizable, $"{policy}, round {round}: {verdict.Explanation}");
                }
            },
            output.WriteLine);
}
