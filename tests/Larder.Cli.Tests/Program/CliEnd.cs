namespace Larder.Cli.Tests.Program;

/// <summary>What the program left behind.</summary>
internal sealed record CliEnd(int ExitCode, string Output, string Errors)
{
    public string[] ErrorLines => Errors.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
