namespace Larder.Cli.Load;

/// <summary>How a request ended, and, of a failure, of which kind it is.</summary>
internal readonly record struct Verdict(Outcome Outcome, string Kind)
{
    public static readonly Verdict Success = new(Outcome.Success, "");
    public static readonly Verdict Miss = new(Outcome.Miss, "");
    public static readonly Verdict Unfinished = new(Outcome.Unfinished, "");
}
