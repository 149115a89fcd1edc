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

        // A page may name what is being built; of a type that exists, each field it names must exist too.
        var members = Members(files);
        var types = members.Select(Owner).ToHashSet(StringComparer.Ordinal);
        foreach (var name in named.Order(StringComparer.Ordinal))
        {
            if (types.Contains(Owner(name)) && name.Contains("._", StringComparison.Ordinal) && !members.Contains(name))
            {
                yield return $"{Page} names {name}, but {Owner(name)} has no such field";
            }
        }
    }

    private static string Owner(string name) => name[..name.IndexOf('.', StringComparison.Ordinal)];

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
