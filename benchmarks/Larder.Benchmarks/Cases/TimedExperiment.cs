using Larder.Benchmarks.Contestants;
using Larder.Benchmarks.Measuring;
using Larder.Benchmarks.Workloads;

namespace Larder.Benchmarks.Cases;

/// <summary>Measures the time of operations.</summary>
/// <param name="traffic">What the threads do.</param>
/// <param name="keys">How many keys there are.</param>
/// <param name="threads">With how many threads to measure, in turn; the last is the one reported.</param>
/// <param name="pace">How long to measure.</param>
internal sealed class TimedExperiment(Traffic traffic, int keys, int[] threads, Pace pace) : IExperiment
{
    /// <summary>The positions of an order: longer for the cases that would otherwise replay a short history.</summary>
    private const int ShortOrder = 1 << 20;
    private const int LongOrder = 1 << 22;
    private const int KeysOfLongOrder = 500_000;

    private const double RoomForHits = 1.25;
    private const double RoomForLoads = 0.1;
    private const double NanosecondsInMicrosecond = 1_000;

    public Figures Run<TContestant, TKey>(Shape shape, IKeySource<TKey> source)
        where TContestant : struct, IContestant<TContestant, TKey>
    {
        var room = traffic is Traffic.Loads ? RoomForLoads : RoomForHits;
        var isLong = traffic is Traffic.Loads || keys >= KeysOfLongOrder;
        var set = KeySet<TKey>.Create(source, keys, isLong ? LongOrder : ShortOrder);
        var contestant = TContestant.Create(shape with { Capacity = (int)(keys * room) });
        if (traffic is not Traffic.Loads)
        {
            foreach (var i in set.Insertion)
            {
                contestant.Fill(set.Stored[i], set.Values[i]);
            }

            contestant.Settle();
        }

        var lanes = new Lane[threads.Max()];
        for (var i = 0; i < lanes.Length; i++)
        {
            lanes[i] = MakeLane(contestant, set, (int)((long)set.Order.Length * i / lanes.Length));
        }

        Compact();
        var reading = Measure(lanes, traffic is Traffic.Loads ? set.Order.Length : 0);
        GC.KeepAlive(set);
        return reading;
    }

    private Lane MakeLane<TContestant, TKey>(TContestant contestant, KeySet<TKey> set, int start)
        where TContestant : struct, IContestant<TContestant, TKey> => traffic switch
        {
            Traffic.Hits => new HitLane<TContestant, TKey>(contestant, set, start),
            Traffic.Loads => new LoadLane<TContestant, TKey>(contestant, set, start),
            _ => new MixedLane<TContestant, TKey>(contestant, set, start),
        };

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

    /// <summary>What was built lies together and is old, as in a program that has been running for a while.</summary>
    private static void Compact() => GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
}
