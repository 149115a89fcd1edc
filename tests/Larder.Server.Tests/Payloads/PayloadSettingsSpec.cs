using Larder.Server.Configuration;
using Larder.Server.Payloads;
using Microsoft.Extensions.Configuration;

namespace Larder.Server.Tests.Payloads;

public sealed class PayloadSettingsSpec
{
    [Fact]
    public void Without_settings_the_defaults_hold()
    {
        Assert.Equal(new PayloadSettings(), Read([], out var faults));
        Assert.Empty(faults);
    }

    [Fact]
    public void Every_setting_can_be_set()
    {
        var settings = Read(
            [
                ("Larder:Payloads:OutputMegabytes", "2"), ("Larder:Payloads:KnownIds", "5"),
                ("Larder:Payloads:Warm", "0"), ("Larder:Payloads:NoteEvery", "7"),
                ("Larder:Payloads:LoggedPerSecond", "9"),
            ],
            out var faults);

        Assert.Empty(faults);
        Assert.Equal(
            new PayloadSettings
            {
                OutputBytes = 2 * 1024 * 1024,
                KnownIds = 5,
                Warm = 0,
                NoteEvery = TimeSpan.FromSeconds(7),
                LoggedPerSecond = 9,
            },
            settings);
    }

    [Fact]
    public void Every_wrong_setting_is_named()
    {
        Read([.. PayloadSettings.All.Select(setting => (setting.Key, "-1"))], out var faults);

        Assert.Equal(PayloadSettings.All.Count, faults.Count);
        Assert.All(PayloadSettings.All.Zip(faults), pair => Assert.StartsWith(pair.First.Key, pair.Second));
    }

    [Fact]
    public void The_guide_has_a_row_for_each_setting_with_its_default_and_meaning()
    {
        var rows = File.ReadLines(Path.Combine(Root(), "docs", "guide", "payloads.md"))
            .Where(line => line.StartsWith("| `Larder:", StringComparison.Ordinal));

        Assert.Equal(
            PayloadSettings.All.Select(setting => $"| `{setting.Key}` | `{setting.Default}` | {setting.Meaning} |"), rows);
    }

    private static PayloadSettings Read((string Name, string Value)[] settings, out IReadOnlyList<string> faults)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(pair => pair.Name, pair => (string?)pair.Value))
            .Build();
        var found = new StartFaults();
        var read = PayloadSettings.Read(new SettingReader(configuration, found));
        faults = found.Sentences;
        return read;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Larder.slnx")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
