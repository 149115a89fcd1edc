using Larder.Engine;
using Larder.Simulation.Runs;
using Larder.Simulation.Tests.Models;
using Larder.Simulation.Traces;

namespace Larder.Simulation.Tests.Runs;

/// <summary>How a run counts, shown over list models whose answers can be worked out by hand.</summary>
public sealed class TraceRunSpec : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_miss_is_stored_and_a_repetition_hits()
    {
        var result = Run(TraceBytes.Keys(1, 2, 1, 3, 4, 1, 2), new LruListModel(3), capacity: 3);

        Assert.Equal(new RunResult { Policy = EvictionPolicy.Lru, Capacity = 3, Requests = 7, Hits = 2 }, result);
        Assert.Equal(2.0 / 7, result.HitRate);
    }

    [Fact]
    public void A_loop_larger_than_the_list_never_hits_and_one_that_fits_misses_once_each()
    {
        var trace = TraceSource.Find("loop:100:10000");

        var tooSmall = TraceRun.Execute(trace, new RunOptions { Capacity = 99 }, new LruListModel(99));
        var enough = TraceRun.Execute(trace, new RunOptions { Capacity = 100 }, new LruListModel(100));

        Assert.Equal(0, tooSmall.Hits);
        Assert.Equal(9900, enough.Hits);
    }

    [Fact]
    public void A_limit_ends_the_run()
    {
        var options = new RunOptions { Capacity = 100, Limit = 150 };

        var result = TraceRun.Execute(TraceSource.Find("loop:100:10000"), options, new LruListModel(100));

        Assert.Equal(150, result.Requests);
        Assert.Equal(50, result.Hits);
    }

    [Fact]
    public void Weights_are_sizes_and_bytes_are_counted()
    {
        byte[] content = TraceBytes.Objects((1, 40), (2, 50), (1, 40), (3, 30), (1, 40), (2, 50));

        var result = RunWeighted(content, capacity: 100);

        // Storing 3 pushes out 1, the oldest; 2 stays until 1 comes back.
        Assert.Equal(6, result.Requests);
        Assert.Equal(1, result.Hits);
        Assert.Equal(new ByteCount(250, 40), result.Bytes);
        Assert.Equal(40.0 / 250, result.Bytes!.Value.HitRate);
    }

    [Fact]
    public void An_object_larger_than_the_capacity_is_a_miss_each_time_and_pushes_nothing_out()
    {
        byte[] content = TraceBytes.Objects((1, 60), (9, 101), (9, 101), (1, 60), (8, 100), (8, 100));

        var result = RunWeighted(content, capacity: 100);

        Assert.Equal(2, result.Hits);
        Assert.Equal(new ByteCount(522, 160), result.Bytes);
    }

    [Fact]
    public void Sizes_do_not_matter_when_entries_are_counted()
    {
        byte[] content = TraceBytes.Objects((1, 1000), (2, 2000), (1, 1000));
        var trace = TraceSource.Find(_folder.Write("blocks.oracleGeneral", content));

        var result = TraceRun.Execute(trace, new RunOptions { Capacity = 3 }, new FifoListModel(3));

        Assert.Equal(1, result.Hits);
        Assert.Null(result.Bytes);
    }

    [Fact]
    public void Progress_grows_to_the_whole()
    {
        var seen = new List<TraceProgress>();

        TraceRun.Execute(TraceSource.Find("loop:100:10000"), new RunOptions { Capacity = 10 }, new LruListModel(10), seen.Add);

        Assert.Equal(seen.OrderBy(progress => progress.Requests), seen);
        Assert.Equal(new TraceProgress(10_000, 1), seen[^1]);
        Assert.True(seen.Count > 1);
    }

    [Fact]
    public void A_cancelled_run_ends_within_a_batch()
    {
        using var cancellation = new CancellationTokenSource();
        long last = 0;

        var run = () => TraceRun.Execute(
            TraceSource.Find("loop:100:1m"),
            new RunOptions { Capacity = 10 },
            new LruListModel(10),
            progress =>
            {
                last = progress.Requests;
                cancellation.Cancel();
            },
            cancellation.Token);

        Assert.Throws<OperationCanceledException>(run);
        Assert.InRange(last, 1, 10_000);
    }

    private RunResult Run(byte[] content, ISimulatedStore store, long capacity)
    {
        var trace = TraceSource.Find(_folder.Write("keys.u32", content));
        return TraceRun.Execute(trace, new RunOptions { Policy = EvictionPolicy.Lru, Capacity = capacity }, store);
    }

    private RunResult RunWeighted(byte[] content, long capacity)
    {
        var trace = TraceSource.Find(_folder.Write("blocks.oracleGeneral", content));
        var options = new RunOptions { Policy = EvictionPolicy.Fifo, Capacity = capacity, IsWeighted = true };
        return TraceRun.Execute(trace, options, new FifoListModel(capacity));
    }
}
