namespace Larder.Tidy.Layering;

/// <summary>A hit can be read aloud in four files, each of which names the next.</summary>
internal sealed class HitPathRule : IRule
{
    /// <summary>The rule wakes when the façade does: before that the path has no beginning.</summary>
    private const string Facade = "src/Larder/Manager";

    private static readonly string[] Path =
    [
        "src/Larder/Manager/CacheManager.cs",
        "src/Larder/Reading/ReadPath.cs",
        "src/Larder/Memory/MemoryTier.cs",
        "src/Larder.Engine/Store/MemoryStore.cs",
    ];

    public string Demand => "the four files of a hit exist and name one another";

    internal static int FilesThatExist(FileSet files) => Path.Count(path => files.Find(path) is not null);

    public IEnumerable<string> Check(FileSet files)
    {
        if (!files.HasFolder(Facade))
        {
            yield break;
        }

        for (var i = 0; i < Path.Length; i++)
        {
            if (files.Find(Path[i]) is not { } file)
            {
                yield return $"{Path[i]} is missing; it is file {i + 1} of the four files of a hit";
            }
            else if (i + 1 < Path.Length && !Names(file, TypeOf(Path[i + 1])))
            {
                yield return $"{Path[i]} does not name {TypeOf(Path[i + 1])}, the next of the four files of a hit";
            }
        }
    }

    private static string TypeOf(string path) => System.IO.Path.GetFileNameWithoutExtension(path);

    private static bool Names(RepoFile file, string type) =>
        file.Syntax.DescendantTokens().Any(token => token.ValueText == type);
}
