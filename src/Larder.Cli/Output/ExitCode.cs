namespace Larder.Cli.Output;

/// <summary>What the program tells the shell.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>It ran, and the answer is no: requests of a load failed, or a key is not there.</summary>
    public const int Failed = 1;

    /// <summary>Wrong usage, a request that failed, an answer that cannot be used; one line says why.</summary>
    public const int Unusable = 2;

    /// <summary>Ended by Ctrl-C, in the number that shells give it; what was finished has been reported.</summary>
    public const int Interrupted = 130;

    /// <summary>Ended by SIGTERM, likewise.</summary>
    public const int Terminated = 143;
}
