using Larder.Invalidation;
using Larder.Testing;

namespace Larder.Tests.Invalidation;

public sealed class TagTableSpec
{
    private readonly TagTable _table = new();

    [Fact]
    public void A_tag_that_was_never_invalidated_is_valid_and_costs_nothing()
    {
        var verdict = _table.Judge(["red"], InvalidationEpoch.None, out var expiredAt);

        Assert.Equal((TagVerdict.Valid, 0), (verdict, expiredAt));
        Assert.Equal(0, _table.Count);
    }

    [Fact]
    public void A_removed_tag_removes_what_was_stamped_before_and_nothing_stamped_after()
    {
        var before = InvalidationEpoch.Current;

        var version = _table.Remove("red", nowTicks: 7);

        Assert.Equal(TagVerdict.Removed, _table.Judge(["blue", "red"], before, out _));
        Assert.Equal(TagVerdict.Removed, _table.Judge(["red"], version - 1, out _));
        Assert.Equal(TagVerdict.Valid, _table.Judge(["red"], version, out _));
        Assert.Equal(TagVerdict.Valid, _table.Judge(["blue"], before, out _));
    }

    [Fact]
    public void The_version_of_an_invalidation_is_published_when_it_returns()
    {
        var before = InvalidationEpoch.Current;

        var version = _table.Expire("red", nowTicks: 7);

        Assert.InRange(version, before + 1, InvalidationEpoch.Current);
    }

    [Fact]
    public void An_expired_tag_tells_the_time_of_the_last_expiry_after_the_stamp()
    {
        var before = InvalidationEpoch.Current;

        _table.Expire("red", nowTicks: 100);
        var between = InvalidationEpoch.Current;
        _table.Expire("blue", nowTicks: 200);

        Assert.Equal(TagVerdict.Expired, _table.Judge(["red", "blue"], before, out var both));
        Assert.Equal(200, both);
        Assert.Equal(TagVerdict.Expired, _table.Judge(["red"], before, out var red));
        Assert.Equal(100, red);
        Assert.Equal(TagVerdict.Valid, _table.Judge(["red"], between, out var none));
        Assert.Equal(0, none);
    }

    [Fact]
    public void A_removal_wins_over_an_expiry_whichever_came_first()
    {
        var before = InvalidationEpoch.Current;
        _table.Remove("red", nowTicks: 1);
        var between = InvalidationEpoch.Current;
        _table.Expire("red", nowTicks: 2);
        _table.Expire("blue", nowTicks: 3);
        _table.Remove("blue", nowTicks: 4);

        Assert.Equal(TagVerdict.Removed, _table.Judge(["red"], before, out var expiredAt));
        Assert.Equal(0, expiredAt);
        Assert.Equal(TagVerdict.Expired, _table.Judge(["red"], between, out _));
        Assert.Equal(TagVerdict.Removed, _table.Judge(["blue"], between, out _));
    }

    [Fact]
    public void Match_all_concerns_entries_that_carry_all_of_the_tags()
    {
        var before = InvalidationEpoch.Current;

        _table.RemoveAll(["red", "large", "red"], nowTicks: 0);

        Assert.Equal(TagVerdict.Removed, _table.Judge(["large", "round", "red"], before, out _));
        Assert.Equal(TagVerdict.Valid, _table.Judge(["red", "round"], before, out _));
        Assert.Equal(TagVerdict.Valid, _table.Judge(["large"], before, out _));
    }

    [Fact]
    public void Match_all_may_keep_stale_values_too()
    {
        var before = InvalidationEpoch.Current;

        _table.ExpireAll(["red", "large"], nowTicks: 42);

        Assert.Equal(TagVerdict.Expired, _table.Judge(["large", "red"], before, out var expiredAt));
        Assert.Equal(42, expiredAt);
    }

    [Fact]
    public void Match_all_of_one_tag_is_that_tag_alone()
    {
        var before = InvalidationEpoch.Current;

        _table.RemoveAll(["red", "red"], nowTicks: 0);

        Assert.Equal(TagVerdict.Removed, _table.Judge(["red"], before, out _));
    }

