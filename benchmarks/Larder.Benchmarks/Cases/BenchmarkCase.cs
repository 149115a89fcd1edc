using Larder.Benchmarks.Measuring;
using Larder.Benchmarks.Workloads;

namespace Larder.Benchmarks.Cases;

/// <summary>One question, asked of several contestants.</summary>
internal sealed record BenchmarkCase
{
    /// <summary>The name on the command line.</summary>
    public required string Name { get; init; }

    /// <summary>The group of cases it belongs to, also accepted on the command line.</summary>
    public required string Group { get; init; }

    /// <summary>What is measured, for the reader of the table.</summary>
    public required string Title { get; init; }

    /// <summary>What the keys are.</summary>
    public required KeyKind Keys { get; init; }

    /// <summary>How many entries, or distinct keys, there are.</summary>
    public required int Entries { get; init; }

    /// <summary>The names of those who take part, when the program was built with them.</summary>
    public required IReadOnlyList<string> Entrants { get; init; }

    /// <summary>Whom the others are compared with: of these, those who take part.</summary>
    public required IReadOnlyList<string> References { get; init; }

    /// <summary>The columns of the table; ratios and ranges are of the first.</summary>
    public required IReadOnlyList<Column> Columns { get; init; }

    /// <summary>Makes the experiment, with that many entries and that pace.</summary>
    public required Func<int, Pace, IExperiment<Figures>> Experiment { get; init; }

    /// <summary>
    /// What the contestants do when they take turns in one process; null where that says nothing, because they would share
    /// code that a program with one of them compiles for it alone.
    /// </summary>
    public Traffic? InTurns { get; init; }
}
