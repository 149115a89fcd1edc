using System.Text.RegularExpressions;
using Larder.Server.Configuration;
using YamlDotNet.RepresentationModel;

namespace Larder.Server.Tests.Packaging;

/// <summary>What compose.yaml says, held against the image, the settings of the server and the example of them.</summary>
public sealed partial class ComposeSpec
{
    private static readonly YamlNode File = Yaml.Read("compose.yaml").Single();
    private static readonly YamlNode Larder = File.At("services/larder");

    [Fact]
    public void S3_22_the_services_have_the_versions_of_the_source_and_keep_their_data()
    {
        Assert.Equal("postgres:14", File.Text("services/postgres/image"));
        Assert.Equal("valkey/valkey:8.1-alpine", File.Text("services/valkey/image"));
        Assert.Contains("--appendonly yes", File.Texts("services/valkey/command")[^1], StringComparison.Ordinal);
        Assert.Equal(
            File.Members("volumes").Keys.Order(),
            new[] { "larder", "postgres", "valkey" }
                .Select(name => File.Texts($"services/{name}/volumes").Single().Split(':')[0]).Order());
    }

    [Fact]
    public void S3_22_the_server_waits_until_both_are_well()
    {
        foreach (var service in new[] { "postgres", "valkey" })
        {
            Assert.Equal("service_healthy", Larder.Text($"depends_on/{service}/condition"));
            Assert.NotEmpty(File.Texts($"services/{service}/healthcheck/test"));
        }
    }

    [Fact]
    public void Nothing_is_published_to_other_machines()
    {
        var published = ((YamlMappingNode)File.At("services")).Children.Values.SelectMany(each => each.Texts("ports")).ToList();

        Assert.Contains("127.0.0.1:8000:8000", published);
        Assert.Contains("127.0.0.1:7171:7171", published);
        Assert.All(published, port => Assert.StartsWith("127.0.0.1:", port, StringComparison.Ordinal));
    }

    [Fact]
    public void S2_27_the_container_may_write_nowhere_but_into_its_volume()
    {
        Assert.Equal("true", Larder.Text("read_only"));
        Assert.Equal(["ALL"], Larder.Texts("cap_drop"));
        Assert.Equal($"larder-data:{Dockerfile.Only("VOLUME")}", Larder.Texts("volumes").Single());
        Assert.Equal("linux/amd64", Larder.Text("platform"));
    }

    [Fact]
    public void The_engine_waits_longer_than_the_server_takes_to_stop()
    {
        var patience = int.Parse(Larder.Text("stop_grace_period").TrimEnd('s'));

        Assert.True(patience > new ServerLimits().LongestStop().TotalSeconds);
    }

    [Fact]
    public void Every_variable_is_a_setting_of_the_server()
    {
        Assert.All(Larder.Members("environment").Keys, name => Assert.Contains(name, SettingNames.All));
        Assert.All(
            Dockerfile.Variables.Keys.Where(name => name.StartsWith("LARDER", StringComparison.Ordinal)),
            name => Assert.Contains(name, SettingNames.All));
    }

    // Addresses of the services are known to compose alone, so an .env that compose reads serves a local run as well.
    [Fact]
    public void S3_22_hosts_stand_here_and_not_in_the_example_and_passwords_come_from_it()
    {
        var variables = Larder.Members("environment");
        var example = Repository.Read("env.example");

        Assert.Equal(("postgres", "valkey"), (variables["DB_HOST"], variables["REDIS_HOST"]));
        Assert.Equal(("", ""), (variables["DATABASE_URL"], variables["REDIS_URL"]));
        Assert.DoesNotMatch(new Regex("^(DB_HOST|REDIS_HOST|DATABASE_URL|REDIS_URL)=", RegexOptions.Multiline), example);
        Assert.Equal("${DB_PASSWORD:-password123}", variables["DB_PASSWORD"]);
        Assert.Equal(variables["DB_PASSWORD"], File.Text("services/postgres/environment/POSTGRES_PASSWORD"));
        Assert.Equal(variables["REDIS_PASSWORD"], File.Text("services/valkey/environment/REDISCLI_AUTH"));
        Assert.All(
            Interpolated().Matches(Repository.Read("compose.yaml")).Select(match => match.Groups["name"].Value),
            name => Assert.Contains($"{name}=", example, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"(?<!\$)\$\{(?<name>\w+)")]
    private static partial Regex Interpolated();
}
