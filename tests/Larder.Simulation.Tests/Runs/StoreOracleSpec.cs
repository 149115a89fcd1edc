using Larder.Engine;
using Larder.Simulation.Runs;
using Larder.Simulation.Tests.Models;
using Larder.Simulation.Traces;

namespace Larder.Simulation.Tests.Runs;

/// <summary>The real store against lists that are right by construction.</summary>
public sealed class StoreOracleSpec
{
    private static readonly string[] Workloads =
        ["zipf:0.9:3k:40k:1", "recency:0.9:2k:40k:0.2:2", "zipf-scan:0.8:2k:40k:500:100:3", "zipf-loop:0.9:1k:40k:600:0.4:4"];

    private static readonly long[] Capacities = [3, 10, 97, 1000];

    public static TheoryData<string, long> Cases
    {
        get
        {
            var cases = new TheoryData<string, long>();

            foreach (string workload in Workloads)
            {
                foreach (long capacity in Capacities)
                    cases.Add(workload, capacity);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Lru_hits_exactly_when_a_list_does(string workload, long capacity)
    {
        var options = new RunOptions { Policy = EvictionPolicy.Lru, Capacity = capacity };
        var trace = TraceSource.Find(workload);

        var expected = TraceRun.Execute(trace, options, new LruListModel(capacity));
        var result = TraceRun.Execute(trace, options);

        Assert.Equal(expected, result);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fifo_hits_exactly_when_a_queue_does(string workload, long capacity)
    {
        var options = new RunOptions { Policy = EvictionPolicy.Fifo, Capacity = capacity };
        var trace = TraceSource.Find(workload);

        var expected = TraceRun.Execute(trace, options, new FifoListModel(capacity));
        var result = TraceRun.Execute(trace, options);

        Assert.Equal(expected, result);
    }

    [Theory]
    [InlineData(100_000)]
    [InlineData(1_000_000)]
    [InlineData(10_000_000)]
    public void Weighted_fifo_hits_exactly_when_a_queue_by_weight_does(long capacity)
    {
        var options = new RunOptions { Policy = EvictionPolicy.Fifo, Capacity = capacity, IsWeighted = true };
        var trace = TraceSource.Find("zipf:0.9:3k:40k:5");

        var expected = TraceRun.Execute(trace, options, new FifoListModel(capacity));
        var result = TraceRun.Execute(trace, options);

        Assert.Equal(expected, result);
    }

    [Theory]
    [InlineData(EvictionPolicy.Adaptive)]
    [InlineData(EvictionPolicy.Lfu)]
    public void Policies_that_count_beat_a_queue_on_skewed_traffic(EvictionPolicy policy)
    {
        var trace = TraceSource.Find("zipf:0.9:20k:200k:6");
        var queue = TraceRun.Execute(trace, new RunOptions { Policy = EvictionPolicy.Fifo, Capacity = 500 });

        var result = TraceRun.Execute(trace, new RunOptions { Policy = policy, Capacity = 500 });

        Assert.InRange(result.HitRate, queue.HitRate + 0.05, 1);
    }

    [Theory]
    [InlineData(EvictionPolicy.Adaptive)]
    [InlineData(EvictionPolicy.Lru)]
    [InlineData(EvictionPolicy.Lfu)]
    [InlineData(EvictionPolicy.Fifo)]
    public void What_fits_is_kept_by_every_policy(EvictionPolicy policy)
    {
        var options = new RunOptions { Policy = policy, Capacity = 1000 };

        var result = TraceRun.Execute(TraceSource.Find("loop:1000:10k"), options);

        Assert.Equal(9000, result.Hits);
    }
}
