using Larder.Engine.Pressure;

namespace Larder.Engine.Tests.Pressure;

public sealed class TrimRuleSpec
{
    private static readonly MemoryPressureOptions Server = new() { Threshold = 0.70 };

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.70)]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void Up_to_the_threshold_nothing_is_trimmed(double reading)
    {
        Assert.Equal(0, Trimmed(reading, count: 1_000));
    }

    [Fact]
    public void Above_the_threshold_a_tenth_is_trimmed()
    {
        Assert.Equal(100, Trimmed(0.71, count: 1_000));
    }

    [Fact]
    public void At_least_one_entry_is_trimmed()
    {
        Assert.Equal(1, Trimmed(0.95, count: 3));
    }

    [Fact]
    public void An_empty_store_has_nothing_to_trim()
    {
        Assert.Equal(0, Trimmed(0.95, count: 0));
    }

    [Fact]
    public void The_store_is_not_trimmed_again_before_a_new_collection()
    {
        Assert.Equal(0, Trimmed(0.95, count: 1_000, collection: 4, trimmedAt: 4));
        Assert.Equal(100, Trimmed(0.95, count: 1_000, collection: 5, trimmedAt: 4));
    }

    [Theory]
    [InlineData(105, 5)]
    [InlineData(101, 1)]
    [InlineData(100, 0)]
    [InlineData(50, 0)]
    public void Below_ninety_percent_a_tenth_of_the_capacity_stays(int count, int expected)
    {
        Assert.Equal(expected, Trimmed(0.90, count));
    }

    [Theory]
    [InlineData(105, 10)]
    [InlineData(50, 5)]
    [InlineData(1, 1)]
    public void Above_ninety_percent_the_floor_no_longer_holds(int count, int expected)
    {
        Assert.Equal(expected, Trimmed(0.901, count));
    }

    [Fact]
    public void A_weighed_store_keeps_a_tenth_of_its_weight()
    {
        var load = new StoreLoad(Count: 40, Used: 1_250, Capacity: 10_000);
        var options = Server with { TrimFraction = 0.5 };

        // 250 of 1,250 may go: a fifth of the entries.
        Assert.Equal(8, TrimRule.EntriesToTrim(options, 0.8, 1, trimmedAt: null, load));
    }

    [Fact]
    public void Huge_stores_do_not_overflow()
    {
        var load = new StoreLoad(int.MaxValue, long.MaxValue / 2, long.MaxValue);

        Assert.Equal(int.MaxValue / 10, TrimRule.EntriesToTrim(Server, 0.8, 1, trimmedAt: null, load));
    }

    [Fact]
    public void Trimming_at_every_collection_under_lasting_pressure_ends_at_the_floor()
    {
        int count = 1_000;
        long? trimmedAt = null;

        for (int collection = 0; collection < 100; collection++)
        {
            int entries = Trimmed(0.80, count, collection, trimmedAt);
            count -= entries;
            trimmedAt = entries > 0 ? collection : trimmedAt;
        }

        Assert.Equal(100, count);
    }

    private static int Trimmed(double reading, int count, long collection = 1, long? trimmedAt = null) =>
        TrimRule.EntriesToTrim(Server, reading, collection, trimmedAt, new StoreLoad(count, count, Capacity: 1_000));
}
