using Larder.Testing;
using Larder.Tests.Nodes;
using Xunit.Abstractions;

namespace Larder.Tests.Tiered;

/// <summary>Several processes over one tier: from the delivery of an invalidation on, nobody answers with anything older.</summary>
public sealed class SharedNodesSpec(ITestOutputHelper output)
{
    private static readonly CacheOptions Small = new() { MemoryMaxSize = 4 }; // so that the tier is asked

    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(TierKind.Heap, 2)]
    [InlineData(TierKind.Heap, 3)]
    [InlineData(TierKind.File, 2)]
    [InlineData(TierKind.File, 3)]
    public Task No_node_returns_an_older_value_after_an_invalidation_was_delivered(TierKind kind, int nodes) =>
        RunAsync(new NodesPlan(nodes) { Tier = kind, Options = Small });

    /// <summary>
    /// A distributed cache compares no versions, so nothing keeps a load from writing over a removal of another process. It keeps
    /// the promise as long as the news of a change is quicker than the loads that began before it.
    /// </summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public Task Over_a_tier_that_compares_no_versions_that_holds_when_news_are_quicker_than_loads(int nodes) =>
        RunAsync(new NodesPlan(nodes) { Tier = TierKind.Distributed, Options = Small, NewsTakes = TimeSpan.Zero });

    /// <summary>The tier is out of reach now and then, for one or for all; what is owed is taken away, and however late news are.</summary>
    [Theory]
    [InlineData(TierKind.Heap, 2)]
    [InlineData(TierKind.Heap, 3)]
    [InlineData(TierKind.File, 3)]
    public Task With_outages_at_random_it_holds_too(TierKind kind, int nodes) =>
        RunAsync(new NodesPlan(nodes) { Tier = kind, Options = Small with { LateWrites = LateWriting.Never }, HasOutages = true });

    /// <summary>And what was missed is written late, where news take less than is said of them.</summary>
    [Theory]
    [InlineData(TierKind.Heap, 2)]
    [InlineData(TierKind.Heap, 3)]
    [InlineData(TierKind.File, 3)]
    public Task With_outages_and_late_writes_it_holds_when_news_take_less_than_the_delay(TierKind kind, int nodes) =>
        RunAsync(new NodesPlan(nodes)
        {
            Tier = kind,
            Options = Small with { MemoryMaxSize = NodesPlan.Keys, LateWriteDelay = Delay },
            HasOutages = true,
            NewsTakes = Delay,
        });

    private Task RunAsync(NodesPlan plan) => SeededRandom.RunAsync(
        async random =>
        {
            output.WriteLine($"seed {random.Seed}");
            await using var test = new NodesUnderTest(plan, random);

            for (var i = 0; i < 10_000; i++) await test.StepAsync();

            await test.SettleAsync();
            output.WriteLine(
                $"{test.Reads} reads, {test.Changes} changes, {test.Outages} outages, {test.SharedHits} answered by the tier, {test.WrittenLate} written late");
            Assert.True(test.SharedHits > 0, "No value ever came from the tier.");
            Assert.Equal(plan.HasOutages, test.Outages > 0);
            Assert.Equal(plan.HasOutages && plan.Options.LateWrites != LateWriting.Never, test.WrittenLate > 0);
        },
        output.WriteLine);
}
