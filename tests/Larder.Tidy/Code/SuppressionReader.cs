using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Larder.Tidy.Code;

/// <summary>Finds the places where a diagnostic is silenced in source.</summary>
internal static class SuppressionReader
{
    internal static IEnumerable<Suppression> Read(RepoFile file)
    {
        foreach (var node in file.Syntax.DescendantNodes(descendIntoTrivia: true))
        {
            var line = node.GetLocation().GetLineSpan().StartLinePosition.Line;

            if (node is PragmaWarningDirectiveTriviaSyntax { DisableOrRestoreKeyword.Text: "disable" } pragma)
            {
                var explained = pragma.ToFullString().Contains("//", StringComparison.Ordinal)
                    || (line > 0 && file.Lines[line - 1].TrimStart().StartsWith("//", StringComparison.Ordinal));
                foreach (var code in pragma.ErrorCodes)
                {
                    yield return new Suppression(file.Path, line + 1, code.ToString(), explained);
                }
            }
            else if (node is AttributeSyntax attribute && IsSuppression(attribute.Name.ToString()))
            {
                var arguments = attribute.ArgumentList?.Arguments ?? default;
                var reason = arguments.FirstOrDefault(each => each.NameEquals?.Name.Identifier.Text == "Justification");
                var code = arguments.Count > 1 ? arguments[1].Expression.ToString().Trim('"').Split(':')[0] : "?";
                yield return new Suppression(file.Path, line + 1, code, reason?.Expression.ToString().Length > 2);
            }
        }
    }

    private static bool IsSuppression(string attribute) =>
        attribute.Split('.')[^1] is "SuppressMessage" or "SuppressMessageAttribute" or "UnconditionalSuppressMessage";
}
