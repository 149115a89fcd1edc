using Larder.Engine;

namespace Larder.Simulation.Reports;

/// <summary>What a report shows: the results of one plan, or as many of them as were finished.</summary>
public sealed record SimulationReport
{
    /// <summary>The name of the trace.</summary>
    public required string TraceName { get; init; }

    /// <summary>Whether capacities are bytes; else they are entries.</summary>
    public bool IsWeighted { get; init; }

    /// <summary>The results; at most one for each policy and capacity.</summary>
    public required IReadOnlyList<RunResult> Results { get; init; }

    /// <summary>Whether runs were left out because the user ended the program.</summary>
    public bool IsPartial { get; init; }

    internal IReadOnlyList<EvictionPolicy> Policies => [.. Results.Select(result => result.Policy).Distinct()];

    internal IReadOnlyList<long> Capacities => [.. Results.Select(result => result.Capacity).Distinct().Order()];

    internal long Requests => Results.Count == 0 ? 0 : Results[0].Requests;

    internal string CapacityUnit => IsWeighted ? "bytes" : "entries";

    internal RunResult? Find(EvictionPolicy policy, long capacity)
    {
        return Results.FirstOrDefault(result => result.Policy == policy && result.Capacity == capacity);
    }

    internal double Best(long capacity, Func<RunResult, double> rate)
    {
        return Results.Where(result => result.Capacity == capacity).Max(rate);
    }
}
