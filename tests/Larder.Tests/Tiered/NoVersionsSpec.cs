using Larder.Testing;
using Larder.Tests.Invalidation;

namespace Larder.Tests.Tiered;

/// <summary>What a tier that compares no versions cannot keep, and until when.</summary>
public sealed class NoVersionsSpec
{
    private const string Key = HybridUnderTest.Key;

    [Theory]
    [InlineData(TierKind.Distributed, true)]
    [InlineData(TierKind.File, false)]
    public async Task A_load_that_ends_before_the_news_of_a_removal_writes_the_old_value_back_until_it_is_removed_again(
        TierKind kind, bool isWrittenBack)
    {
        var clock = new ManualClock();
        var bus = new QueuedInvalidationBus();
        await using var place = new FaultyPlace(kind, clock);
        await using var test = new HybridUnderTest(nodes: 2, bus: bus, tiers: place, clock: clock);
        var hasRead = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var load = test.Cache.GetOrCreateAsync(
            Key,
            (hasRead, answer),
            static (it, _, token) =>
            {
                it.hasRead.SetResult();
                return new ValueTask<string>(it.answer.Task.WaitAsync(token));
            }).AsTask();
        await hasRead.Task.WaitAsync(WaitLimit.Default);

        await test.Other.RemoveAsync(Key);
        answer.SetResult("old");
        Assert.Equal("old", await load); // it began before the removal
        await test.WhenQuiet();

        Assert.Equal(isWrittenBack ? "old" : null, await test.Held<string>(node: 1));
        bus.DeliverAll();
        await test.Other.RemoveAsync(Key);
        bus.DeliverAll();
        Assert.Null(await test.Held<string>(node: 0));
        Assert.Null(await test.Held<string>(node: 1));
    }
}
