namespace Larder.Simulation.Traces;

/// <summary>The extent of a trace: what a capacity given as a percentage is a percentage of.</summary>
public sealed record TraceProfile
{
    /// <summary>The most distinct keys that are counted; each takes some 40 bytes while counting.</summary>
    internal const int MaximumKeys = 100_000_000;

    private const int BatchSize = 4096;

    /// <summary>How many requests there are.</summary>
    public required long Requests { get; init; }

    /// <summary>How many different keys they ask for.</summary>
    public required long Keys { get; init; }

    /// <summary>The sizes of all different objects added up, each as it was first asked for.</summary>
    public required long Bytes { get; init; }

    /// <summary>Reads a trace once and counts.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="limit">Stops after that many requests; null reads all.</param>
    /// <param name="progress">Called now and then, on this thread.</param>
    /// <param name="cancellationToken">Ends the count.</param>
    /// <returns>The counts.</returns>
    /// <exception cref="SimulationException">The trace cannot be read, or has too many keys to count.</exception>
    public static TraceProfile Measure(
        ITrace trace, long? limit = null, Action<TraceProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(trace);

        using var pass = new TracePass(trace, limit, BatchSize);
        var keys = new HashSet<long>();
        long bytes = 0;

        while (pass.MoveNext())
        {
            cancellationToken.ThrowIfCancellationRequested();

            foreach (var request in pass.Batch)
            {
                if (keys.Add(request.Key))
                    bytes += request.Size;
            }

            if (keys.Count > MaximumKeys)
                throw new SimulationException(
                    $"The trace {trace.Name} has more than {MaximumKeys} distinct keys, too many to count. " +
                    "Give capacities as numbers instead of percentages.");

            progress?.Invoke(pass.Progress);
        }

        return new TraceProfile { Requests = pass.Progress.Requests, Keys = keys.Count, Bytes = bytes };
    }
}
