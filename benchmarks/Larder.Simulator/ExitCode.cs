namespace Larder.Simulator;

/// <summary>What the program tells the shell.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>A trace, a workload or an option cannot be used; one line on standard error says why.</summary>
    public const int Unusable = 2;

    /// <summary>Ended by Ctrl-C, in the number shells give it; what was finished has been reported.</summary>
    public const int Interrupted = 130;
}
