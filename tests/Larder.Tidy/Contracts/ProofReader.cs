using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Larder.Tidy.Contracts;

/// <summary>Finds the rows that the names of tests claim to prove.</summary>
internal static partial class ProofReader
{
    /// <summary>Row id to the first test that names it, as <c>Class.Method</c>.</summary>
    internal static IReadOnlyDictionary<string, string> Read(FileSet files)
    {
        var proofs = new Dictionary<string, string>(StringComparer.Ordinal);

        foreach (var method in files.Tests
            .SelectMany(file => file.Syntax.DescendantNodes().OfType<MethodDeclarationSyntax>())
            .Where(IsTest))
        {
            var owner = (method.Parent as TypeDeclarationSyntax)?.Identifier.Text;
            var name = $"{owner}.{method.Identifier.Text}";
            foreach (Match match in Row().Matches(name))
            {
                proofs.TryAdd(ContractPage.Normalize(match.Groups["side"].Value, match.Groups["number"].Value), name);
            }
        }

        return proofs;
    }

    private static bool IsTest(MethodDeclarationSyntax method) =>
        method.AttributeLists.SelectMany(list => list.Attributes).Any(attribute =>
            attribute.Name.ToString().EndsWith("Fact", StringComparison.Ordinal)
            || attribute.Name.ToString().EndsWith("Theory", StringComparison.Ordinal));

    [GeneratedRegex("(?<![A-Za-z0-9])(?<side>S[0-4]|X)_(?<number>[0-9]{1,2})(?![A-Za-z0-9])")]
    private static partial Regex Row();
}
