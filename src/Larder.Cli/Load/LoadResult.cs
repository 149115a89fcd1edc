using Larder.Engine.Statistics;

namespace Larder.Cli.Load;

/// <summary>What a run has measured.</summary>
internal sealed record LoadResult
{
    public required TimeSpan Elapsed { get; init; }

    public required long Puts { get; init; }

    public required long Hits { get; init; }

    public required long Misses { get; init; }

    public required long Failed { get; init; }

    /// <summary>In the air when the run ended, and given up.</summary>
    public required long Unfinished { get; init; }

    /// <summary>How often each kind of failure was seen.</summary>
    public required IReadOnlyDictionary<string, long> Failures { get; init; }

    public required LatencySnapshot PutLatency { get; init; }

    public required LatencySnapshot GetLatency { get; init; }

    /// <summary>What this program itself took from the processors meanwhile; null where the system does not tell.</summary>
    public required TimeSpan? ProcessorTime { get; init; }

    public required bool WasInterrupted { get; init; }

    public long Gets => Hits + Misses;

    public long Completed => Puts + Gets;

    public double MissRate => Gets == 0 ? 0 : (double)Misses / Gets;

    public double PerSecond(long count) => Elapsed > TimeSpan.Zero ? count / Elapsed.TotalSeconds : 0;
}
