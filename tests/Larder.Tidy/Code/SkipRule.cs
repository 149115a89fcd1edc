using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Larder.Tidy.Code;

/// <summary>A skipped test is a promise that nobody checks.</summary>
internal sealed class SkipRule : IRule
{
    public string Demand => "no test is skipped";

    public IEnumerable<string> Check(FileSet files)
    {
        foreach (var file in files.Tests)
        {
            foreach (var node in file.Syntax.DescendantNodes())
            {
                var found = node switch
                {
                    AttributeArgumentSyntax { NameEquals.Name.Identifier.Text: "Skip" } => "Skip =",
                    AttributeSyntax attribute when IsSkippable(attribute.Name.ToString()) => attribute.Name.ToString(),
                    MemberAccessExpressionSyntax { Name.Identifier.Text: "Skip" or "SkipWhen" or "SkipUnless" } call
                        when call.Expression.ToString() is "Assert" => call.ToString(),
                    MemberAccessExpressionSyntax { Name.Identifier.Text: "If" or "IfNot" } call
                        when call.Expression.ToString() is "Skip" => call.ToString(),
                    _ => null,
                };

                if (found is not null)
                {
                    var line = node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
                    yield return $"{file.Path}:{line} skips a test ({found}); give it a Needs trait or mend it";
                }
            }
        }
    }

    private static bool IsSkippable(string attribute) => attribute.StartsWith("Skippable", StringComparison.Ordinal);
}
