namespace Larder.Benchmarks.Measuring;

/// <summary>What each of several lanes took, turn after turn.</summary>
/// <remarks>
/// Lanes are compared within a turn and never across turns: what the machine did to one lane of a turn it did to the others,
/// who worked a few milliseconds earlier or later.
/// </remarks>
internal sealed class TurnTimes
{
    private readonly List<double>[] _times;

    public TurnTimes(int lanes)
    {
        _times = new List<double>[lanes];
        for (var i = 0; i < lanes; i++)
        {
            _times[i] = [];
        }
    }

    /// <summary>Which lane works at a step of a turn. Every other turn runs backwards, so that a lane's neighbours change.</summary>
    public static int LaneAt(int turn, int step, int lanes)
    {
        var first = turn / 2 % lanes;
        var place = turn % 2 == 0 ? first + step : first - step + lanes;
        return place % lanes;
    }

    /// <summary>Notes what an operation of a lane took in its next turn.</summary>
    public void Add(int lane, double time) => _times[lane].Add(time);

    /// <summary>The median of a lane's times.</summary>
    public double Middle(int lane) => Median.Of(_times[lane]);

    /// <summary>The median, over the turns, of a lane's time divided by another's.</summary>
    public double Ratio(int lane, int reference) => Compare(lane, reference, static (mine, yours) => mine / yours);

    /// <summary>The median, over the turns, of what a lane took more than another.</summary>
    public double More(int lane, int reference) => Compare(lane, reference, static (mine, yours) => mine - yours);

    private double Compare(int lane, int reference, Func<double, double, double> compare) =>
        Median.Of(_times[lane].Zip(_times[reference], compare));
}
