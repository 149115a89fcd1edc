namespace Larder.Server.Tests.Data;

/// <summary>Text from outside never becomes SQL: an analyzer watches SqlText, and this the way around it.</summary>
public sealed class SqlIsConstantSpec
{
    // The one place that hands statements to a driver, and the one that sets up a file with a constant of ours.
    private static readonly string[] Known = ["DatabaseSession.cs", "SqliteEngine.cs"];

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
