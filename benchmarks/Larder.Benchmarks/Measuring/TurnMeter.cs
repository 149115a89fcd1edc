namespace Larder.Benchmarks.Measuring;

/// <summary>Lets lanes take turns on one thread, each with the same number of operations, and measures every turn.</summary>
/// <remarks>
/// For ratios on a machine that is not quiet: processes that run one after the other meet it in different moods, turns of a few
/// milliseconds in the same. Each lane begins with a stretch that is not measured, in which it finds again in the processor's
/// caches what the lane before has pushed out, and with an empty young generation.
/// </remarks>
internal sealed class TurnMeter(IReadOnlyList<Lane> lanes, Pace pace)
{
    private const long FirstLength = 4096;

    /// <summary>A turn has an eighth of its length before it that is not measured.</summary>
    private const int LeadIn = 8;

    private readonly double[] _allocated = new double[lanes.Count];
    private readonly double[] _missed = new double[lanes.Count];
    private long _operations;

    /// <summary>What the lanes took in their turns.</summary>
    public TurnTimes Times { get; } = new(lanes.Count);

    /// <summary>Bytes that a lane allocated for each of its operations.</summary>
    public double Allocated(int lane) => _allocated[lane] / _operations;

    /// <summary>The share of a lane's look-ups that failed.</summary>
    public double MissRate(int lane) => _missed[lane] / _operations;

    /// <summary>Warms up, then measures.</summary>
    public void Measure()
    {
        WarmUp();
        var length = Calibrate();
        for (var turn = 0; turn < pace.Turns; turn++)
        {
            for (var step = 0; step < lanes.Count; step++)
            {
                TakeTurn(TurnTimes.LaneAt(turn, step, lanes.Count), length);
            }

            _operations += length;
        }
    }

    /// <summary>How many operations of the first lane take as long as a turn is to take.</summary>
    private long Calibrate()
    {
        var length = FirstLength;
        while (TimeOf(lanes[0], length) < pace.Slice.TotalNanoseconds)
        {
            length *= 2;
        }

        return length;
    }

    /// <summary>
    /// In the shortest turns there are: the lanes then reach each level of the compiler at about the same time, and what they
    /// share is compiled into each of them by the same profile.
    /// </summary>
    private void WarmUp()
    {
        for (var spent = 0.0; spent < pace.ShortestWarmUp.TotalNanoseconds * lanes.Count;)
        {
            foreach (var lane in lanes)
            {
                spent += TimeOf(lane, FirstLength);
            }
        }
    }

    private void TakeTurn(int index, long length)
    {
        var lane = lanes[index];
        Heap.Sweep();
        lane.Work(length / LeadIn);

        var misses = lane.Misses;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var time = TimeOf(lane, length);
        _allocated[index] += GC.GetAllocatedBytesForCurrentThread() - allocated;
        _missed[index] += lane.Misses - misses;
        Times.Add(index, time / length);
    }

    private static double TimeOf(Lane lane, long length)
    {
        var began = CpuClock.ThreadNanoseconds();
        lane.Work(length);
        return CpuClock.ThreadNanoseconds() - began;
    }
}
