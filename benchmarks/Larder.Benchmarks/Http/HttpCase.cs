namespace Larder.Benchmarks.Http;

/// <summary>One kind of request, asked of Larder's server and of a bare one that sends the same answer.</summary>
internal sealed record HttpCase
{
    /// <summary>The group that all of them belong to on the command line.</summary>
    public const string Group = "http";

    /// <summary>The name on the command line.</summary>
    public required string Name { get; init; }

    /// <summary>What is measured, for the reader of the table.</summary>
    public required string Title { get; init; }

    /// <summary>The most that a request may cost, as a multiple of what it costs the bare server.</summary>
    public required double Wanted { get; init; }

    /// <summary>How many requests a client sends before it waits for the answers. Default 1.</summary>
    public int Depth { get; init; } = 1;

    /// <summary>The share of puts with which Larder's own generator sends about the same; null when it cannot.</summary>
    public int? PutPercent { get; init; }

    /// <summary>Brings the server into the state that is measured, and says what is asked of it then.</summary>
    public required Func<HttpClient, Task<IReadOnlyList<WireRequest>>> Prepare { get; init; }
}
