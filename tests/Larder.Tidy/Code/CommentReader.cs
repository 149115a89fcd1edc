using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Larder.Tidy.Code;

/// <summary>Tells comments from the other things between tokens.</summary>
internal static class CommentReader
{
    internal static bool IsComment(SyntaxTrivia trivia) =>
        trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia || IsDoc(trivia);

    internal static bool IsDoc(SyntaxTrivia trivia) =>
        trivia.Kind() is SyntaxKind.SingleLineDocumentationCommentTrivia
            or SyntaxKind.MultiLineDocumentationCommentTrivia;

    /// <summary>The comments and docs that stand directly above a node.</summary>
    internal static string Above(SyntaxNode node) =>
        string.Concat(node.GetLeadingTrivia().Where(IsComment).Select(trivia => trivia.ToFullString()));
}
