using Larder.Cli.Arguments;
using Larder.Cli.Output;

namespace Larder.Cli.Commands;

/// <summary>One thing that the program can do.</summary>
internal interface IVerb
{
    /// <summary>The word that chooses it; empty for what is done without one.</summary>
    string Name { get; }

    /// <summary>The text of <c>--help</c>.</summary>
    string Help { get; }

    IReadOnlyList<Option> Options { get; }

    /// <summary>How many words it takes beside its options.</summary>
    int WordsMax { get; }

    /// <summary>Does it and returns the exit code.</summary>
    /// <param name="given">What the user wrote.</param>
    /// <param name="terminal">Where to write.</param>
    /// <param name="stop">Ctrl-C, or a request to terminate.</param>
    /// <exception cref="RefusedException">It cannot be done; the message is for the user.</exception>
    Task<int> RunAsync(GivenWords given, Terminal terminal, CancellationToken stop);
}
