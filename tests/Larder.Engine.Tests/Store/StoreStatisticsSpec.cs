using Larder.Engine.Store;

namespace Larder.Engine.Tests.Store;

public sealed class StoreStatisticsSpec
{
    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void Reads_are_counted_exactly_where_counting_is_on(StoreShape shape)
    {
        using var store = shape.Build<string, string>();
        store.Set("key", "value");

        for (var i = 0; i < 75; i++)
        {
            store.TryGet("key", out _);
        }

        for (var i = 0; i < 20; i++)
        {
            store.TryGet("missing", out _);
        }

        store.TryGet("a key b".AsSpan(2, 3), out _);
        store.GetOrAdd("key", _ => "another");
        store.GetOrAdd("loaded", _ => "value");
        store.TryGet("missing".AsSpan(), out _);

        var statistics = store.GetStatistics();
        Assert.Equal(shape.Counted ? 77 : 0, statistics.Hits);
        Assert.Equal(shape.Counted ? 22 : 0, statistics.Misses);
        Assert.Equal(shape.Counted ? 77.0 / 99 : 0, statistics.HitRate);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void Writes_and_removals_are_counted_either_way(StoreShape shape)
    {
        using var store = shape.Build<int, string>(capacity: 10);
        for (var key = 0; key < 14; key++)
        {
            store.Set(key, "value");
        }

        store.Set(13, "newer");
        store.TryAdd(13, "not added");
        store.TryRemove(13);
        store.TryRemove(13);
        store.GetOrAdd(50, _ => "loaded");
        Assert.Throws<FormatException>(() => store.GetOrAdd(51, _ => throw new FormatException("mine")));
        store.Clear();

        var statistics = store.GetStatistics();
        Assert.Equal(16, statistics.Sets);
        Assert.Equal(4, statistics.Evicted);
        Assert.Equal(1, statistics.Replaced);
        Assert.Equal(1, statistics.Removed);
        Assert.Equal(10, statistics.Cleared);
        Assert.Equal(2, statistics.Loads);
        Assert.Equal(1, statistics.LoadFailures);
        Assert.Equal(0, statistics.Expired);
        Assert.Equal(0, statistics.Pressed);
        Assert.Equal(0, statistics.Count);
        Assert.Equal(0, statistics.Weight);
        store.AssertInvariants();
    }

    [Fact]
    public void A_new_store_has_done_nothing()
    {
        using var store = new StoreShape(EvictionPolicy.Adaptive, true, false).Build<string, string>();

        Assert.Equal(new StoreStatistics(), store.GetStatistics());
        Assert.Equal(0, store.GetStatistics().HitRate);
        store.AssertInvariants();
    }
}
