using Larder.Tidy.Layering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Larder.Tidy.Docs;

/// <summary>
/// Every fenced C# block of the docs compiles on its own, against the libraries as built.
/// </summary>
/// <remarks>
/// A block is a program: it may have usings, statements and types, in that order, or types alone. What a reader need
/// not see again stands in a comment directly above the fence, <c>&lt;!-- setup: var cache = …; --&gt;</c>, and is
/// compiled in front of the block. No block is exempt.
/// </remarks>
internal sealed class SnippetRule : IRule
{
    private static readonly string[] Languages = ["csharp", "cs", "c#", "C#"];

    public string Demand => "every C# block of the docs compiles";

    public IEnumerable<string> Check(FileSet files) =>
        files.Pages.SelectMany(file => new MarkdownPage(file).Blocks
            .Where(block => Languages.Contains(block.Language))
            .SelectMany(block => Errors(block)
                .Select(error => $"{file.Path}:{error.Line} does not compile: {error.Text}")));

    private static IEnumerable<(int Line, string Text)> Errors(FencedBlock block)
    {
        var body = CSharpSyntaxTree.ParseText(block.Body, RepoFile.ParseOptions).GetCompilationUnitRoot();
        var setup = CSharpSyntaxTree.ParseText(block.Setup, RepoFile.ParseOptions).GetCompilationUnitRoot();

        // Usings must come first, so those of the block are lifted over the set-up and blanked where they stood.
        var usings = string.Concat(setup.Usings.Concat(body.Usings).Select(each => each.ToString() + "\n"));
        var source = $"{usings}{Blank(block.Setup, setup)}\n#line {block.Line}\n{Blank(block.Body, body)}";
        var tree = CSharpSyntaxTree.ParseText(source, RepoFile.ParseOptions, "block.cs");
        var hasStatements = tree.GetCompilationUnitRoot().Members.Any(SyntaxKind.GlobalStatement);

        return CSharpCompilation
            .Create(
                "Snippet",
                [tree, CSharpSyntaxTree.ParseText(ProjectFile.WidestUsings, RepoFile.ParseOptions)],
                Platform.WithLibraries,
                new CSharpCompilationOptions(
                    hasStatements ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                    nullableContextOptions: NullableContextOptions.Enable))
            .GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => (
                diagnostic.Location.GetMappedLineSpan().StartLinePosition.Line + 1,
                $"{diagnostic.Id} {diagnostic.GetMessage()}"));
    }

    /// <summary>The text with its usings replaced by spaces, so that lines keep their numbers.</summary>
    private static string Blank(string text, CompilationUnitSyntax unit)
    {
        var signs = text.ToCharArray();
        foreach (var span in unit.Usings.Select(each => each.Span))
        {
            for (var i = span.Start; i < span.End; i++)
            {
                signs[i] = signs[i] == '\n' ? '\n' : ' ';
            }
        }

        return new string(signs);
    }
}
