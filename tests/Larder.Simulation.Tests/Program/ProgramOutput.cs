namespace Larder.Simulation.Tests.Program;

/// <summary>What a program left behind when it ended.</summary>
internal sealed record ProgramOutput(int ExitCode, string Output, string Errors)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
