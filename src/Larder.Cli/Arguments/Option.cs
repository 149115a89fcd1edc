namespace Larder.Cli.Arguments;

/// <summary>One option of a verb, as the reader and the help text need it.</summary>
/// <param name="Name">The long form, with its two dashes.</param>
/// <param name="Short">The letter of the short form, or null when there is none.</param>
/// <param name="Value">What follows, as the help calls it; null for a switch that takes nothing.</param>
/// <param name="Meaning">One or more lines for the help.</param>
internal sealed record Option(string Name, char? Short, string? Value, string Meaning)
{
    public static readonly Option Help = new("--help", 'h', null, "print this");

    /// <summary>Both spellings, for messages and for the help.</summary>
    public string Spelling => (Short is { } letter ? $"-{letter}, " : "    ") + Name + (Value is null ? "" : $" {Value}");
}
