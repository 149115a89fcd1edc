using Larder.Testing;

namespace Larder.Engine.Tests.Store;

/// <summary>The look-up that answers with the value alone is the same look-up.</summary>
public sealed class LookingUpByValueSpec
{
    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void It_finds_what_is_there_and_counts_it(StoreShape shape)
    {
        using var store = shape.Build<string, string>();
        store.Set("key", "value");

        for (var i = 0; i < 75; i++)
        {
            Assert.Equal("value", store.GetOrDefault("key"));
            Assert.Null(store.GetOrDefault("missing"));
        }

        var statistics = store.GetStatistics();
        Assert.Equal(shape.Counted ? 75 : 0, statistics.Hits);
        Assert.Equal(shape.Counted ? 75 : 0, statistics.Misses);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void It_knows_deadlines_and_slides_them(StoreShape shape)
    {
        var clock = new ManualClock();
        using var store = shape.Build<string, string>(time: clock);
        store.Set("brief", "value", new EntryOptions { Expiration = TimeSpan.FromSeconds(10) });
        store.Set("sliding", "value", new EntryOptions { Sliding = TimeSpan.FromSeconds(10) });

        clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal("value", store.GetOrDefault("brief"));
        Assert.Equal("value", store.GetOrDefault("sliding"));
        clock.Advance(TimeSpan.FromSeconds(9));

        Assert.Null(store.GetOrDefault("brief"));
        Assert.Equal("value", store.GetOrDefault("sliding"));
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void It_knows_values_that_are_structs_and_keys_that_are_compared(StoreShape shape)
    {
        using var numbers = shape.Build<int, long>();
        using var names = shape.Build<string, string>(comparer: StringComparer.OrdinalIgnoreCase);
        numbers.Set(1, 5);
        names.Set("Key", "value");

        Assert.Equal(5, numbers.GetOrDefault(1));
        Assert.Equal(0, numbers.GetOrDefault(2));
        Assert.Equal("value", names.GetOrDefault("kEY"));
        Assert.Null(names.GetOrDefault("other"));
    }

    [Fact]
    public void It_refuses_a_key_that_is_null()
    {
        using var store = new StoreShape(EvictionPolicy.Adaptive, true, false).Build<string, string>();

        Assert.Throws<ArgumentNullException>(() => store.GetOrDefault(null!));
    }

    [Fact]
    public void A_counted_find_is_given_back_from_whichever_page_it_is_counted()
    {
        var counter = new Larder.Engine.Statistics.ReadCounter(mostCells: 1);
        var found = new object();

        Assert.Same(found, counter.Hit(found)); // the first count of a page
        Assert.Same(found, counter.Hit(found));
        Assert.Null(counter.Hit(null));
        Assert.Equal(3, counter.Read().Hits);
    }
}
