using Larder.Testing;
using Larder.Testing.Tiers;
using Larder.Tests.Nodes;
using Larder.Tiers;
using Larder.Writing;

namespace Larder.Tests.Tiered;

/// <summary>
/// Each order in which a late write and another process can meet in a tier; the nodes are called by the letters of decision 0051.
/// </summary>
public sealed class LateWriteOrdersSpec : LateWritesUnderTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Set_and_set_the_one_whose_news_came_first_is_never_found_by_who_heard_of_the_other(bool aPaysFirst)
    {
        Make();
        await SetMissedAsync(A, "older");
        await SetMissedAsync(B, "newer");
        await HearAsync(C);
        Break(aPaysFirst ? B : A);

        await WatchAsync(C, 20, "newer");
        _place.IsGone = false;
        await HearAsync(A, B);
        await WatchAsync(C, 30, "newer");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Set_and_removal_what_was_removed_does_not_come_back(bool aPaysFirst)
    {
        Make();
        await SetMissedAsync(A, "removed");
        _place.IsGone = true;
        await Cache(B).RemoveAsync(Key);
        _place.IsGone = false;
        await HearAsync(C, A);
        Break(aPaysFirst ? B : A);

        await WatchAsync(C, 20);
        _place.IsGone = false;
        await WatchAsync(C, 30);
        Assert.Null(await InTierAsync(C));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Removal_and_set_what_was_set_after_it_may_be_lost_and_nothing_older_is_found(bool aPaysFirst)
    {
        Make();
        await Cache(C).SetAsync(Key, "oldest");
        await HearAsync(A, B, C);
        _place.IsGone = true;
        await Cache(A).RemoveAsync(Key);
        _place.IsGone = false;
        await HearAsync(B);
        await SetMissedAsync(B, "newest");
        await HearAsync(C);
        Break(aPaysFirst ? B : A);

        await WatchAsync(C, 20, "newest");
        _place.IsGone = false;
        await WatchAsync(C, 30, "newest");
    }

    [Theory]
    [InlineData(LateWriteStage.Owed)]
    [InlineData(LateWriteStage.Cleared)]
    [InlineData(LateWriteStage.Promised)]
    internal async Task News_that_arrives_on_the_way_ends_it(LateWriteStage stage)
    {
        Make();
        await SetMissedAsync(A, "older");
        if (stage == LateWriteStage.Cleared) await PassUntilPaidAsync();
        if (stage == LateWriteStage.Promised) await PassUntilPromisedAsync();
        Break(B);
        await Cache(B).RemoveAsync(Key);
        await HearAsync(A, C);

        await PassAsync(30);

        Assert.Null(await InTierAsync(C));
        Assert.Equal(0, Late(A).WrittenLate);
    }

    [Theory]
    [InlineData(LateWriteStage.Cleared)]
    [InlineData(LateWriteStage.Promised)]
    internal async Task A_change_that_the_tier_takes_on_the_way_wins_however_late_its_news(LateWriteStage stage)
    {
        Make();
        await SetMissedAsync(A, "older");
        await (stage == LateWriteStage.Cleared ? PassUntilPaidAsync() : PassUntilPromisedAsync());
        await Cache(B).SetAsync(Key, "newer");

        for (var i = 0; i < 30; i++)
        {
            await PassInSilenceAsync(1);
            Assert.Equal("newer", await InTierAsync(C));
        }

        Assert.Equal("newer", await Held(A)); // it found out by itself
    }

    [Fact]
    public async Task A_removal_that_the_tier_takes_while_the_promise_stands_wins_however_late_its_news()
    {
        Make();
        await SetMissedAsync(A, "older");
        await PassUntilPromisedAsync();
        await Cache(B).RemoveAsync(Key);

        await PassInSilenceAsync(30);

        Assert.Null(await InTierAsync(C));
    }

    /// <summary>The hole that is left: before the promise stands nothing in the tier tells of a removal, and only its news does.</summary>
    [Fact]
    public async Task A_removal_whose_news_takes_longer_than_the_delay_is_undone_until_the_news_arrive()
    {
        Make();
        await SetMissedAsync(A, "removed");
        await PassUntilPaidAsync();
        await Cache(B).RemoveAsync(Key);

        await PassInSilenceAsync(15);
        Assert.Equal("removed", await InTierAsync(C));
        await PassAsync(2);

        Assert.Null(await InTierAsync(C));
    }

    [Fact]
    public async Task News_of_a_later_change_leaves_that_where_it_is()
    {
        Make();
        await SetMissedAsync(A, "older");
        await PassAsync(15);
        Assert.Equal(1, Late(A).WrittenLate);

        await Cache(B).SetAsync(Key, "newer");
        await PassAsync(5);

        Assert.Equal("newer", await InTierAsync(C));
    }

    [Fact]
    public async Task A_load_of_another_process_meanwhile_wins_and_memory_gives_way()
    {
        Make();
        await SetMissedAsync(A, "older");
        await PassUntilPaidAsync();
        await Cache(B).GetOrCreateAsync(Key, "loaded", static (it, _, _) => new ValueTask<string>(it));

        await PassAsync(15);

        Assert.Equal("loaded", await InTierAsync(C));
        Assert.Equal("loaded", await Held(A));
    }

    [Fact]
    public async Task A_tag_that_is_removed_on_the_way_ends_it_however_late_its_news()
    {
        Make();
        await SetMissedAsync(A, "value", new CacheEntryOptions { Tags = ["red"] });
        await PassUntilPromisedAsync();
        await Cache(B).RemoveByTagAsync("red");

        await PassInSilenceAsync(20);

        Assert.Null(await InTierAsync(C));
    }
}
