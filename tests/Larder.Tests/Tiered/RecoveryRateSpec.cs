using Larder.Testing;
using Larder.Writing;

namespace Larder.Tests.Tiered;

/// <summary>A tier that comes back is not overrun: so many keys a second, and a bounded number of them.</summary>
public sealed class RecoveryRateSpec
{
    private const int Keys = 1_200;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(TierKind.Heap)]
    [InlineData(TierKind.File)]
    public async Task What_is_owed_is_paid_at_500_keys_a_second(TierKind kind)
    {
        var clock = new ManualClock();
        await using var place = new FaultyPlace(kind, clock);
        await using var test = new HybridUnderTest(options: new CacheOptions { LateWrites = LateWriting.Never }, tiers: place, clock: clock);
        await MissAsync(test, place);
        var owed = new List<int> { test.Owed };

        for (var second = 0; second < 20 && test.Owed > 0; second++)
        {
            await PassAsync(test);
            if (test.Owed < owed[^1]) owed.Add(test.Owed);
        }

        Assert.Equal([1_200, 700, 200, 0], owed);
    }

    [Fact]
    public async Task And_what_follows_is_written_at_the_same_pace()
    {
        var clock = new ManualClock();
        await using var place = new FaultyPlace(TierKind.Heap, clock);
        await using var test = new HybridUnderTest(options: new CacheOptions { MemoryMaxSize = 2 * Keys }, tiers: place, clock: clock);
        await MissAsync(test, place);
        var most = 0L;

        for (var second = 0; second < 60; second++)
        {
            var before = test.Cache.TierHealth!.WrittenLate;
            await PassAsync(test);
            most = Math.Max(most, test.Cache.TierHealth!.WrittenLate - before);
        }

        Assert.Equal(Keys, test.Cache.TierHealth!.WrittenLate);
        Assert.InRange(most, 1, Recovery.MostInRound);
    }

    [Fact]
    public void Ten_thousand_keys_are_remembered_one_by_one_and_one_more_is_all_of_the_tier()
    {
        var debts = new Debts();
        for (var i = 0; i < 10_000; i++) debts.Add($"key {i}");
        Assert.Equal((10_000, false), (debts.Count, debts.Owes("another")));

        debts.Add("one more");

        Assert.Equal((1, true), (debts.Count, debts.Owes("another")));
    }

    [Theory]
    [InlineData(119, true)]
    [InlineData(121, false)]
    public async Task A_load_of_more_than_two_minutes_does_not_reach_a_shared_tier(int seconds, bool isThere)
    {
        await using var test = new HybridUnderTest(nodes: 2);
        var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var load = test.Cache.GetOrCreateAsync(HybridUnderTest.Key, answer, static (it, _, token) => new ValueTask<string>(it.Task.WaitAsync(token))).AsTask();

        test.Clock.Advance(TimeSpan.FromSeconds(seconds));
        answer.SetResult("value");

        Assert.Equal("value", await load);
        await test.WhenQuiet();
        Assert.Equal(isThere ? "value" : null, await test.Held<string>(node: 1));
    }

    private static async Task MissAsync(HybridUnderTest test, FaultyPlace place)
    {
        place.IsGone = true;
        for (var i = 0; i < Keys; i++) await test.Cache.SetAsync($"key {i}", i);
        place.IsGone = false;
        Assert.Equal(Keys, test.Owed);
    }

    private static async Task PassAsync(HybridUnderTest test)
    {
        test.Clock.Advance(Second);
        await Eventually.IsTrue("no round of recovery runs", () => test.IsRecoveryResting);
    }
}
