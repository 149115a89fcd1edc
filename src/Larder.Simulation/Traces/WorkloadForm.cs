namespace Larder.Simulation.Traces;

/// <summary>One kind of generated workload, as help texts list it.</summary>
public sealed record WorkloadForm
{
    internal WorkloadForm(Func<WorkloadArguments, Func<RandomStream, IKeySequence>> build)
    {
        Build = build;
    }

    /// <summary>The first word: which kind.</summary>
    public required string Name { get; init; }

    /// <summary>What follows the first word, parameter by parameter; the seed, in brackets, may be left out.</summary>
    public required string Parameters { get; init; }

    /// <summary>What the workload is like, in one sentence.</summary>
    public required string Meaning { get; init; }

    /// <summary>A workload of this form that can be run as it stands.</summary>
    public required string Example { get; init; }

    /// <summary>The whole form, such as <c>zipf:SKEW:KEYS:REQUESTS[:SEED]</c>.</summary>
    public string Pattern => $"{Name}:{Parameters}[:SEED]";

    internal Func<WorkloadArguments, Func<RandomStream, IKeySequence>> Build { get; }
}
