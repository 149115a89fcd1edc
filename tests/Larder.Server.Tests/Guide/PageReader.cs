namespace Larder.Server.Tests.Guide;

/// <summary>Finds the commands in the fenced blocks of a page, and the answers beside them.</summary>
/// <remarks>
/// In a block of <c>console</c> a command follows <c>$ </c>, and all up to the next one is its answer. In one of <c>sh</c> or
/// <c>bash</c> every line is a command, and an indented line, or one that only closes what is open, belongs to the one above;
/// a comment below a command is its answer, and so is a block of <c>json</c> right below the block. A backslash at the end
/// of a line continues it. A block that begins with <c># needs …</c> says what a test run does not have.
/// </remarks>
internal sealed class PageReader(string page)
{
    private const string Fence = "```";
    private const string Prompt = "$ ";
    private const string Comment = "# ";
    private const string NeedsMark = "# needs ";

    private static readonly string[] Closers = ["}", "done", "fi"];

    private readonly List<ShownCommand> _commands = [];
    private readonly List<string> _texts = [];

    /// <summary>Every command of a page.</summary>
    public static IReadOnlyList<ShownCommand> Read(string page, IReadOnlyList<string> lines) => ReadAll(page, lines)._commands;

    /// <summary>What programs say, in the blocks of <c>text</c>.</summary>
    public static IReadOnlyList<string> ReadTexts(string page, IReadOnlyList<string> lines) => ReadAll(page, lines)._texts;

    private static PageReader ReadAll(string page, IReadOnlyList<string> lines)
    {
        var reader = new PageReader(page);
        var isNear = false;
        for (var i = 0; i < lines.Count; i++)
        {
            if (!lines[i].StartsWith(Fence, StringComparison.Ordinal))
            {
                isNear &= lines[i].Length == 0;
                continue;
            }

            var start = i + 1;
            var end = start;
            while (lines[end] != Fence)
                end++;
            isNear = reader.ReadBlock(lines[i][Fence.Length..], start, [.. lines.Skip(start).Take(end - start)], isNear);
            i = end;
        }

        return reader;
    }

    /// <returns>Whether an answer to its last command may follow in a block of its own.</returns>
    private bool ReadBlock(string language, int start, IReadOnlyList<string> lines, bool isNear)
    {
        switch (language)
        {
            case "console":
                Gather(start, lines, line => Cut(line, Prompt), line => line, _ => false);
                return false;

            case "sh" or "bash":
                Gather(start, lines, line => line.StartsWith('#') || line.Length == 0 ? null : line, line => Cut(line, Comment), GoesOn);
                return true;

            case "json" when isNear && _commands.Count > 0 && _commands[^1].Answer is null:
                _commands[^1] = _commands[^1] with { Answer = string.Join('\n', lines) };
                return false;

            case "text":
                _texts.Add(string.Join('\n', lines) + "\n");
                return false;

            default:
                return false;
        }
    }

    private void Gather(
        int start, IReadOnlyList<string> lines, Func<string, string?> asCommand, Func<string, string?> asAnswer, Predicate<string> goesOn)
    {
        var first = _commands.Count;
        var needs = lines.Count > 0 ? Cut(lines[0], NeedsMark) : null;
        for (var i = 0; i < lines.Count; i++)
        {
            if (asCommand(lines[i]) is { } text)
            {
                var line = start + i + 1;
                while (i + 1 < lines.Count && (text.EndsWith('\\') || goesOn(lines[i + 1])))
                    text += $"\n{lines[++i]}";
                _commands.Add(new ShownCommand(page, line, text, Needs: needs));
            }
            else if (_commands.Count > first && asAnswer(lines[i]) is { } answer)
            {
                var before = _commands[^1].Answer;
                _commands[^1] = _commands[^1] with { Answer = before is null ? answer : $"{before}\n{answer}" };
            }
        }
    }

    private static bool GoesOn(string line) => line.StartsWith(' ') || Closers.Contains(line);

    private static string? Cut(string line, string start) =>
        line.StartsWith(start, StringComparison.Ordinal) ? line[start.Length..] : null;
}
