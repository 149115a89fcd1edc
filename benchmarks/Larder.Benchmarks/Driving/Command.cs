using Larder.Benchmarks.Cases;
using Larder.Benchmarks.Http;

namespace Larder.Benchmarks.Driving;

/// <summary>What the command line asked for.</summary>
internal sealed record Command
{
    /// <summary>The cases to run.</summary>
    public IReadOnlyList<BenchmarkCase> Cases { get; init; } = [];

    /// <summary>The cases that compare servers. They run only when they are named.</summary>
    public IReadOnlyList<HttpCase> HttpCases { get; init; } = [];

    /// <summary>The questions about the server alone. They run only when they are named.</summary>
    public IReadOnlyList<IServerTrial> Trials { get; init; } = [];

    /// <summary>The server that is measured, a program or an assembly; null for the one built with this program.</summary>
    public string? Server { get; init; }

    /// <summary>Only these contestants; empty for all.</summary>
    public IReadOnlyList<string> Contestants { get; init; } = [];

    /// <summary>How often each contestant runs. Default 5, the least for figures that are published.</summary>
    public int Rounds { get; init; } = 5;

    /// <summary>Whether the contestants of a case take turns in one process. Default false: each has its own.</summary>
    public bool InTurns { get; init; }

    /// <summary>The pace of the workers. Default <see cref="Worker.Careful"/>.</summary>
    public string Pace { get; init; } = Worker.Careful;

    /// <summary>The markdown file to write; null for standard output.</summary>
    public string? Out { get; init; }

    /// <summary>The picture of the growth cases to write; null for none.</summary>
    public string? Plot { get; init; }

    /// <summary>Whether the cases are only listed.</summary>
    public bool ListsOnly { get; init; }
}
