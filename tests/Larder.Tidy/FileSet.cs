namespace Larder.Tidy;

/// <summary>
/// The files that the rules are held against: the repository on disk, or a small tree made by a test.
/// </summary>
internal sealed class FileSet
{
    /// <summary>Folders that hold products of a build or of an editor, never sources.</summary>
    private static readonly HashSet<string> ProductFolders = new(StringComparer.Ordinal)
    {
        "bin", "obj", "artifacts", "TestResults", "BenchmarkDotNet.Artifacts", "node_modules",
        ".git", ".vs", ".vscode", ".idea",
    };

    private readonly Dictionary<string, RepoFile> _byPath;

    internal FileSet(IEnumerable<RepoFile> files)
    {
        All = [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
        _byPath = All.ToDictionary(file => file.Path, StringComparer.Ordinal);
    }

    internal IReadOnlyList<RepoFile> All { get; }

    internal IEnumerable<RepoFile> CSharp => All.Where(file => file.IsCSharp);

    internal IEnumerable<RepoFile> Sources => CSharp.Where(file => file.IsUnder("src"));

    internal IEnumerable<RepoFile> Tests => CSharp.Where(file => file.IsUnder("tests"));

    internal IEnumerable<RepoFile> Pages => All.Where(file => file.IsMarkdown);

    internal IEnumerable<RepoFile> Projects =>
        All.Where(file => file.Path.EndsWith(".csproj", StringComparison.Ordinal));

    internal static FileSet Of(params (string Path, string Text)[] files) =>
        new(files.Select(file => new RepoFile(file.Path, file.Text)));

    /// <summary>Reads the working tree; a file's text is read when a rule first asks for it.</summary>
    internal static FileSet FromDisk(string root) =>
        new(Walk(root).Select(path => new RepoFile(
            Path.GetRelativePath(root, path).Replace('\\', '/'),
            () => File.ReadAllText(path).ReplaceLineEndings("\n"))));

    /// <summary>
    /// The repository that the running program was built from: the folder above it with the solution.
    /// </summary>
    internal static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Larder.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException(
            $"No folder above {AppContext.BaseDirectory} holds Larder.slnx. "
            + "Run the tidy checks from a build of the repository.");
    }

    internal RepoFile? Find(string path) => _byPath.GetValueOrDefault(path);

    internal bool HasFolder(string path) => All.Any(file => file.IsUnder(path));

    private static IEnumerable<string> Walk(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            if (!IsLocal(Path.GetFileName(file)))
            {
                yield return file;
            }
        }

        foreach (var child in Directory.EnumerateDirectories(folder))
        {
            if (ProductFolders.Contains(Path.GetFileName(child)))
            {
                continue;
            }

            foreach (var file in Walk(child))
            {
                yield return file;
            }
        }
    }

    /// <summary>Files of one machine, which the repository ignores.</summary>
    private static bool IsLocal(string name) =>
        name is ".env" or ".DS_Store" or ".git"
        || name.EndsWith(".user", StringComparison.Ordinal)
        || name.EndsWith(".binlog", StringComparison.Ordinal)
        || name.Contains(".db", StringComparison.Ordinal);
}
