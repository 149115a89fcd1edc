using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Larder.Tidy.Surface;

/// <summary>The public surface of each packable project is written down, and changes on purpose only.</summary>
internal sealed class SurfaceRule : IRule
{
    internal const string Folder = "tests/Larder.Tidy.Tests/Api";
    private const string Remedy =
        "look at the difference, and if you mean it run: dotnet run -c Release --project tests/Larder.Tidy -- --write";

    public string Demand => "the public surface is the one that was written down";

    /// <summary>The surface of a built assembly that lies beside the running program.</summary>
    internal static string Read(string project)
    {
        var library = Platform.Library(project)
            ?? throw new InvalidOperationException(
                $"{project}.dll does not lie beside the tidy program. Build tests/Larder.Tidy, which references src.");
        var compilation = CSharpCompilation.Create("Reader", references: Platform.WithLibraries);

        return PublicSurface.Write((IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(library)!);
    }

    /// <summary>The projects of src that become packages.</summary>
    internal static IEnumerable<string> PackableProjects(FileSet files) =>
        files.Projects
            .Where(file => file.IsUnder("src"))
            .Where(file => !file.Text.Contains("<IsPackable>false</IsPackable>", StringComparison.Ordinal))
            .Select(file => Path.GetFileNameWithoutExtension(file.Name));

    public IEnumerable<string> Check(FileSet files)
    {
        var projects = PackableProjects(files).ToList();

        foreach (var violation in projects.SelectMany(project => Compare(files, project, Read(project))))
        {
            yield return violation;
        }

        foreach (var file in files.All.Where(file => file.IsUnder(Folder)))
        {
            if (!projects.Contains(Path.GetFileNameWithoutExtension(file.Name)))
            {
                yield return $"{file.Path} belongs to no packable project; delete it";
            }
        }
    }

    internal static IEnumerable<string> Compare(FileSet files, string project, string surface)
    {
        var path = $"{Folder}/{project}.txt";
        if (files.Find(path) is not { } snapshot)
        {
            yield return $"{path} is missing; {Remedy}";
            yield break;
        }

        var written = snapshot.Text.TrimEnd('\n').Split('\n');
        var built = surface.TrimEnd('\n').Split('\n');
        var gone = written.Except(built).Select(line => "- " + line.Trim());
        var fresh = built.Except(written).Select(line => "+ " + line.Trim());
        if (!written.SequenceEqual(built))
        {
            yield return $"{project} shows another public surface than {path}; {Remedy}\n"
                + string.Join('\n', gone.Concat(fresh));
        }
    }
}
