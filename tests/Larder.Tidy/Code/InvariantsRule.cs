using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Larder.Tidy.Code;

/// <summary>
/// A type of src that locks, or touches shared memory with ordering, opens with a block headed Invariants.
/// </summary>
/// <remarks>
/// Of a type in several files, any one part may carry the block; a nested type is covered by its owner.
/// </remarks>
internal sealed class InvariantsRule : IRule
{
    public string Demand => "concurrent types open with their invariants";

    public IEnumerable<string> Check(FileSet files) =>
        files.Sources
            .SelectMany(file => file.Syntax.DescendantNodes(node => node is not TypeDeclarationSyntax)
                .OfType<TypeDeclarationSyntax>()
                .Select(type => (File: file, Type: type)))
            .GroupBy(part => (part.File.Folder, part.Type.Identifier.Text, part.Type.Arity))
            .Where(parts => !parts.Any(part => HasBlock(part.File, part.Type)))
            .Select(parts => (
                Part: parts.First(),
                Found: parts.Select(part => Concurrency(part.Type)).FirstOrDefault(found => found is not null)))
            .Where(found => found.Found is not null)
            .Select(found => $"{found.Part.File.Path} uses {found.Found} in {found.Part.Type.Identifier.Text}, "
                + "but no block headed Invariants stands above the type");

    private static bool HasBlock(RepoFile file, TypeDeclarationSyntax type) =>
        CommentReader.Above(type).Contains("Invariants", StringComparison.Ordinal)
        || CommentReader.Above(file.Syntax).Contains("Invariants", StringComparison.Ordinal);

    /// <summary>The first thing in the type that only a concurrent type needs; null when there is none.</summary>
    private static string? Concurrency(TypeDeclarationSyntax type) =>
        type.DescendantNodes().Select(node => node switch
        {
            LockStatementSyntax => "lock",
            MemberAccessExpressionSyntax access when access.Expression is IdentifierNameSyntax
            {
                Identifier.Text: "Interlocked" or "Volatile" or "Monitor"
            } owner => owner.Identifier.Text,
            FieldDeclarationSyntax field when field.Modifiers.Any(SyntaxKind.VolatileKeyword) => "volatile",
            FieldDeclarationSyntax field when field.Declaration.Type.ToString() is "Lock" or "Lock[]" => "Lock",
            _ => null,
        }).FirstOrDefault(found => found is not null);
}
