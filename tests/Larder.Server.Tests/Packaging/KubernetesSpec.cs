using System.Net;
using Larder.Server.Configuration;
using YamlDotNet.RepresentationModel;

namespace Larder.Server.Tests.Packaging;

/// <summary>The example for a cluster, held against the image and the running server.</summary>
public sealed class KubernetesSpec(ServerUnderTest server) : IClassFixture<ServerUnderTest>
{
    private static readonly IReadOnlyList<YamlNode> Files = Yaml.Read("deploy/kubernetes/larder.yaml");
    private static readonly YamlNode Deployment = Files.Single(file => file.Text("kind") == "Deployment");
    private static readonly YamlNode Pod = Deployment.At("spec/template/spec");
    private static readonly YamlNode Container = Pod.At("containers/0");

    [Fact]
    public void S2_27_three_replicas_have_the_limits_of_the_source()
    {
        Assert.Equal("3", Deployment.Text("spec/replicas"));
        Assert.Equal("512Mi", Container.Text("resources/limits/memory"));
        Assert.Equal("500m", Container.Text("resources/limits/cpu"));
    }

    [Theory]
    [InlineData("livenessProbe", "/health/live")]
    [InlineData("startupProbe", "/health/live")]
    [InlineData("readinessProbe", "/health/ready")]
    public async Task S2_27_the_probes_ask_for_paths_that_the_server_answers(string probe, string path)
    {
        var answer = await server.Client.GetAsync(Container.Text($"{probe}/httpGet/path"));

        Assert.Equal(path, Container.Text($"{probe}/httpGet/path"));
        Assert.Equal("http", Container.Text($"{probe}/httpGet/port"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public void The_pod_runs_as_the_user_of_the_image_and_writes_only_to_its_volume()
    {
        Assert.Equal(Dockerfile.Only("USER"), $"{Pod.Text("securityContext/runAsUser")}:{Pod.Text("securityContext/runAsGroup")}");
        Assert.Equal(Pod.Text("securityContext/runAsUser"), Pod.Text("securityContext/fsGroup"));
        Assert.Equal("true", Pod.Text("securityContext/runAsNonRoot"));
        Assert.Equal("true", Container.Text("securityContext/readOnlyRootFilesystem"));
        Assert.Equal("false", Container.Text("securityContext/allowPrivilegeEscalation"));
        Assert.Equal(["ALL"], Container.Texts("securityContext/capabilities/drop"));
        Assert.Equal(Dockerfile.Only("VOLUME"), Container.Text("volumeMounts/0/mountPath"));
        Assert.Equal("amd64", Pod.Members("nodeSelector")["kubernetes.io/arch"]);
    }

    [Fact]
    public void A_pod_is_out_of_the_balance_before_it_stops_and_is_given_the_time_for_it()
    {
        var variables = ((YamlSequenceNode)Container.At("env")).ToDictionary(each => each.Text("name"));
        var delay = TimeSpan.FromSeconds(int.Parse(variables["LARDER__LIMITS__DRAINDELAY"].Text("value")));
        var limits = new ServerLimits() with { DrainDelay = delay };

        Assert.True(delay > TimeSpan.Zero);
        Assert.True(int.Parse(Pod.Text("terminationGracePeriodSeconds")) > limits.LongestStop().TotalSeconds);
    }

    [Fact]
    public void A_service_leads_to_ports_that_the_pod_has_and_a_budget_leaves_one_pod_to_move()
    {
        var service = (YamlSequenceNode)Files.Single(file => file.Text("kind") == "Service").At("spec/ports");
        var budget = Files.Single(file => file.Text("kind") == "PodDisruptionBudget");
        var names = ((YamlSequenceNode)Container.At("ports")).ToDictionary(port => port.Text("name"), port => port.Text("containerPort"));

        Assert.All(service, port => Assert.Equal(names[port.Text("targetPort")], port.Text("port")));
        Assert.Equal(names.Count, service.Count());
        Assert.True(int.Parse(budget.Text("spec/minAvailable")) < int.Parse(Deployment.Text("spec/replicas")));
    }

    [Fact]
    public void The_image_is_the_one_that_compose_builds_with_the_version_of_the_program()
    {
        var image = Yaml.Read("compose.yaml").Single().Text("services/larder/image");

        Assert.Equal($"{image}:{ProductVersion.Text}", Container.Text("image"));
    }

    [Fact]
    public void Ports_names_and_variables_fit_together()
    {
        var ports = ((YamlSequenceNode)Container.At("ports")).Select(port => port.Text("containerPort"));
        var variables = ((YamlSequenceNode)Container.At("env")).ToDictionary(each => each.Text("name"));
        var labels = Deployment.Text("spec/template/metadata/labels/app");

        Assert.Equal(Dockerfile.Only("EXPOSE").Split(' '), ports);
        Assert.All(variables.Keys, name => Assert.Contains(name, SettingNames.All));
        Assert.Equal("larder", variables["DATABASE_URL"].Text("valueFrom/secretKeyRef/name"));
        Assert.All(
            Files.Where(file => file.Text("kind") != "Deployment"),
            file => Assert.Equal(labels, (file.At("spec/selector").Has("app") ? file.At("spec/selector") : file.At("spec/selector/matchLabels")).Text("app")));
    }
}
