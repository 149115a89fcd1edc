using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Larder.Tidy.Layering;

/// <summary>
/// Finds which file of src uses which type of src, by binding the names as the compiler does.
/// </summary>
/// <remarks>
/// Binding, and not matching of words, is what keeps comments, strings, two types of one name and generic arity from
/// lying. A member reached through <c>var</c> counts as a use of the type that declares it.
/// </remarks>
internal sealed class UseReader
{
    /// <summary>Binding all of src takes seconds, and several rules ask for the same answer.</summary>
    private static readonly ConditionalWeakTable<FileSet, IReadOnlyList<TypeUse>> Known = [];

    private readonly ILookup<string, RepoFile> _sources;
    private readonly Dictionary<string, ProjectFile> _projects;
    private readonly Dictionary<string, CSharpCompilation?> _compilations = new(StringComparer.Ordinal);

    private UseReader(FileSet files)
    {
        _sources = files.Sources.ToLookup(file => Place.Of(file.Path).Project);
        _projects = files.Projects
            .Where(file => file.IsUnder("src"))
            .Select(ProjectFile.Read)
            .ToDictionary(project => project.Name, StringComparer.Ordinal);
    }

    internal static IReadOnlyList<TypeUse> Read(FileSet files) => Known.GetValue(files, ReadAnew);

    private static IReadOnlyList<TypeUse> ReadAnew(FileSet files)
    {
        var reader = new UseReader(files);
        var uses = new HashSet<TypeUse>();

        foreach (var project in reader._sources)
        {
            var compilation = reader.Compile(project.Key)!;
            foreach (var file in project)
            {
                uses.UnionWith(UsesOf(file, compilation.GetSemanticModel(file.Tree)));
            }
        }

        return [.. uses
            .OrderBy(use => use.Path, StringComparer.Ordinal)
            .ThenBy(use => use.Type, StringComparer.Ordinal)];
    }

    private static IEnumerable<TypeUse> UsesOf(RepoFile file, SemanticModel model)
    {
        var from = Place.Of(file.Path);

        foreach (var node in file.Syntax.DescendantNodes())
        {
            if (node is not (SimpleNameSyntax or ImplicitObjectCreationExpressionSyntax))
            {
                continue;
            }

            foreach (var type in TypesBehind(model.GetSymbolInfo(node)))
            {
                if (Declarations(type) is { Count: > 0 } places && !places.Contains(from))
                {
                    yield return new TypeUse(file.Path, type.Name, from, places[0]);
                }
            }
        }
    }

    /// <summary>The outermost types of what a name means; all candidates when the compiler could not decide.</summary>
    private static IEnumerable<INamedTypeSymbol> TypesBehind(SymbolInfo info)
    {
        IEnumerable<ISymbol> symbols = info.Symbol is { } symbol ? [symbol] : info.CandidateSymbols;

        foreach (var each in symbols)
        {
            var type = each as INamedTypeSymbol ?? each.ContainingType;
            if (each is ILocalSymbol or IParameterSymbol or ITypeParameterSymbol or IRangeVariableSymbol)
            {
                continue;
            }

            while (type?.ContainingType is { } outer)
            {
                type = outer;
            }

            if (type is not null)
            {
                yield return type.OriginalDefinition;
            }
        }
    }

    private static List<Place> Declarations(INamedTypeSymbol type) =>
        [.. type.DeclaringSyntaxReferences
            .Select(reference => reference.SyntaxTree.FilePath)
            .Where(path => path.Length > 0)
            .Select(Place.Of)];

    /// <summary>
    /// Compiles a project and, first, the projects it references; null for one that is being compiled.
    /// </summary>
    private CSharpCompilation? Compile(string project)
    {
        if (_compilations.TryGetValue(project, out var known))
        {
            return known;
        }

        // A cycle of references is broken here; the build itself refuses it.
        _compilations[project] = null;
        var definition = _projects.GetValueOrDefault(project) ?? ProjectFile.Bare(project);
        var references = Below(definition)
            .Where(_sources.Contains)
            .Select(Compile)
            .OfType<CSharpCompilation>()
            .Select(reference => (MetadataReference)reference.ToMetadataReference());

        var compilation = CSharpCompilation.Create(
            project,
            _sources[project].Select(file => file.Tree)
                .Append(CSharpSyntaxTree.ParseText(definition.GlobalUsings, RepoFile.ParseOptions)),
            Platform.Framework.Concat(references),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        _compilations[project] = compilation;

        return compilation;
    }

    /// <summary>The projects that a project sees: its references, and theirs.</summary>
    private HashSet<string> Below(ProjectFile project)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(project.ProjectReferences);

        while (open.TryPop(out var name))
        {
            if (seen.Add(name) && _projects.TryGetValue(name, out var next))
            {
                foreach (var reference in next.ProjectReferences)
                {
                    open.Push(reference);
                }
            }
        }

        return seen;
    }
}
