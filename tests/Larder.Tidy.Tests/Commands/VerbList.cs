using System.Text.RegularExpressions;

namespace Larder.Tidy.Tests.Commands;

/// <summary>Reads the verbs of the two front doors from their text, so that neither shell has to run.</summary>
internal static partial class VerbList
{
    /// <summary>The verbs that the bash script acts on.</summary>
    public static IReadOnlyList<string> DispatchedByBash(string script) =>
        Words(BashArm(), Between(script, "case \"$verb\" in", "esac"));

    /// <summary>The verbs that the PowerShell script acts on.</summary>
    public static IReadOnlyList<string> DispatchedByPowerShell(string script) =>
        Words(PowerShellArm(), Between(script, "switch -CaseSensitive ($verb) {", "\n}"));

    /// <summary>The verbs that either script promises in its help.</summary>
    public static IReadOnlyList<string> Documented(string text) =>
        Words(HelpLine(), Between(text, "\nVerbs:\n", "\n\n"));

    /// <summary>The whole help text of a script, in the words of the bash one.</summary>
    public static string Help(string script)
    {
        var text = "Usage: " + Between(script, "'Usage: ", "a service that tests need is missing");
        return text.Replace(@".\larder.ps1", "./larder", StringComparison.Ordinal);
    }

    private static string[] Words(Regex pattern, string text) =>
        [.. pattern.Matches(text).Select(match => match.Groups["verb"].Value).Order(StringComparer.Ordinal)];

    private static string Between(string text, string start, string end)
    {
        var normal = text.Replace("\r\n", "\n", StringComparison.Ordinal)
            .Replace("@'\nUsage: ", "'Usage: ", StringComparison.Ordinal);
        var from = normal.IndexOf(start, StringComparison.Ordinal);
        if (from < 0)
            throw new InvalidOperationException($"The text has no line {start.Trim()}, below which verbs stand.");

        from += start.Length;
        return normal[from..normal.IndexOf(end, from, StringComparison.Ordinal)];
    }

    [GeneratedRegex(@"^\s+(?<verb>[a-z]+)( \| [^)]*)?\) ", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BashArm();

    [GeneratedRegex(@"^\s+'(?<verb>[a-z]+)' \{", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PowerShellArm();

    [GeneratedRegex(@"^  (?<verb>[a-z]+) ", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HelpLine();
}
