using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Larder.Tidy.Code;

/// <summary>A marker for later work without an issue number is work that nobody will do.</summary>
internal sealed partial class MarkerRule : IRule
{
    private static readonly string[] ScriptEndings =
        [".sh", ".ps1", ".yml", ".yaml", ".props", ".targets", ".csproj", ".js", ".mjs", ".css", ".html", ".sql"];

    public string Demand => "markers for later work carry an issue number";

    public IEnumerable<string> Check(FileSet files) =>
        files.All.SelectMany(file => file.IsCSharp ? Comments(file) : IsScript(file) ? Whole(file) : [])
            .Where(found => Marker().IsMatch(found.Text) && !Number().IsMatch(found.Text))
            .Select(found => $"{found.Path}:{found.Line} says {Marker().Match(found.Text).Value} "
                + "without an issue number; write it as (#123) or do it now");

    private static bool IsScript(RepoFile file) =>
        file.Path is "larder" or ".ci/run" or "Dockerfile"
        || ScriptEndings.Any(ending => file.Path.EndsWith(ending, StringComparison.Ordinal));

    private static IEnumerable<(string Path, int Line, string Text)> Whole(RepoFile file) =>
        file.Lines.Select((text, index) => (file.Path, index + 1, text));

    private static IEnumerable<(string Path, int Line, string Text)> Comments(RepoFile file)
    {
        foreach (var trivia in file.Syntax.DescendantTrivia().Where(CommentReader.IsComment))
        {
            var line = trivia.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
            foreach (var text in trivia.ToFullString().Split('\n'))
            {
                yield return (file.Path, line++, text);
            }
        }
    }

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b")]
    private static partial Regex Marker();

    [GeneratedRegex(@"#\d+")]
    private static partial Regex Number();
}
