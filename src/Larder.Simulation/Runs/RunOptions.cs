using Larder.Engine;
using Larder.Simulation.Traces;

namespace Larder.Simulation.Runs;

/// <summary>One run: a policy at a capacity.</summary>
public sealed record RunOptions
{
    /// <summary>The policy of the store. Default <see cref="EvictionPolicy.Adaptive"/>.</summary>
    public EvictionPolicy Policy { get; init; } = EvictionPolicy.Adaptive;

    /// <summary>The capacity of the store: entries, or bytes when <see cref="IsWeighted"/>.</summary>
    public required long Capacity { get; init; }

    /// <summary>Whether objects are weighed by their size. Default: each counts as one entry.</summary>
    public bool IsWeighted { get; init; }

    /// <summary>The run ends after that many requests. Default null: it ends with the trace.</summary>
    public long? Limit { get; init; }

    /// <summary>The seed of the store's hashing, so that a run can be repeated to the last hit. Default 1.</summary>
    public ulong Seed { get; init; } = WorkloadGrammar.DefaultSeed;
}
