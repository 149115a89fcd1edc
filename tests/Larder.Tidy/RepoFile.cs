using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Larder.Tidy;

/// <summary>
/// One file of the tree: its path from the root of the repository, with forward slashes, and its text.
/// </summary>
internal sealed class RepoFile
{
    internal static readonly CSharpParseOptions ParseOptions = new(
        LanguageVersion.Latest,
        DocumentationMode.Parse,
        preprocessorSymbols: ["NET", "NET10_0", "NET10_0_OR_GREATER"]);

    private static readonly string[] BinaryEndings =
        [".png", ".jpg", ".ico", ".gz", ".u32", ".zip", ".db", ".dll", ".pdb", ".woff", ".woff2"];

    private readonly Lazy<string> _text;
    private readonly Lazy<string[]> _lines;
    private readonly Lazy<SyntaxTree> _tree;

    internal RepoFile(string path, string text)
        : this(path, () => text)
    {
    }

    internal RepoFile(string path, Func<string> read)
    {
        Path = path;
        _text = new Lazy<string>(read);
        _lines = new Lazy<string[]>(() => Text.TrimEnd('\n').Split('\n'));
        _tree = new Lazy<SyntaxTree>(() => CSharpSyntaxTree.ParseText(Text, ParseOptions, path));
    }

    internal string Path { get; }

    internal string Text => _text.Value;

    internal string[] Lines => _lines.Value;

    internal SyntaxTree Tree => _tree.Value;

    internal CompilationUnitSyntax Syntax => Tree.GetCompilationUnitRoot();

    internal string Name => Path[(Path.LastIndexOf('/') + 1)..];

    internal string Folder => Path.Contains('/', StringComparison.Ordinal) ? Path[..Path.LastIndexOf('/')] : "";

    internal bool IsCSharp => Path.EndsWith(".cs", StringComparison.Ordinal);

    internal bool IsMarkdown => Path.EndsWith(".md", StringComparison.Ordinal);

    internal bool IsBinary => BinaryEndings.Any(ending => Path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    internal bool IsUnder(string folder) => Path.StartsWith(folder + "/", StringComparison.Ordinal);

    public override string ToString() => Path;
}
