using Larder.Server.Configuration;

namespace Larder.Server.Tests.Packaging;

/// <summary>The unit for systemd, held against the page that installs it and against the server. No systemd runs it here.</summary>
public sealed class SystemdSpec
{
    private static readonly ILookup<string, string> Unit = Repository.Read("deploy/systemd/larder.service").Split('\n')
        .Where(line => line.Contains('=', StringComparison.Ordinal) && !line.StartsWith('#'))
        .ToLookup(line => line.Split('=', 2)[0], line => line.Split('=', 2)[1]);

    private static readonly string Page = Repository.Read("docs/operations/deploy.md");

    [Fact]
    public void It_starts_what_the_page_publishes_with_the_settings_that_the_page_installs()
    {
        var start = Unit["ExecStart"].Single().Split(' ');
        var settings = Unit["EnvironmentFile"].Single().TrimStart('-');

        Assert.EndsWith("/dotnet", start[0], StringComparison.Ordinal);
        Assert.Equal("Larder.Server.dll", Path.GetFileName(start[1]));
        Assert.Contains($"-o {Path.GetDirectoryName(start[1])}\n", Page, StringComparison.Ordinal);
        Assert.Contains($" env.example {settings}\n", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_one_folder_to_write_to_is_that_of_the_data()
    {
        var variables = Unit["Environment"].Select(each => each.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        var folder = $"/var/lib/{Unit["StateDirectory"].Single()}";

        Assert.Equal(folder, variables["LARDER__DATAFOLDER"]);
        Assert.Equal(folder, Unit["WorkingDirectory"].Single());
        Assert.Equal("strict", Unit["ProtectSystem"].Single());
        Assert.Equal("yes", Unit["DynamicUser"].Single());
        Assert.All(variables.Keys, name => Assert.Contains(name, SettingNames.All));
    }

    [Fact]
    public void It_waits_longer_than_the_server_takes_to_stop()
    {
        Assert.True(int.Parse(Unit["TimeoutStopSec"].Single()) > new ServerLimits().LongestStop().TotalSeconds);
    }
}
