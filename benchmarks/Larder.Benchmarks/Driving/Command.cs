using Larder.Benchmarks.Cases;

namespace Larder.Benchmarks.Driving;

/// <summary>What the command line asked for.</summary>
internal sealed record Command
{
    /// <summary>The cases to run.</summary>
    public IReadOnlyList<BenchmarkCase> Cases { get; init; } = [];

    /// <summary>Only these contestants; empty for all.</summary>
    public IReadOnlyList<string> Contestants { get; init; } = [];

    /// <summary>How often each contestant runs. Default 5, the least for figures that are published.</summary>
    public int Rounds { get; init; } = 5;

    /// <summary>The pace of the workers. Default <see cref="Worker.Careful"/>.</summary>
    public string Pace { get; init; } = Worker.Careful;

    /// <summary>The markdown file to write; null for standard output.</summary>
    public string? Out { get; init; }

    /// <summary>The picture of the growth cases to write; null for none.</summary>
    public string? Plot { get; init; }

    /// <summary>Whether the cases are only listed.</summary>
    public bool ListsOnly { get; init; }
}
