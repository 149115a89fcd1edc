using System.Net.Sockets;
using System.Security.Authentication;
using Larder.Cli.Http;
using Larder.Cli.Output;
using Larder.Engine.Statistics;

namespace Larder.Cli.Load;

/// <summary>Runs a plan: all connections at once, a watch beside them, and one result at the end.</summary>
internal sealed class LoadRun(LoadPlan plan, TimeProvider time)
{
    /// <summary>How often the watch looks for requests that take too long, and tells the progress.</summary>
    private static readonly TimeSpan WatchEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>How long answers in the air are waited for once the run is over.</summary>
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(1);

    private readonly LatencyHistogram _puts = new();
    private readonly LatencyHistogram _gets = new();

    /// <param name="report">Called a few times a second.</param>
    /// <param name="stop">Ends the run early; what was measured so far is the result.</param>
    /// <exception cref="RefusedException">The server cannot be reached at all.</exception>
    public async Task<LoadResult> RunAsync(Action<LoadProgress> report, CancellationToken stop)
    {
        await ProveServerAsync(stop);

        var connections = Enumerable.Range(0, plan.Connections)
            .Select(number => new LoadConnection(plan, time, _puts, _gets, number))
            .ToArray();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        if (plan.Duration is { } duration)
            end.CancelAfter(duration);

        var processorBefore = ReadProcessorTime();
        var start = time.GetTimestamp();
        var all = Task.WhenAll(connections.Select(each => Task.Run(() => each.RunAsync(end.Token), CancellationToken.None)));
        var elapsed = await WatchAsync(connections, all, start, report, end.Token);
        var processorTime = ReadProcessorTime() - processorBefore;

        return Sum(connections, elapsed, processorTime, stop.IsCancellationRequested);
    }

    // Without this a wrong port would be a run full of failures instead of one line.
    private async Task ProveServerAsync(CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(plan.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        try
        {
            using var connection = await HttpConnection.ConnectAsync(plan.Server, either.Token);
        }
        catch (Exception fault) when (fault is SocketException or IOException or AuthenticationException
            || (fault is OperationCanceledException && !stop.IsCancellationRequested))
        {
            var reason = fault is OperationCanceledException
                ? $"no connection within {DurationText.Whole(plan.Timeout)}"
                : fault.Message;
            throw new RefusedException(
                $"{plan.Server.Text} cannot be reached: {SafeText.Line(reason)}. Is the server running? "
                + "Start it with ./larder run, or name another with --host.",
                fault);
        }
    }

    private async Task<TimeSpan> WatchAsync(
        LoadConnection[] connections, Task all, long start, Action<LoadProgress> report, CancellationToken end)
    {
        TimeSpan? drainingSince = null;
        while (!all.IsCompleted)
        {
            await Task.WhenAny(all, Task.Delay(WatchEvery, time, CancellationToken.None));
            var elapsed = time.GetElapsedTime(start);
            foreach (var connection in connections)
                connection.AbortOlderThan(plan.Timeout);

            if (end.IsCancellationRequested)
                drainingSince ??= elapsed;
            if (elapsed - drainingSince > DrainLimit)
                Array.ForEach(connections, connection => connection.Abandon());
            if (!all.IsCompleted)
                report(Progress(connections, elapsed));
        }

        await all;

        // Waiting for stragglers is no part of what was asked for, and would lower the rate.
        return drainingSince ?? time.GetElapsedTime(start);
    }

    private LoadProgress Progress(LoadConnection[] connections, TimeSpan elapsed)
    {
        var completed = connections.Sum(each => each.Tally.Puts + each.Tally.Hits + each.Tally.Misses);
        var failed = connections.Sum(each => each.Tally.Failed);
        var byTime = plan.Duration is { } duration ? elapsed / duration : 0;
        var byWork = plan.Work.Total is > 0 and { } total ? (double)(completed + failed) / total : 0;
        return new LoadProgress(Math.Max(byTime, byWork), elapsed, completed, failed);
    }

    private LoadResult Sum(
        LoadConnection[] connections, TimeSpan elapsed, TimeSpan? processorTime, bool wasInterrupted)
    {
        var tallies = connections.Select(each => each.Tally).ToArray();
        return new LoadResult
        {
            Elapsed = elapsed,
            Puts = tallies.Sum(each => each.Puts),
            Hits = tallies.Sum(each => each.Hits),
            Misses = tallies.Sum(each => each.Misses),
            Failed = tallies.Sum(each => each.Failed),
            Unfinished = tallies.Sum(each => each.Unfinished),
            Failures = tallies.SelectMany(each => each.Failures)
                .GroupBy(each => each.Key, StringComparer.Ordinal)
                .OrderByDescending(group => group.Sum(each => each.Value))
                .ToDictionary(group => group.Key, group => group.Sum(each => each.Value), StringComparer.Ordinal),
            PutLatency = _puts.Snapshot(),
            GetLatency = _gets.Snapshot(),
            ProcessorTime = processorTime,
            WasInterrupted = wasInterrupted,
        };
    }

    private static TimeSpan? ReadProcessorTime() =>
        OperatingSystem.IsLinux() || OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()
            ? Environment.CpuUsage.TotalTime
            : null;
}
