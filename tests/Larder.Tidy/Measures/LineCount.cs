using Larder.Tidy.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Larder.Tidy.Measures;

/// <summary>The lines of source by what stands on them.</summary>
/// <param name="Code">Lines with at least one token.</param>
/// <param name="Comments">Lines of comment only, the docs of what is not public among them.</param>
/// <param name="ApiDocs">Lines of documentation of the public surface.</param>
internal readonly record struct LineCount(int Code, int Comments, int ApiDocs)
{
    internal static LineCount Of(RepoFile file)
    {
        var lines = file.Tree.GetText().Lines;
        var code = new HashSet<int>();
        var comments = new HashSet<int>();
        var docs = new HashSet<int>();

        foreach (var token in file.Syntax.DescendantTokens())
        {
            if (token.Span.Length > 0)
            {
                Add(code, lines.IndexOf(token.SpanStart), lines.IndexOf(token.Span.End - 1));
            }

            foreach (var trivia in token.LeadingTrivia.Concat(token.TrailingTrivia).Where(CommentReader.IsComment))
            {
                var first = lines.IndexOf(trivia.FullSpan.Start);
                var last = lines.IndexOf(Math.Max(trivia.FullSpan.Start, trivia.FullSpan.End - 1));
                Add(CommentReader.IsDoc(trivia) && IsShown(token) ? docs : comments, first, last);
            }
        }

        comments.ExceptWith(code);

        return new LineCount(code.Count, comments.Count, docs.Count);
    }

    internal static LineCount Of(IEnumerable<RepoFile> files) =>
        files.Select(Of).Aggregate(default(LineCount), (sum, next) => new LineCount(
            sum.Code + next.Code, sum.Comments + next.Comments, sum.ApiDocs + next.ApiDocs));

    private static void Add(HashSet<int> set, int first, int last)
    {
        for (var line = first; line <= last; line++)
        {
            set.Add(line);
        }
    }

    /// <summary>Whether the declaration that begins with a token is part of the public surface.</summary>
    private static bool IsShown(SyntaxToken token)
    {
        var declarations = token.Parent?.AncestorsAndSelf().OfType<MemberDeclarationSyntax>()
            .Where(member => member is not BaseNamespaceDeclarationSyntax) ?? [];

        return declarations.All(member =>
            member is EnumMemberDeclarationSyntax
            || member.Parent is InterfaceDeclarationSyntax
            || member.Modifiers.Any(SyntaxKind.PublicKeyword)
            || member.Modifiers.Any(SyntaxKind.ProtectedKeyword));
    }
}
