using System.Reflection;
using Larder.Server.Configuration;

namespace Larder.Server.Tests.Configuration;

/// <summary>The guide and the two examples say what the code says, and nothing else.</summary>
public sealed class SettingTableSpec
{
    private static readonly string Root = FindRoot();
    private static readonly IReadOnlyList<Setting> All = [.. KnownSettings.All, .. OfModules()];
    private static readonly string[] Example = File.ReadAllLines(Path.Combine(Root, "env.example"));

    [Fact]
    public void The_guide_has_a_row_for_each_setting_with_its_default_and_meaning()
    {
        var rows = File.ReadLines(Path.Combine(Root, "docs", "guide", "configuration.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal));

        Assert.Equal(All.Select(Row), rows);
    }

    [Fact]
    public void The_example_names_each_setting_once_and_changes_nothing_when_it_is_copied()
    {
        var named = Example.Where(line => line.TrimStart('#').Contains('=', StringComparison.Ordinal))
            .Select(line => line.TrimStart('#').Split('=')[0])
            .ToList();
        var faults = new StartFaults();
        var active = DotEnvFile.Parse(string.Join('\n', Example), faults);

        var settings = TestSettings.Read([.. active.Select(pair => (pair.Key, pair.Value!))]);

        Assert.Equal(All.Select(NameInEnvironment), named);
        Assert.Empty(faults.Sentences);
        Assert.Equal(TestSettings.Read().Database, settings.Database);
        Assert.Equal(TestSettings.Read().ProjectName, settings.ProjectName);
        Assert.Equal(TestSettings.Read().CorsOrigins, settings.CorsOrigins);
    }

    [Fact]
    public void The_example_shows_the_default_of_each_setting_that_has_one()
    {
        var lines = Example.Select(line => line.TrimStart('#')).ToList();

        foreach (var setting in All.Where(setting => setting.Default.Length > 0))
            Assert.Contains($"{NameInEnvironment(setting)}={setting.Default}", lines);
    }

    // A container engine reads the same file and takes quotes for a part of the value.
    [Fact]
    public void The_example_needs_no_quotes_around_a_value() =>
        Assert.DoesNotContain(Example, line => line.Contains("=\"", StringComparison.Ordinal));

    [Fact]
    public void Both_examples_are_the_same() =>
        Assert.Equal(Example, File.ReadAllLines(Path.Combine(Root, ".env.example")));

    [Fact]
    public void The_list_of_the_servers_own_settings_leaves_none_out() =>
        Assert.Equal(FieldsOf(typeof(KnownSettings)), KnownSettings.All);

    // A module declares its settings beside its own code; nobody has to list them here.
    private static IEnumerable<Setting> OfModules() =>
        typeof(Setting).Assembly.GetTypes()
            .Where(type => type != typeof(KnownSettings) && !type.ContainsGenericParameters)
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .SelectMany(FieldsOf);

    private static IEnumerable<Setting> FieldsOf(Type type) =>
        type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(field => field.FieldType == typeof(Setting))
            .Select(field => (Setting)field.GetValue(null)!);

    private static string Row(Setting setting)
    {
        var variable = setting.Variable is null ? "" : $"`{setting.Variable}`";
        var standard = setting.Default.Length == 0 ? "" : $"`{setting.Default}`";
        return $"| `{setting.Key}` | {variable} | {standard} | {setting.Meaning} |";
    }

    private static string NameInEnvironment(Setting setting) =>
        setting.Variable ?? setting.Key.Replace(":", "__", StringComparison.Ordinal).ToUpperInvariant();

    private static string FindRoot()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(here.FullName, "Larder.slnx")))
            here = here.Parent ?? throw new InvalidOperationException("No folder above the tests holds Larder.slnx.");
        return here.FullName;
    }
}
