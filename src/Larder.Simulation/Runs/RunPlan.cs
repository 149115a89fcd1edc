using Larder.Engine;
using Larder.Simulation.Traces;

namespace Larder.Simulation.Runs;

/// <summary>What is to be compared: every policy at every capacity, over one trace.</summary>
public sealed record RunPlan
{
    /// <summary>The trace.</summary>
    public required ITrace Trace { get; init; }

    /// <summary>The policies, in the order of reports. Default: all.</summary>
    public IReadOnlyList<EvictionPolicy> Policies { get; init; } = PolicyName.All;

    /// <summary>The capacities.</summary>
    public required IReadOnlyList<CapacityTerm> Capacities { get; init; }

    /// <summary>Whether objects are weighed by their size, and capacities are bytes. Default: entries are counted.</summary>
    public bool IsWeighted { get; init; }

    /// <summary>Each run ends after that many requests. Default null: it ends with the trace.</summary>
    public long? Limit { get; init; }

    /// <summary>The seed of the store's hashing, so that a run can be repeated to the last hit. Default 1.</summary>
    public ulong Seed { get; init; } = WorkloadGrammar.DefaultSeed;

    /// <summary>
    /// Lists the runs: capacities from small to large, and at each the policies. Counts the trace first if a capacity is
    /// a percentage.
    /// </summary>
    /// <param name="progress">Called now and then while the trace is counted, on this thread.</param>
    /// <param name="cancellationToken">Ends the count.</param>
    /// <returns>The runs, each capacity once.</returns>
    /// <exception cref="SimulationException">The trace carries no sizes but is to be weighed, or cannot be read.</exception>
    public IReadOnlyList<RunOptions> Resolve(
        Action<TraceProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        if (IsWeighted)
            TraceRun.DemandSizes(Trace);

        var profile = Capacities.Any(term => term.IsPercentage)
            ? TraceProfile.Measure(Trace, Limit, progress, cancellationToken)
            : null;

        var runs =
            from capacity in Capacities.Select(term => term.Resolve(profile, IsWeighted)).Distinct().Order()
            from policy in Policies
            select new RunOptions
            {
                Policy = policy,
                Capacity = capacity,
                IsWeighted = IsWeighted,
                Limit = Limit,
                Seed = Seed,
            };

        return [.. runs];
    }
}