    [Fact]
    public void Match_all_of_no_tag_is_refused_because_it_would_mean_everything()
    {
        var refused = Assert.Throws<ArgumentException>(() => _table.RemoveAll([], nowTicks: 0));

        Assert.Contains("clear the cache", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Match_all_of_more_tags_than_an_entry_can_carry_concerns_nothing_and_is_not_kept()
    {
        var tags = Enumerable.Range(0, CacheEntryOptions.MostTags + 1).Select(i => $"tag{i}").ToArray();

        _table.RemoveAll(tags, nowTicks: 0);

        Assert.Equal(0, _table.Count);
    }

    [Fact]
    public void A_set_that_is_invalidated_again_takes_the_place_of_what_was_known()
    {
        var before = InvalidationEpoch.Current;
        _table.RemoveAll(["a", "b"], nowTicks: 0);
        _table.RemoveAll(["b", "c"], nowTicks: 0);

        var last = _table.ExpireAll(["b", "a"], nowTicks: 5);

        Assert.Equal(2, _table.Count);
        Assert.Equal(TagVerdict.Removed, _table.Judge(["a", "b"], before, out _));
        Assert.Equal(TagVerdict.Expired, _table.Judge(["a", "b"], last - 1, out _));
    }

    [Fact]
    public void An_entry_without_tags_is_never_concerned_not_even_by_the_floor()
    {
        var table = new TagTable(capacity: 2);

        Invalidate(table, 10);

        Assert.True(table.Floor > 0);
        Assert.Equal(TagVerdict.Valid, table.Judge([], InvalidationEpoch.None, out _));
        Assert.Equal(0, table.LastRemoval([], InvalidationEpoch.None));
    }

    [Fact]
    public void Another_cache_moves_the_epoch_and_concerns_nobody_here()
    {
        var before = InvalidationEpoch.Current;

        var other = new TagTable();
        other.Remove("red", nowTicks: 0);

        Assert.True(InvalidationEpoch.Current > before);
        Assert.Equal(TagVerdict.Valid, _table.Judge(["red"], before, out _));
    }

    [Fact]
    public void An_epoch_without_facts_makes_nothing_untrue()
    {
        var before = InvalidationEpoch.Current;

        var next = InvalidationEpoch.Next();

        Assert.InRange(next, before + 1, InvalidationEpoch.Current);
        Assert.Equal(TagVerdict.Valid, _table.Judge(["red"], before, out _));
    }

    [Fact]
    public void The_last_removal_is_the_newest_that_concerns_the_tags_of_either_kind()
    {
        var before = InvalidationEpoch.Current;
        var removed = _table.Remove("red", nowTicks: 0);
        var expired = _table.Expire("blue", nowTicks: 0);
        var set = _table.RemoveAll(["red", "large"], nowTicks: 0);

        Assert.Equal(removed, _table.LastRemoval(["red"], before));
        Assert.Equal(expired, _table.LastRemoval(["red", "blue"], before));
        Assert.Equal(set, _table.LastRemoval(["large", "red"], before));
        Assert.Equal(0, _table.LastRemoval(["red"], removed));
        Assert.Equal(0, _table.LastRemoval(["green"], before));
    }

    [Fact]
    public void A_full_table_forgets_its_older_half_and_raises_its_floor()
    {
        var table = new TagTable(capacity: 4);
        var versions = Invalidate(table, 4);
        var before = InvalidationEpoch.Current;

        table.Remove("the fifth", nowTicks: 0);

        Assert.Equal(3, table.Count);
        Assert.Equal(versions[1], table.Floor);
        Assert.Equal(TagVerdict.Removed, table.Judge(["never invalidated"], versions[1] - 1, out _));
        Assert.Equal(TagVerdict.Valid, table.Judge(["never invalidated"], versions[1], out _));
        Assert.Equal(TagVerdict.Valid, table.Judge(["tag0"], before, out _));
        Assert.Equal(TagVerdict.Removed, table.Judge(["tag3"], versions[1], out _));
        Assert.Equal(versions[1], table.LastRemoval(["never invalidated"], versions[1] - 1));
    }

    [Fact]
    public void A_tag_that_is_known_needs_no_room()
    {
        var table = new TagTable(capacity: 2);
        Invalidate(table, 2);

        for (var i = 0; i < 100; i++)
        {
            table.Remove("tag1", nowTicks: i);
        }

        Assert.Equal((2, 0), (table.Count, table.Floor));
    }

    [Fact]
    public void However_many_tags_are_invalidated_no_more_than_the_capacity_is_remembered()
    {
        var table = new TagTable(capacity: 100);

        for (var i = 0; i < 10_000; i++)
        {
            table.Remove($"tag{i}", nowTicks: i);
            Assert.InRange(table.Count, 1, 100);
        }
    }

    [Fact]
    public void However_many_sets_are_invalidated_no_more_than_their_bound_is_remembered()
    {
        for (var i = 0; i < 3 * TagTable.MostSets; i++)
        {
            _table.RemoveAll(["common", $"tag{i}"], nowTicks: i);
        }

        Assert.InRange(_table.Count, TagTable.MostSets / 2, TagTable.MostSets);
        Assert.True(_table.Floor > 0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_capacity_below_two_is_refused_with_the_value_and_the_rule(int capacity)
    {
        var refused = Assert.Throws<ArgumentOutOfRangeException>(() => new TagTable(capacity));

        Assert.Contains($"at least 2 tags, but was given {capacity}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Judging_allocates_nothing()
    {
        string[] tags = ["red", "large", "round"];
        var before = InvalidationEpoch.Current;
        _table.Expire("red", nowTicks: 1);
        _table.RemoveAll(["large", "square"], nowTicks: 2);

        var bytes = AllocationMeter.BytesOf(() =>
        {
            _table.Judge(tags, before, out _);
            _table.LastRemoval(tags, before);
        });

        Assert.Equal(0, bytes);
    }

    private static long[] Invalidate(TagTable table, int tags) =>
        [.. Enumerable.Range(0, tags).Select(i => table.Remove($"tag{i}", nowTicks: i))];
}
