namespace Larder.Server.Tests.Data;

/// <summary>Text from outside never becomes SQL: the compiler sees to it for SqlText, and this for the way around it.</summary>
public sealed class SqlIsConstantSpec
{
    // The one place that hands text to a driver, and the two files that set up a connection with constants of ours.
    private static readonly string[] Known = ["DatabaseSession.cs", "SqliteDataSource.cs", "SqliteEngine.cs"];

    [Fact]
    public void Only_the_front_door_hands_text_to_a_driver()
    {
        var folder = Path.Combine(FindRoot(), "src", "Larder.Server");
        var users = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .Where(file => File.ReadAllText(file).Contains("CommandText =", StringComparison.Ordinal))
            .Select(file => Path.GetFileName(file))
            .Order(StringComparer.Ordinal);

        Assert.Equal(Known, users);
    }

    private static string FindRoot()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(here.FullName, "Larder.slnx")))
            here = here.Parent ?? throw new InvalidOperationException("No folder above the tests holds Larder.slnx.");
        return here.FullName;
    }
}
