using System.Text.RegularExpressions;

namespace Larder.Server.Tests.Operations;

/// <summary>A block of commands on a page.</summary>
/// <remarks>
/// Its first line may be a mark: <c># needs …</c> for what a test run does not have, and then nobody runs it;
/// <c># starts a server</c> for a command that does not end. A line <c># prints …</c> says what stands in the output.
/// </remarks>
internal sealed partial record CommandBlock(string Page, int Line, string Text)
{
    private const string NeedsMark = "# needs ";
    private const string ServerMark = "# starts a server";
    private const string PrintsMark = "# prints ";

    private static readonly string[] Languages = ["sh", "bash", "shell", "console"];

    /// <summary>What it needs, or null when it is run.</summary>
    public string? Needs => Text.StartsWith(NeedsMark, StringComparison.Ordinal) ? Text.Split('\n')[0][NeedsMark.Length..] : null;

    public bool IsServer => Text.StartsWith(ServerMark, StringComparison.Ordinal);

    public IEnumerable<string> Prints => Text.Split('\n')
        .Where(line => line.StartsWith(PrintsMark, StringComparison.Ordinal))
        .Select(line => line[PrintsMark.Length..]);

    /// <summary>The blocks of a page of Markdown that are for a shell.</summary>
    public static IReadOnlyList<CommandBlock> ReadAll(string page, string markdown) =>
    [
        .. Fenced(page, markdown).Where(each => Languages.Contains(each.Language)).Select(each => each.Block),
    ];

    /// <summary>The blocks that show what a program says.</summary>
    public static IReadOnlyList<CommandBlock> ReadTexts(string page, string markdown) =>
        [.. Fenced(page, markdown).Where(each => each.Language == "text").Select(each => each.Block)];

    private static IEnumerable<(string Language, CommandBlock Block)> Fenced(string page, string markdown) =>
        Fence().Matches(markdown).Select(match => (
            match.Groups["language"].Value,
            new CommandBlock(page, markdown[..match.Index].Count(sign => sign == '\n') + 1, match.Groups["text"].Value)));

    [GeneratedRegex(@"^```(?<language>\w*)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
