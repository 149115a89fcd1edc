using Larder.Cli.Arguments;

namespace Larder.Cli.Load;

/// <summary>What is asked of a run, whatever its requests are.</summary>
internal sealed record LoadPlan
{
    public required ServerAddress Server { get; init; }

    public required RequestWriter Writer { get; init; }

    public required ReplyJudge Judge { get; init; }

    public required IWork Work { get; init; }

    public required int Connections { get; init; }

    /// <summary>When the run ends, if the work does not end before; null leaves it to the work.</summary>
    public required TimeSpan? Duration { get; init; }

    /// <summary>How long one request may take.</summary>
    public required TimeSpan Timeout { get; init; }

    public required int Seed { get; init; }
}
