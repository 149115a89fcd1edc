using System.Text.RegularExpressions;

namespace Larder.Tidy.Docs;

/// <summary>The README stays short, and each command that a page shows is one that the script knows.</summary>
internal sealed partial class ReadmeRule : IRule
{
    internal const int MaximumLines = 250;
    private const string Readme = "README.md";
    private const string Script = "larder";

    public string Demand => "the README has fewer than 250 lines, and the commands of the docs exist";

    public IEnumerable<string> Check(FileSet files)
    {
        if (files.Find(Readme) is { } readme && readme.Lines.Length >= MaximumLines)
        {
            yield return $"{Readme} has {readme.Lines.Length} lines, but has fewer than {MaximumLines}; "
                + "move a part to docs/ and link it";
        }

        var verbs = Verbs(files.Find(Script)?.Text ?? "");
        foreach (var file in files.Pages)
        {
            for (var i = 0; i < file.Lines.Length; i++)
            {
                foreach (var verb in Call().Matches(file.Lines[i]).Select(match => match.Groups["verb"].Value))
                {
                    if (!verbs.Contains(verb))
                    {
                        yield return $"{file.Path}:{i + 1} shows ./larder {verb}, but the script has no such verb";
                    }
                }
            }
        }
    }

    /// <summary>The words that the script's own usage text lists under "Verbs:", up to the next empty line.</summary>
    private static HashSet<string> Verbs(string script) =>
        script.Split('\n')
            .SkipWhile(line => !line.Contains("Verbs:", StringComparison.Ordinal))
            .Skip(1)
            .TakeWhile(line => line.Trim().Length > 0)
            .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(1))
            .ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"\./larder +(?<verb>[a-z][a-z-]*)")]
    private static partial Regex Call();
}
