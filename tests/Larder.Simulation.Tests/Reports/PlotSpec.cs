using Larder.Simulation.Reports;

namespace Larder.Simulation.Tests.Reports;

/// <summary>The geometry of plots.</summary>
public sealed class PlotSpec
{
    [Fact]
    public void Capacities_that_span_much_are_placed_by_logarithm()
    {
        var scale = PlotScale.OverCapacities([10, 100, 1000], 0, 200);

        Assert.True(scale.IsLogarithmic);
        Assert.Equal(100, scale.Place(100), 9);
    }

    [Fact]
    public void Capacities_close_together_are_placed_evenly()
    {
        var scale = PlotScale.OverCapacities([100, 200, 300], 0, 200);

        Assert.False(scale.IsLogarithmic);
        Assert.Equal(100, scale.Place(200), 9);
    }

    [Fact]
    public void A_single_capacity_stands_in_the_middle()
    {
        Assert.Equal(100, PlotScale.OverCapacities([500], 0, 200).Place(500), 9);
    }

    [Theory]
    [InlineData(15, 63, new double[] { 0, 10, 20, 30, 40, 50, 60, 70 })]
    [InlineData(91, 93.2, new double[] { 91, 91.5, 92, 92.5, 93, 93.5 })]
    [InlineData(0, 0, new double[] { 0, 0.1 })]
    [InlineData(99.99, 100, new double[] { 0, 20, 40, 60, 80, 100 })]
    public void The_axis_of_rates_has_round_figures(double lowest, double highest, double[] steps)
    {
        var scale = PlotScale.OverPercents(lowest, highest, 100, 0);

        Assert.Equal(steps, scale.Steps().Select(step => Math.Round(step, 6)));
    }

    [Fact]
    public void Labels_that_would_touch_are_moved_apart_in_their_order()
    {
        var places = PlotLabels.Spread([100, 101, 20, 102], gap: 10, low: 0, high: 200);

        Assert.Equal(20, places[2], 1);
        Assert.InRange(places[1] - places[0], 9.9, 10.1);
        Assert.InRange(places[3] - places[1], 9.9, 10.1);
        Assert.Equal(101, places[1], 1);
    }

    [Fact]
    public void Labels_at_an_edge_stay_inside()
    {
        var places = PlotLabels.Spread([0, 1, 2], gap: 10, low: 5, high: 100);

        Assert.All(places, place => Assert.InRange(place, 5, 100));
        Assert.InRange(places[2] - places[0], 19.9, 20.1);
    }

    [Theory]
    [InlineData(250, "250")]
    [InlineData(1000, "1k")]
    [InlineData(2500, "2.5k")]
    [InlineData(36_335, "36.3k")]
    [InlineData(246_914_000, "247M")]
    [InlineData(1_234_570_000, "1.23G")]
    public void Large_numbers_are_shortened_to_three_figures(long value, string expected)
    {
        Assert.Equal(expected, CompactCount.Format(value));
    }
}
