using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Larder.Tidy.Code;

/// <summary>
/// Measures methods, constructors, operators, accessors and local functions, without docs and attributes.
/// </summary>
internal static class MethodReader
{
    internal static IEnumerable<MethodSize> Read(RepoFile file)
    {
        foreach (var node in file.Syntax.DescendantNodes())
        {
            if (NameOf(node) is { } name)
            {
                yield return new MethodSize(name, LinesOf(file, First(node), node.Span.End));
            }
        }

        var statements = file.Syntax.Members.OfType<GlobalStatementSyntax>().ToList();
        if (statements.Count > 0)
        {
            yield return new MethodSize(
                "the top-level statements", LinesOf(file, statements[0].SpanStart, statements[^1].Span.End));
        }
    }

    private static string? NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax { Body: null, ExpressionBody: null } => null,
        MethodDeclarationSyntax method => method.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        DestructorDeclarationSyntax destructor => "~" + destructor.Identifier.Text,
        OperatorDeclarationSyntax declared => "operator " + declared.OperatorToken.Text,
        ConversionOperatorDeclarationSyntax => "a conversion operator",
        LocalFunctionStatementSyntax local => local.Identifier.Text,
        AccessorDeclarationSyntax { Body: not null } accessor => accessor.Keyword.Text,
        _ => null,
    };

    private static int First(SyntaxNode node)
    {
        var attributes = node.ChildNodes().OfType<AttributeListSyntax>().LastOrDefault();

        return attributes is null ? node.SpanStart : attributes.GetLastToken().GetNextToken().SpanStart;
    }

    private static int LinesOf(RepoFile file, int start, int end)
    {
        var lines = file.Tree.GetText().Lines;

        return lines.IndexOf(end) - lines.IndexOf(start) + 1;
    }
}
