using System.Globalization;
using Larder.Engine;
using Larder.Simulation;
using Larder.Simulation.Runs;
using Larder.Simulation.Traces;

namespace Larder.Simulator;

/// <summary>What the command line asks for.</summary>
internal sealed record SimulatorArguments
{
    public const string DefaultCapacities = "1%,2%,5%,10%,20%";

    public required string Trace { get; init; }

    public IReadOnlyList<EvictionPolicy> Policies { get; init; } = PolicyName.All;

    public IReadOnlyList<CapacityTerm> Capacities { get; init; } = CapacityTerm.ParseList(DefaultCapacities);

    public bool IsWeighted { get; init; }

    public bool ShowsTable { get; init; }

    public string? ReportPath { get; init; }

    public long? Limit { get; init; }

    public ulong Seed { get; init; } = WorkloadGrammar.DefaultSeed;

    public static SimulatorArguments Parse(IReadOnlyList<string> words)
    {
        var options = OptionList.Parse(words);
        string trace = options.Find("--trace") ?? throw new SimulationException(
            $"--trace is missing. Give a file, or a workload such as {WorkloadGrammar.Example}; --help lists the rest.");

        return new SimulatorArguments
        {
            Trace = trace,
            Policies = PolicyName.ParseList(options.Find("--policy") ?? "all"),
            Capacities = CapacityTerm.ParseList(options.Find("--capacity") ?? DefaultCapacities),
            IsWeighted = options.Has("--weighted"),
            ShowsTable = options.Has("--table"),
            ReportPath = options.Find("--report"),
            Limit = options.Find("--limit") is { } limit ? ParseLimit(limit) : null,
            Seed = options.Find("--seed") is { } seed ? ParseSeed(seed) : WorkloadGrammar.DefaultSeed,
        };
    }

    private static long ParseLimit(string text)
    {
        return CountText.TryParse(text, out long limit) && limit > 0
            ? limit
            : throw new SimulationException($"--limit must be a whole number from 1, but is '{text}'. Write for example 100k.");
    }

    private static ulong ParseSeed(string text)
    {
        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed)
            ? seed
            : throw new SimulationException($"--seed must be a whole number from 0, but is '{text}'. Write for example 42.");
    }
}
