namespace Larder.Cli.Output;

/// <summary>The three standard streams of the process, and whether a person looks at them.</summary>
internal sealed class Terminal
{
    /// <summary>Narrower ones are written as if they were this wide, and break their lines.</summary>
    private const int NarrowestColumns = 40;

    private const int UsualColumns = 80;

    /// <summary>Results, as bytes, so that what a server sent is passed on unchanged.</summary>
    public required Stream Output { get; init; }

    /// <summary>Everything said to the user about the run.</summary>
    public required TextWriter Error { get; init; }

    public required Stream Input { get; init; }

    public required bool OutputIsTerminal { get; init; }

    public required bool ErrorIsTerminal { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The width at this moment; people resize their windows.</summary>
    public int Columns => ErrorIsTerminal ? Math.Max(NarrowestColumns, ReadColumns()) : UsualColumns;

    public static Terminal OfProcess() => new()
    {
        Output = Console.OpenStandardOutput(),
        Error = Console.Error,
        Input = Console.OpenStandardInput(),
        OutputIsTerminal = !Console.IsOutputRedirected,
        ErrorIsTerminal = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb",
    };

    public void WriteOutput(string text) => Output.Write(System.Text.Encoding.UTF8.GetBytes(text));

    private static int ReadColumns()
    {
        try
        {
            return Console.WindowWidth is > 0 and var columns ? columns : UsualColumns;
        }
        catch (IOException)
        {
            // Some terminals, serial lines for one, do not know their width.
            return UsualColumns;
        }
    }
}
