using Larder.Benchmarks.Measuring;

namespace Larder.Benchmarks.Tests;

public sealed class TurnTimesSpec
{
    [Fact]
    public void Lanes_are_compared_within_a_turn_however_much_the_machine_wanders()
    {
        // The machine is three times slower in every other turn; the second lane always takes a quarter more.
        var times = TimesOf([10, 30, 10, 30], [12.5, 37.5, 12.5, 37.5]);

        Assert.Equal(1.25, times.Ratio(1, 0));
        Assert.Equal(0.8, times.Ratio(0, 1));
        Assert.Equal(1, times.Ratio(1, 1));
    }

    [Fact]
    public void A_turn_that_somebody_disturbed_does_not_count()
    {
        var times = TimesOf([10, 10, 10], [12, 500, 12]);

        Assert.Equal(1.2, times.Ratio(1, 0));
        Assert.Equal(2, times.More(1, 0));
    }

    [Fact]
    public void What_a_lane_takes_more_is_the_median_of_the_differences_and_not_the_difference_of_the_medians()
    {
        var times = TimesOf([10, 20, 90], [11, 50, 92]);

        Assert.Equal(20, times.Middle(0));
        Assert.Equal(50, times.Middle(1));
        Assert.Equal(2, times.More(1, 0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Every_lane_works_once_a_turn_and_is_first_as_often_as_any_other(int lanes)
    {
        var firsts = new int[lanes];
        for (var turn = 0; turn < 2 * lanes; turn++)
        {
            var order = Enumerable.Range(0, lanes).Select(step => TurnTimes.LaneAt(turn, step, lanes)).ToArray();

            Assert.Equal(Enumerable.Range(0, lanes), order.Order());
            firsts[order[0]]++;
        }

        Assert.All(firsts, static times => Assert.Equal(2, times));
    }

    [Fact]
    public void Every_other_turn_runs_backwards()
    {
        Assert.Equal([1, 2, 3, 0], OrderOf(turn: 2, lanes: 4));
        Assert.Equal([1, 0, 3, 2], OrderOf(turn: 3, lanes: 4));
    }

    private static int[] OrderOf(int turn, int lanes) =>
        [.. Enumerable.Range(0, lanes).Select(step => TurnTimes.LaneAt(turn, step, lanes))];

    private static TurnTimes TimesOf(params double[][] lanes)
    {
        var times = new TurnTimes(lanes.Length);
        for (var lane = 0; lane < lanes.Length; lane++)
        {
            foreach (var time in lanes[lane])
            {
                times.Add(lane, time);
            }
        }

        return times;
    }
}
