namespace Larder.Tidy.Tests.Commands;

/// <summary>What a command left behind: its exit code and the text of its two streams.</summary>
internal sealed record CommandEnd(int ExitCode, string Output, string Errors)
{
    public string LastLine => Output.TrimEnd('\n').Split('\n')[^1];
}
