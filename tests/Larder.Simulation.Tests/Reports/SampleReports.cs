using Larder.Engine;
using Larder.Simulation.Reports;

namespace Larder.Simulation.Tests.Reports;

/// <summary>Reports with known figures.</summary>
internal static class SampleReports
{
    public static SimulationReport Plain { get; } = new()
    {
        TraceName = "oltp.u32.gz",
        Results =
        [
            Result(EvictionPolicy.Adaptive, 250, 24_62),
            Result(EvictionPolicy.Lru, 250, 16_47),
            Result(EvictionPolicy.Adaptive, 1000, 41_16),
            Result(EvictionPolicy.Lru, 1000, 32_83),
        ],
    };

    public static SimulationReport Weighted { get; } = Plain with
    {
        IsWeighted = true,
        Results = [.. Plain.Results.Select(result => result with { Bytes = new ByteCount(1_000_000, result.Hits * 50) })],
    };

    private static RunResult Result(EvictionPolicy policy, long capacity, long hits)
    {
        return new RunResult { Policy = policy, Capacity = capacity, Requests = 10_000, Hits = hits };
    }
}
