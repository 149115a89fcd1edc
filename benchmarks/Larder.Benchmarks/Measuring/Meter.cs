using System.Diagnostics;

namespace Larder.Benchmarks.Measuring;

/// <summary>Warms lanes up and measures them, each on a thread of its own, in short slices.</summary>
/// <remarks>
/// All lanes of a slice start together at a barrier. When a case measures one thread and several, their slices
/// alternate, so that a change of the machine's mood meets both.
/// </remarks>
internal sealed class Meter : IDisposable
{
    private const long FirstSliceLength = 4096;
    private const int StableWindow = 8;
    private const double StableWithin = 0.02;

    private readonly IReadOnlyList<Lane> _lanes;
    private readonly Pace _pace;
    private readonly Barrier _gate;
    private readonly Slice[] _results;
    private readonly List<Thread> _threads = [];

    // Written by the measuring thread before the gate, read by the lanes after it.
    private int _working;
    private long _length;
    private bool _closing;

    public Meter(IReadOnlyList<Lane> lanes, Pace pace)
    {
        _lanes = lanes;
        _pace = pace;
        _results = new Slice[lanes.Count];
        _gate = new Barrier(lanes.Count + 1);
        for (var i = 0; i < lanes.Count; i++)
        {
            var lane = i;
            var thread = new Thread(() => Serve(lane)) { IsBackground = true, Name = $"Lane {lane}" };
            thread.Start();
            _threads.Add(thread);
        }
    }

    /// <summary>CPU of the whole process for each measured operation, whatever thread it was spent on.</summary>
    public double ProcessNanosecondsPerOperation { get; private set; }

    /// <summary>Runs that many operations on the first lane, unmeasured.</summary>
    public void Prepare(long operations) => RunSlice(1, operations);

    /// <summary>Warms up, then measures with each number of working lanes in turn.</summary>
    /// <returns>The slices, for each number of lanes.</returns>
    public IReadOnlyList<Slice>[] Measure(params int[] working)
    {
        var lengths = new long[working.Length];
        for (var i = 0; i < working.Length; i++)
        {
            lengths[i] = Calibrate(working[i]);
            WarmUp(working[i], lengths[i]);
        }

        var slices = Array.ConvertAll(working, _ => new List<Slice>(_pace.Slices));
        var process = CpuClock.ProcessNanoseconds();
        for (var n = 0; n < _pace.Slices; n++)
        {
            for (var i = 0; i < working.Length; i++)
            {
                slices[i].Add(RunSlice(working[i], lengths[i]));
            }
        }

        process = CpuClock.ProcessNanoseconds() - process;
        ProcessNanosecondsPerOperation = process / slices.Sum(static list => list.Sum(static s => s.Operations));
        return slices;
    }

    public void Dispose()
    {
        _closing = true;
        _gate.SignalAndWait();
        foreach (var thread in _threads)
        {
            thread.Join();
        }

        _gate.Dispose();
    }

    private long Calibrate(int working)
    {
        var length = FirstSliceLength;
        while (RunSlice(working, length).CpuNs * length < _pace.Slice.TotalNanoseconds)
        {
            length *= 2;
        }

        return length;
    }

    /// <summary>Until the median of a window of slices is that of the window before, or the pace ends it.</summary>
    private void WarmUp(int working, long length)
    {
        var spent = 0.0;
        var window = new List<double>();
        var before = double.PositiveInfinity;
        while (spent < _pace.LongestWarmUp.TotalNanoseconds)
        {
            var slice = RunSlice(working, length);
            spent += slice.CpuNs * length;
            window.Add(slice.CpuNs);
            if (window.Count < StableWindow)
            {
                continue;
            }

            var now = Median.Of(window);
            window.Clear();
            if (spent >= _pace.ShortestWarmUp.TotalNanoseconds && Math.Abs(now - before) <= StableWithin * now)
            {
                return;
            }

            before = now;
        }
    }

    private Slice RunSlice(int working, long length)
    {
        _working = working;
        _length = length;
        var wall = Stopwatch.GetTimestamp();
        _gate.SignalAndWait();
        _gate.SignalAndWait();
        var elapsed = Stopwatch.GetElapsedTime(wall);

        var results = _results.AsSpan(0, working);
        var sum = new Slice(0, 0, 0, 0, 0);
        foreach (var result in results)
        {
            sum = new Slice(
                sum.CpuNs + (result.CpuNs / working),
                elapsed.TotalNanoseconds,
                sum.AllocatedBytes + (result.AllocatedBytes / working),
                sum.MissRate + (result.MissRate / working),
                sum.Operations + result.Operations);
        }

        return sum with { WallNs = sum.WallNs / sum.Operations };
    }

    private void Serve(int index)
    {
        var lane = _lanes[index];
        while (true)
        {
            _gate.SignalAndWait();
            if (_closing)
            {
                return;
            }

            if (index < _working)
            {
                _results[index] = WorkMeasured(lane, _length);
            }

            _gate.SignalAndWait();
        }
    }

    private static Slice WorkMeasured(Lane lane, long length)
    {
        var misses = lane.Misses;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var cpu = CpuClock.ThreadNanoseconds();
        var done = lane.Work(length);
        cpu = CpuClock.ThreadNanoseconds() - cpu;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        misses = lane.Misses - misses;

        return new Slice((double)cpu / done, 0, (double)allocated / done, (double)misses / done, done);
    }
}
