using System.Text.RegularExpressions;

namespace Larder.Tidy.Docs;

/// <summary>A page of prose, read as far as the rules need: headings, links, fenced blocks.</summary>
internal sealed partial class MarkdownPage
{
    private readonly List<(int Line, string Text)> _prose = [];

    internal MarkdownPage(RepoFile file)
    {
        var body = new List<string>();
        var language = (string?)null;
        var fence = "";
        var start = 0;

        for (var i = 0; i < file.Lines.Length; i++)
        {
            var line = file.Lines[i];
            var mark = Fence().Match(line);

            if (language is null && mark.Success)
            {
                (language, fence, start) = (mark.Groups["language"].Value, mark.Groups["fence"].Value, i + 2);
            }
            else if (language is not null && mark.Success && mark.Groups["fence"].Value == fence
                && mark.Groups["language"].Value.Length == 0)
            {
                Blocks.Add(new FencedBlock(language, start, string.Join('\n', body), SetupAbove(file, start - 2)));
                body.Clear();
                language = null;
            }
            else if (language is not null)
            {
                body.Add(line);
            }
            else
            {
                _prose.Add((i + 1, line));
            }
        }

        IsOpenAt = language is null ? 0 : start - 1;
    }

    internal List<FencedBlock> Blocks { get; } = [];

    /// <summary>The line of a fence that never closes, or zero.</summary>
    internal int IsOpenAt { get; }

    /// <summary>The lines outside fenced blocks.</summary>
    internal IReadOnlyList<(int Line, string Text)> Prose => _prose;

    internal IEnumerable<string> Titles =>
        _prose.Where(line => line.Text.StartsWith("# ", StringComparison.Ordinal)).Select(line => line.Text[2..]);

    /// <summary>
    /// What a link may name after its hash: the headings as the usual renderers spell them, and named anchors.
    /// </summary>
    internal HashSet<string> Anchors()
    {
        var anchors = new HashSet<string>(StringComparer.Ordinal);

        foreach (var (_, text) in _prose)
        {
            if (Heading().Match(text) is { Success: true } heading)
            {
                var slug = Slug(heading.Groups["text"].Value);
                var copies = 0;
                while (!anchors.Add(copies == 0 ? slug : $"{slug}-{copies}"))
                {
                    copies++;
                }
            }

            anchors.UnionWith(Named().Matches(text).Select(match => match.Groups["name"].Value));
        }

        return anchors;
    }

    /// <summary>The targets of the page's links and pictures, with the line they stand on.</summary>
    internal IEnumerable<(int Line, string Target)> Links() =>
        _prose.SelectMany(line => Link().Matches(Code().Replace(line.Text, "``"))
            .Select(match => (line.Line, match.Groups["target"].Value)));

    private static string Slug(string heading)
    {
        var plain = LinkText().Replace(heading, "${text}").Replace("`", "", StringComparison.Ordinal).Trim();
        var kept = plain.ToLowerInvariant().Where(sign => char.IsLetterOrDigit(sign) || sign is ' ' or '-' or '_');

        return string.Concat(kept).Replace(' ', '-');
    }

    /// <summary>The text of a comment of the form <c>setup: …</c> that ends on the line above a fence.</summary>
    private static string SetupAbove(RepoFile file, int fence)
    {
        var above = string.Join('\n', file.Lines[..fence]);

        return Setup().Match(above) is { Success: true } match ? match.Groups["code"].Value : "";
    }

    [GeneratedRegex(@"^\s{0,3}(?<fence>`{3,}|~{3,})(?<language>[^\s`]*)")]
    private static partial Regex Fence();

    [GeneratedRegex(@"^#{1,6} (?<text>.+?)#*$")]
    private static partial Regex Heading();

    [GeneratedRegex("""<a (?:id|name)="(?<name>[^"]+)""")]
    private static partial Regex Named();

    [GeneratedRegex(
        """\]\((?<target>[^)\s]+)(?:\s+"[^"]*")?\)|^\[[^\]]+\]:\s+(?<target>\S+)|(?:href|src)="(?<target>[^"]+)""")]
    private static partial Regex Link();

    [GeneratedRegex(@"`[^`]*`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\[(?<text>[^\]]*)\]\([^)]*\)")]
    private static partial Regex LinkText();

    [GeneratedRegex(@"<!--\s*setup:(?<code>(?:(?!-->)[\s\S])*)-->[ ]*$")]
    private static partial Regex Setup();
}
