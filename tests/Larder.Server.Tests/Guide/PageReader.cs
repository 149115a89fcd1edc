namespace Larder.Server.Tests.Guide;

/// <summary>Finds the commands with <c>curl</c> in the fenced blocks of a page, and the answers beside them.</summary>
/// <remarks>
/// In a block of <c>console</c> a command follows <c>$ </c>, and all up to the next one is its answer. In one of <c>sh</c> or
/// <c>bash</c> every line is a command, a comment below it is its answer, and so is a block of <c>json</c> right below the
/// block. A backslash at the end of a line continues it. A command with an ellipsis in it leaves something out, such as a
/// key, and is there to be read.
/// </remarks>
internal sealed class PageReader(string page)
{
    private const string Fence = "```";
    private const string Prompt = "$ ";
    private const string Comment = "# ";

    private readonly List<ShownCommand> _commands = [];

    public static IReadOnlyList<ShownCommand> Read(string page, IReadOnlyList<string> lines) =>
        new PageReader(page).Read(lines);

    private List<ShownCommand> Read(IReadOnlyList<string> lines)
    {
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
            isNear = ReadBlock(lines[i][Fence.Length..], start, [.. lines.Skip(start).Take(end - start)], isNear);
            i = end;
        }

        return [.. _commands.Where(command => command.Text.StartsWith("curl ", StringComparison.Ordinal)
            && !command.Text.Contains('…', StringComparison.Ordinal))];
    }

    /// <returns>Whether an answer to its last command may follow in a block of its own.</returns>
    private bool ReadBlock(string language, int start, IReadOnlyList<string> lines, bool isNear)
    {
        switch (language)
        {
            case "console":
                Gather(start, lines, line => Cut(line, Prompt), line => line);
                return false;

            case "sh" or "bash":
                Gather(start, lines, line => line.StartsWith('#') || line.Length == 0 ? null : line, line => Cut(line, Comment));
                return true;

            case "json" when isNear && _commands.Count > 0 && _commands[^1].Answer is null:
                _commands[^1] = _commands[^1] with { Answer = string.Join('\n', lines) };
                return false;

            default:
                return false;
        }
    }

    private void Gather(
        int start, IReadOnlyList<string> lines, Func<string, string?> asCommand, Func<string, string?> asAnswer)
    {
        var first = _commands.Count;
        for (var i = 0; i < lines.Count; i++)
        {
            if (asCommand(lines[i]) is { } text)
            {
                var line = start + i + 1;
                while (text.EndsWith('\\'))
                    text = text[..^1] + lines[++i];
                _commands.Add(new ShownCommand(page, line, text, Answer: null));
            }
            else if (_commands.Count > first && asAnswer(lines[i]) is { } answer)
            {
                var before = _commands[^1].Answer;
                _commands[^1] = _commands[^1] with { Answer = before is null ? answer : $"{before}\n{answer}" };
            }
        }
    }

    private static string? Cut(string line, string start) =>
        line.StartsWith(start, StringComparison.Ordinal) ? line[start.Length..] : null;
}
