using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Larder.Tidy.Code;

/// <summary>A name that says only that something is there holds two ideas, or none.</summary>
internal sealed partial class NameRule : IRule
{
    private static readonly HashSet<string> Forbidden = new(StringComparer.Ordinal)
    {
        "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Common", "Misc", "Base",
    };

    public string Demand => "types, files and folders say what they are";

    public IEnumerable<string> Check(FileSet files)
    {
        foreach (var file in files.CSharp)
        {
            var names = file.Syntax.DescendantNodes()
                .Select(node => node switch
                {
                    BaseTypeDeclarationSyntax type => type.Identifier.Text,
                    DelegateDeclarationSyntax type => type.Identifier.Text,
                    _ => null,
                })
                .OfType<string>()
                .Concat(file.Path[..^".cs".Length].Split('/', '.'));

            foreach (var name in names.Distinct(StringComparer.Ordinal))
            {
                if (Words().Matches(name).Select(match => match.Value).FirstOrDefault(Forbidden.Contains) is { } word)
                {
                    yield return $"{file.Path} has the name {name}; \"{word}\" does not say what it is";
                }
                else if (name.EndsWith("Manager", StringComparison.Ordinal)
                    && name is not ("CacheManager" or "Manager"))
                {
                    yield return $"{file.Path} has the name {name}; CacheManager is the only Manager";
                }
            }
        }
    }

    [GeneratedRegex("[A-Z][a-z0-9]*|[a-z0-9]+")]
    private static partial Regex Words();
}
