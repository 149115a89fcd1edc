using Larder.Testing;
using Larder.Testing.Tiers;
using Larder.Tiers;
using Larder.Writing;

namespace Larder.Tests.Tiered;

/// <summary>What a tier missed is written to it when it is back, where that is asked for and safe.</summary>
public sealed class LateWritesSpec : LateWritesUnderTest
{
    [Fact]
    public async Task S4_11_A_value_that_was_set_during_an_outage_is_there_for_the_others_afterwards()
    {
        Make();
        await SetMissedAsync(A, "session");

        await PassAsync(15);

        Assert.Equal("session", await InTierAsync(C));
        Assert.Equal((1, 0), (Late(A).WrittenLate, Late(A).NotWrittenLate));
    }

    [Fact]
    public async Task Many_that_were_set_in_one_call_are_there_too()
    {
        Make();
        _place.IsGone = true;
        await Cache(A).SetManyAsync<string>([new("one", "1"), new("two", "2")]);
        _place.IsGone = false;

        await PassAsync(15);

        Assert.Equal("1", await Cache(C).TryGetAsync<string>("one", FromTier) is { Found: true } one ? one.Value : null);
        Assert.Equal("2", await Cache(C).TryGetAsync<string>("two", FromTier) is { Found: true } two ? two.Value : null);
    }

    [Fact]
    public async Task It_lives_no_longer_than_it_was_to_live_from_when_it_was_set()
    {
        Make();
        await SetMissedAsync(A, "value", new CacheEntryOptions { Expiration = TimeSpan.FromSeconds(60), LocalExpiration = TimeSpan.FromSeconds(60) });

        await PassAsync(20);
        Assert.Equal("value", await InTierAsync(C));
        await PassAsync(39);
        Assert.Equal("value", await InTierAsync(C));
        await PassAsync(2);

        Assert.Null(await InTierAsync(C));
    }

    [Fact]
    public async Task The_last_of_several_is_written()
    {
        Make();
        await SetMissedAsync(A, "first");
        await SetMissedAsync(A, "second");

        await PassAsync(15);

        Assert.Equal("second", await InTierAsync(C));
    }

    [Fact]
    public async Task What_was_removed_after_it_was_set_is_not_written()
    {
        Make();
        await SetMissedAsync(A, "value");
        _place.IsGone = true;
        await Cache(A).RemoveAsync(Key);
        _place.IsGone = false;

        await PassAsync(20);

        Assert.Null(await InTierAsync(C));
        Assert.Equal((0, 1), (Late(A).WrittenLate, Late(A).NotWrittenLate));
    }

    [Fact]
    public async Task What_has_left_memory_is_not_written()
    {
        Make();
        await SetMissedAsync(A, "value", new CacheEntryOptions { LocalExpiration = Second });

        await PassAsync(20);

        Assert.Null(await InTierAsync(C));
    }

    [Fact]
    public async Task Tags_are_written_with_it()
    {
        Make();
        await SetMissedAsync(A, "value", new CacheEntryOptions { Tags = ["red"] });
        await PassAsync(15);
        Assert.Equal("value", await InTierAsync(C));

        await Cache(B).RemoveByTagAsync("red");

        Assert.Null(await InTierAsync(C));
    }

    [Fact]
    public async Task When_the_tier_fails_on_the_way_it_begins_anew()
    {
        Make();
        await SetMissedAsync(A, "value");
        await PassUntilPromisedAsync();
        Break(A);
        await PassAsync(5);
        _place.IsGone = false;

        await PassAsync(30);

        Assert.Equal("value", await InTierAsync(C));
    }

    [Theory]
    [InlineData(LateWriting.Never, TierCapabilities.None, true)]
    [InlineData(LateWriting.WhenNewsIsHeard, TierCapabilities.None, false)]
    [InlineData(LateWriting.WhenNewsIsHeard, TierCapabilities.CompareAndSet, true)]
    [InlineData(LateWriting.Always, TierCapabilities.CompareAndSet, true)]
    public async Task Where_it_is_not_asked_for_or_not_safe_nothing_is_written_late(LateWriting when, TierCapabilities without, bool withBus)
    {
        Make(when, without, withBus);
        Gone(true);
        await Cache(A).SetAsync(Key, "value");
        Gone(false);

        await PassAsync(20);

        Assert.Null(await InTierAsync(C));
        Assert.Equal("value", await Held(A));
    }

    [Theory]
    [InlineData(LateWriting.Always, TierCapabilities.None)]
    [InlineData(LateWriting.WhenNewsIsHeard, TierCapabilities.Shared)] // a tier of nobody else's
    public async Task Without_a_bus_it_is_written_where_nobody_else_writes(LateWriting when, TierCapabilities without)
    {
        Make(when, without, withBus: false);
        Gone(true);
        await Cache(A).SetAsync(Key, "value");
        Gone(false);

        await PassAsync(20);

        Assert.Equal("value", await InTierAsync(C));
    }
}
