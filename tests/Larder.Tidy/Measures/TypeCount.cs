using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Larder.Tidy.Measures;

/// <summary>How the types of src are declared.</summary>
/// <param name="All">All types.</param>
/// <param name="Public">Types that users see.</param>
/// <param name="Classes">Classes and record classes, each part of a partial one together.</param>
/// <param name="Closed">Classes that are sealed, static or abstract.</param>
internal readonly record struct TypeCount(int All, int Public, int Classes, int Closed)
{
    internal static TypeCount Of(IEnumerable<RepoFile> files)
    {
        var types = files
            .SelectMany(file => file.Syntax.DescendantNodes()
                .OfType<MemberDeclarationSyntax>()
                .Where(node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
                .Select(node => (Key: file.Folder + "/" + NameOf(node), Node: node)))
            .GroupBy(type => type.Key, type => type.Node)
            .ToList();
        var classes = types.Where(parts => IsClass(parts.First())).ToList();

        return new TypeCount(
            types.Count,
            types.Count(parts => parts.Any(IsShown)),
            classes.Count,
            classes.Count(parts => parts.Any(IsClosed)));
    }

    private static string NameOf(MemberDeclarationSyntax node) =>
        string.Join('.', node.AncestorsAndSelf()
            .Select(each => each switch
            {
                TypeDeclarationSyntax type => type.Identifier.Text + "`" + type.Arity,
                BaseTypeDeclarationSyntax type => type.Identifier.Text,
                DelegateDeclarationSyntax type => type.Identifier.Text + "`" + type.Arity,
                _ => null,
            })
            .OfType<string>()
            .Reverse());

    private static bool IsClass(MemberDeclarationSyntax node) =>
        node is ClassDeclarationSyntax
        || (node is RecordDeclarationSyntax record && !record.ClassOrStructKeyword.IsKind(SyntaxKind.StructKeyword));

    private static bool IsShown(MemberDeclarationSyntax node) =>
        node.AncestorsAndSelf()
            .Where(each => each is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
            .Cast<MemberDeclarationSyntax>()
            .All(each => each.Modifiers.Any(SyntaxKind.PublicKeyword));

    private static bool IsClosed(MemberDeclarationSyntax node) =>
        node.Modifiers.Any(SyntaxKind.SealedKeyword)
        || node.Modifiers.Any(SyntaxKind.StaticKeyword)
        || node.Modifiers.Any(SyntaxKind.AbstractKeyword);
}
