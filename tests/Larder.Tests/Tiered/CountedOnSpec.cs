using Larder.Testing;
using Larder.Testing.Tiers;
using Larder.Tiers;

namespace Larder.Tests.Tiered;

/// <summary>What a caller is told stands in the tier is there after a recovery as well: nobody takes it away with what was owed.</summary>
public sealed class CountedOnSpec : LateWritesUnderTest
{
    [Fact]
    public async Task A_value_written_while_its_key_is_paid_for_waits_and_stays()
    {
        Make(LateWriting.Never);
        await SetMissedAsync(A, "missed");
        _place.Ways[A].Next(TierFault.Hangs); // the removal that pays
        Advance();
        await Eventually.IsTrue("the key is being paid for", () => _place.Ways[A].Hanging == 1);

        var set = Cache(A).SetAsync(Key, "new").AsTask();
        _place.Ways[A].Release();
        var result = await set;
        await PassUntilPaidAsync();

        Assert.Equal(CacheTiers.None, result.Failed);
        Assert.Equal("new", await InTierAsync(C));
    }

    [Fact]
    public async Task A_value_the_tier_took_under_a_doubtful_key_counts_as_missed_and_follows()
    {
        Make();
        _place.Ways[A].Next(TierFault.HangsDeaf);
        var slow = Cache(A).SetAsync(Key, "given up").AsTask();
        for (var second = 0; second < 5; second++) Advance(); // beyond the limit of a call
        await slow;

        var result = await Cache(A).SetAsync(Key, "new");
        Assert.Equal(CacheTiers.WriteShared, result.Failed); // what was given up may yet arrive, and then it is taken away
        _place.Ways[A].Release();
        await Eventually.IsTrue("what was given up has arrived", () => Cache(A).TierHealth!.InFlight == 0);
        await PassAsync(20);

        Assert.Equal("new", await InTierAsync(C));
    }

    [Fact]
    public async Task A_conditional_write_that_fails_costs_the_tier_nothing_for_good()
    {
        Make();
        var before = await Cache(A).SetAsync(Key, "before");
        _place.Ways[A].Next(TierFault.LosesAnswer);

        var update = await Cache(A).TryUpdateAsync(Key, before.Version, "update");
        await PassAsync(20);

        Assert.False(update.Succeeded);
        Assert.Equal("before", await Held(A));
        Assert.Equal("before", await InTierAsync(C));
    }

    [Fact]
    public async Task A_conditional_write_that_was_not_even_tried_leaves_the_tier_alone()
    {
        Make(LateWriting.Never);
        var before = await Cache(A).SetAsync(Key, "before");
        Break(A);
        for (var i = 0; i < 10; i++) await Cache(A).SetAsync($"other {i}", "value"); // until it is left alone

        var update = await Cache(A).TryUpdateAsync(Key, before.Version, "update");
        _place.Ways[A].Always = TierFault.None;
        await PassUntilPaidAsync();

        Assert.False(update.Succeeded);
        Assert.Equal("before", await InTierAsync(C));
    }

    [Fact]
    public async Task A_sum_the_tier_was_not_asked_for_is_never_hidden_by_what_it_had()
    {
        Make(LateWriting.Never);
        await Cache(A).IncrementAsync(Key, 5);
        Break(A);
        for (var i = 0; i < 10; i++) await Cache(A).SetAsync($"other {i}", "value");

        var sum = await Cache(A).IncrementAsync(Key);
        _place.Ways[A].Always = TierFault.None;
        await PassUntilPaidAsync();

        Assert.Equal(6, sum);
        Assert.Equal(0, (await Cache(C).TryGetAsync<long>(Key, FromTier)).Value); // older than 6 it must not be
    }
}
