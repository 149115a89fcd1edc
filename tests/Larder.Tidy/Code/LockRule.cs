using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Larder.Tidy.Code;

/// <summary>
/// Each lock is named in the page that tells the order of locks, and the page names no lock that is gone.
/// </summary>
internal sealed partial class LockRule : IRule
{
    internal const string Page = "docs/concurrency.md";

    public string Demand => "docs/concurrency.md names each lock field of src, and nothing that is gone";

    public IEnumerable<string> Check(FileSet files)
    {
        var page = files.Find(Page)?.Text ?? "";
        var named = Name().Matches(page).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);

        foreach (var (path, name) in LockReader.Read(files).Where(each => !named.Contains(each.Name)))
        {
            yield return $"{path} has the lock {name}, which {Page} does not name; "
                + "say there what it guards and its order";
        }

        var members = Members(files);
        foreach (var name in named.Order(StringComparer.Ordinal))
        {
            var dot = name.IndexOf('.', StringComparison.Ordinal);
            if (char.IsAsciiLetterUpper(name[0])
                && name[dot + 1] == '_'
                && !members.Contains(name))
            {
                yield return $"{Page} names {name}, but src has no such field";
            }
        }
    }

    private static HashSet<string> Members(FileSet files) =>
        files.Sources
            .SelectMany(file => file.Syntax.DescendantNodes().OfType<FieldDeclarationSyntax>())
            .SelectMany(field => field.Declaration.Variables
                .Select(variable =>
                    $"{(field.Parent as TypeDeclarationSyntax)?.Identifier.Text}.{variable.Identifier.Text}"))
            .ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"`([A-Za-z]\w*(?:<[\w, ]+>)?\.\w+)`")]
    private static partial Regex Name();
}
