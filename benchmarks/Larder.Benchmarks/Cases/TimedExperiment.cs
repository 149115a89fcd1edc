using Larder.Benchmarks.Contestants;
using Larder.Benchmarks.Measuring;
using Larder.Benchmarks.Workloads;

namespace Larder.Benchmarks.Cases;

/// <summary>Measures the time of operations.</summary>
/// <param name="traffic">What the threads do.</param>
/// <param name="keys">How many keys there are.</param>
/// <param name="threads">With how many threads to measure, in turn; the last is the one reported.</param>
/// <param name="pace">How long to measure.</param>
internal sealed class TimedExperiment(Traffic traffic, int keys, int[] threads, Pace pace) : IExperiment<Figures>
{
    private const double NanosecondsInMicrosecond = 1_000;

    public Figures Run<TContestant, TKey>(Shape shape, IKeySource<TKey> source)
        where TContestant : struct, IContestant<TContestant, TKey>
    {
        var prepared = new LaneExperiment(traffic, keys, threads.Max());
        var lanes = prepared.Run<TContestant, TKey>(shape, source);
        Heap.Compact();
        var reading = Measure(lanes, traffic is Traffic.Loads ? lanes[0].Round : 0);
        GC.KeepAlive(prepared);
        return reading;
    }

    private Figures Measure(Lane[] lanes, long operationsBefore)
    {
        using var meter = new Meter(lanes, pace);
        if (operationsBefore > 0)
        {
            meter.Prepare(operationsBefore);
        }

        var slices = meter.Measure(threads);
        var process = meter.ProcessNanosecondsPerOperation;
        var last = slices[^1];
        var cpu = Median.Of(last.Select(static s => s.CpuNs));
        var reading = new Figures
        {
            [Metric.Cpu] = cpu,
            [Metric.CpuLeast] = last.Min(static s => s.CpuNs),
            [Metric.ProcessCpu] = process,
            [Metric.Throughput] = NanosecondsInMicrosecond / Median.Of(last.Select(static s => s.WallNs)),
            [Metric.Allocated] = Median.Of(last.Select(static s => s.AllocatedBytes)),
            [Metric.HitRate] = 1 - last.Average(static s => s.MissRate),
        };
        if (threads.Length > 1)
        {
            var alone = Median.Of(slices[0].Select(static s => s.CpuNs));
            reading[Metric.CpuAlone] = alone;
            reading[Metric.Scaling] = alone / cpu;
        }

        return reading;
    }
}
