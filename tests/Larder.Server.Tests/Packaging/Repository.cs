namespace Larder.Server.Tests.Packaging;

/// <summary>The files of the repository that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string PathOf(string name) => Path.Combine(Root, name);

    public static string Read(string name) => File.ReadAllText(PathOf(name)).ReplaceLineEndings("\n");

    private static string FindRoot()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(here.FullName, "Larder.slnx")))
            here = here.Parent ?? throw new InvalidOperationException("No folder above the tests holds Larder.slnx.");
        return here.FullName;
    }
}
