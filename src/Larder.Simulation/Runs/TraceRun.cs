using Larder.Simulation.Traces;

namespace Larder.Simulation.Runs;

/// <summary>
/// Drives a store with a trace on one thread: each request is a get, and on a miss a set. The store begins empty, and
/// the misses that fill it count.
/// </summary>
/// <remarks>
/// In a weighted run an object larger than the whole capacity is a miss and is not stored. An object that comes back
/// with another size while it is cached is a hit, and keeps the weight it was stored with.
/// </remarks>
public static class TraceRun
{
    private const int BatchSize = 4096;

    /// <summary>Runs a trace over a new store.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="options">The policy and the capacity.</param>
    /// <param name="progress">Called after each few thousand requests, on this thread.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <returns>What the store reached.</returns>
    /// <exception cref="SimulationException">The trace cannot be read, or carries no sizes but is to be weighed.</exception>
    public static RunResult Execute(
        ITrace trace,
        RunOptions options,
        Action<TraceProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentNullException.ThrowIfNull(options);

        if (options.IsWeighted)
            DemandSizes(trace);

        using var store = new SimulatedStore(options);
        return Execute(trace, options, store, progress, cancellationToken);
    }

    internal static RunResult Execute(
        ITrace trace,
        RunOptions options,
        ISimulatedStore store,
        Action<TraceProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        using var pass = new TracePass(trace, options.Limit, BatchSize);
        var tally = new RunTally(store, options);

        while (pass.MoveNext())
        {
            cancellationToken.ThrowIfCancellationRequested();
            tally.Request(pass.Batch);
            progress?.Invoke(pass.Progress);
        }

        return tally.Result();
    }

    internal static void DemandSizes(ITrace trace)
    {
        if (!trace.HasSizes)
            throw new SimulationException(
                $"The trace {trace.Name} carries no sizes, so it cannot be weighed. " +
                "Use an .oracleGeneral trace or a generated workload, or leave --weighted out.");
    }
}
