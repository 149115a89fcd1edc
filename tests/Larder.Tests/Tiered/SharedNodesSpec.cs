using Larder.Testing;
using Xunit.Abstractions;

namespace Larder.Tests.Tiered;

/// <summary>Several processes over one tier: from the delivery of an invalidation on, nobody answers with anything older.</summary>
public sealed class SharedNodesSpec(ITestOutputHelper output)
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public Task No_node_returns_an_older_value_after_an_invalidation_was_delivered(int nodes) => SeededRandom.RunAsync(
        async random =>
        {
            output.WriteLine($"seed {random.Seed}");
            await using var test = new SharedNodes(nodes, keys: 6, random);

            for (var i = 0; i < 10_000; i++)
            {
                await test.StepAsync();
            }

            await test.SettleAsync();
            output.WriteLine($"{test.Reads} reads, {test.Changes} changes, {test.SharedHits} answered by the tier");
            Assert.True(test.SharedHits > 0, "No value ever came from the tier.");
        },
        output.WriteLine);
}
