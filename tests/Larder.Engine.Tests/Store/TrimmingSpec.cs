namespace Larder.Engine.Tests.Store;

public sealed class TrimmingSpec
{
    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void A_fraction_of_the_entries_goes_rounded_up(StoreShape shape)
    {
        using var store = shape.Build<int, string>();
        for (var key = 0; key < 101; key++)
        {
            store.Set(key, "value");
        }

        Assert.Equal(0, store.Trim(0));
        Assert.Equal(11, store.Trim(0.1));

        Assert.Equal(90, store.Count);
        Assert.Equal(11, store.GetStatistics().Evicted);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void The_whole_goes_and_the_store_goes_on(StoreShape shape)
    {
        using var store = shape.Build<int, string>();
        for (var key = 0; key < 3_000; key++)
        {
            store.Set(key, "value");
        }

        Assert.Equal(1_000, store.Trim(1));
        Assert.Equal(0, store.Trim(1));

        Assert.Equal(0, store.Count);
        store.Set(1, "again");
        Assert.True(store.TryGet(1, out _));
        store.AssertInvariants();
    }

    [Theory]
    [InlineData(EvictionPolicy.Adaptive)]
    [InlineData(EvictionPolicy.Lru)]
    [InlineData(EvictionPolicy.Lfu)]
    public void The_coldest_go_first(EvictionPolicy policy)
    {
        using var store = new StoreShape(policy, true, false).Build<int, string>(capacity: 100);
        for (var key = 0; key < 100; key++)
        {
            store.Set(key, "value");
        }

        for (var round = 0; round < 5; round++)
        {
            for (var key = 0; key < 40; key++)
            {
                store.TryGet(key, out _);
            }
        }

        store.Trim(0.5);

        Assert.Equal(40, Enumerable.Range(0, 40).Count(key => store.TryGet(key, out _)));
        store.AssertInvariants();
    }

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void A_fraction_out_of_range_is_refused(double fraction)
    {
        using var store = new StoreShape(EvictionPolicy.Adaptive, true, false).Build<int, string>();

        var refusal = Assert.Throws<ArgumentOutOfRangeException>(nameof(fraction), () => store.Trim(fraction));

        Assert.StartsWith(
            $"The fraction to trim must be between 0 and 1, but was {fraction}.",
            refusal.Message,
            StringComparison.Ordinal);
        store.AssertInvariants();
    }
}
