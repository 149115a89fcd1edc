using Larder.Benchmarks.Measuring;

namespace Larder.Benchmarks.Tests;

public sealed class TurnMeterSpec
{
    private const int ArrayHead = 24;

    [Fact]
    public void Each_lane_is_charged_with_its_own_misses_and_bytes()
    {
        var clean = new CountedLane(missEvery: 0, bytes: 0);
        var spoilt = new CountedLane(missEvery: 4, bytes: 8);
        var meter = new TurnMeter([clean, spoilt], Pace.Quick);

        meter.Measure();

        Assert.Equal((0, 0), (meter.MissRate(0), meter.Allocated(0)));
        Assert.Equal((0.25, ArrayHead + 8), (meter.MissRate(1), meter.Allocated(1)));
    }

    [Fact]
    public void Lanes_do_the_same_number_of_operations_but_for_finding_out_how_many_fill_a_turn()
    {
        var lanes = new[] { new CountedLane(0, 0), new CountedLane(0, 0), new CountedLane(0, 0) };

        new TurnMeter(lanes, Pace.Quick with { ShortestWarmUp = TimeSpan.FromMilliseconds(1) }).Measure();

        Assert.True(lanes[0].Operations > lanes[1].Operations, "The length of a turn is found with the first lane.");
        Assert.True(lanes[1].Operations > 0);
        Assert.Equal(lanes[1].Operations, lanes[2].Operations);
    }
}
