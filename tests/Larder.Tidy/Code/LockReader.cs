using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Larder.Tidy.Code;

/// <summary>Finds the fields that guard something.</summary>
internal static class LockReader
{
    private static readonly HashSet<string> LockTypes = new(StringComparer.Ordinal)
    {
        "Lock", "SpinLock", "ReaderWriterLockSlim", "ReaderWriterLock", "Mutex",
    };

    /// <summary>The lock fields of src as (path, <c>Type.field</c>).</summary>
    internal static IEnumerable<(string Path, string Name)> Read(FileSet files)
    {
        var locked = files.Sources.SelectMany(LockedNames).ToHashSet(StringComparer.Ordinal);

        return files.Sources
            .SelectMany(file => file.Syntax.DescendantNodes().OfType<FieldDeclarationSyntax>()
                .SelectMany(field => field.Declaration.Variables
                    .Where(variable => IsLock(field, variable, locked))
                    .Select(variable => (file.Path, $"{Owner(field)}.{variable.Identifier.Text}"))))
            .Distinct();
    }

    private static bool IsLock(FieldDeclarationSyntax field, VariableDeclaratorSyntax variable, HashSet<string> locked)
    {
        var type = field.Declaration.Type.ToString().TrimEnd('?');
        var element = type.EndsWith("[]", StringComparison.Ordinal) ? type[..^2] : type;

        return LockTypes.Contains(element.Split('.')[^1])
            || (type is "SemaphoreSlim" && IsMutex(variable))
            || (element is "object" && locked.Contains(variable.Identifier.Text));
    }

    /// <summary>A semaphore that lets one in at a time is a lock that can be awaited.</summary>
    private static bool IsMutex(VariableDeclaratorSyntax variable) =>
        variable.Initializer?.Value is BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [var first, ..] }
        && first.ToString() is "1";

    private static string Owner(FieldDeclarationSyntax field) =>
        field.Parent is TypeDeclarationSyntax type ? type.Identifier.Text : "";

    /// <summary>
    /// The last names of what is locked: <c>gate</c> in <c>lock (this.gate)</c> and in <c>lock (gate[i])</c>.
    /// </summary>
    private static IEnumerable<string> LockedNames(RepoFile file) =>
        file.Syntax.DescendantNodes()
            .Select(node => node switch
            {
                LockStatementSyntax statement => statement.Expression,
                InvocationExpressionSyntax
                {
                    Expression: MemberAccessExpressionSyntax
                    {
                        Expression: IdentifierNameSyntax { Identifier.Text: "Monitor" },
                        Name.Identifier.Text: "Enter" or "TryEnter"
                    },
                    ArgumentList.Arguments: [var argument, ..]
                } => argument.Expression,
                _ => null,
            })
            .OfType<ExpressionSyntax>()
            .Select(LastName);

    private static string LastName(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.Text,
        ElementAccessExpressionSyntax element => LastName(element.Expression),
        IdentifierNameSyntax name => name.Identifier.Text,
        _ => "",
    };
}
