using System.Net;
using System.Net.Sockets;
using System.Text;
using Larder.Testing;

namespace Larder.Server.Tests.Telemetry;

/// <summary>The server beside a collector, each seen from outside.</summary>
public sealed class TelemetrySpec
{
    private const string HitsOfKeys = "cache.name=keyvalue,cache.request.type=hit";

    [Theory]
    [InlineData("http/protobuf", "/v1/metrics")]
    [InlineData("grpc", "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export")]
    public async Task S3_21_figures_of_caches_database_and_host_reach_the_collector(string protocol, string path)
    {
        await using var collector = await Collector.StartAsync(isGrpc: protocol == "grpc");
        await using var server = Start(collector, ("OTEL_EXPORTER_OTLP_PROTOCOL", protocol), ("OTEL_METRIC_EXPORT_INTERVAL", "100"));
        await UseAsync(await server.FirstAddressAsync());

        var sent = await collector.UntilAsync(each => each.ValueOf("dotnet.cache.requests", HitsOfKeys) == 3
            && each.ValueOf("db.client.operation.duration", "larder.statement=PayloadRows.Insert") == 1);

        Assert.Equal(path, sent.Path);
        Assert.Equal("secret of the collector", sent.Headers["x-collector-key"]);
        Assert.Equal("larder", sent.Resource["service.name"]);
        Assert.Contains(sent.Points, point => point is { Meter: "Microsoft.AspNetCore.Hosting", Metric: "http.server.request.duration", Value: > 0 });
        Assert.Contains(sent.Points, point => point is { Meter: "Microsoft.AspNetCore.Server.Kestrel", Metric: "kestrel.active_connections" });
        Assert.Contains(sent.Points, point => point is { Meter: "System.Runtime", Metric: "dotnet.process.memory.working_set", Value: > 1_000_000 });
    }

    [Fact]
    public async Task No_key_no_value_and_no_path_of_a_client_is_ever_sent()
    {
        await using var collector = await Collector.StartAsync();
        await using var server = Start(collector, ("OTEL_METRIC_EXPORT_INTERVAL", "100"));
        await UseAsync(await server.FirstAddressAsync());

        var sent = await collector.UntilAsync(each => each.Points.Any(
            point => point.Attributes.Contains("http.response.status_code=404", StringComparison.Ordinal)));

        Assert.DoesNotContain("of-a-client", Encoding.UTF8.GetString(sent.Body), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task What_this_server_is_called_is_said_by_the_variables()
    {
        await using var collector = await Collector.StartAsync();
        await using var server = Start(
            collector,
            ("OTEL_METRIC_EXPORT_INTERVAL", "100"),
            ("OTEL_SERVICE_NAME", "shop-cache"),
            ("OTEL_RESOURCE_ATTRIBUTES", "service.name=loses,deployment.environment.name=a%20test"));
        await server.FirstAddressAsync();

        var sent = await collector.NextAsync();

        Assert.Equal("shop-cache", sent.Resource["service.name"]);
        Assert.Equal("a test", sent.Resource["deployment.environment.name"]);
    }

    [Fact]
    [Trait("Platform", "Unix")]
    public async Task What_was_counted_last_is_sent_at_the_end()
    {
        await using var collector = await Collector.StartAsync();
        await using var server = Start(collector, ("OTEL_METRIC_EXPORT_INTERVAL", "86400000"));
        await UseAsync(await server.FirstAddressAsync());
        server.Terminate();

        var sent = await collector.NextAsync();
        var end = await server.EndAsync();

        Assert.Equal(3, sent.ValueOf("dotnet.cache.requests", HitsOfKeys));
        Assert.Equal(0, end.ExitCode);
    }

    [Fact]
    [Trait("Platform", "Unix")]
    public async Task A_collector_that_refuses_is_told_of_once_and_once_more_when_it_takes_figures_again()
    {
        await using var collector = await Collector.StartAsync();
        collector.Status = 503;
        await using var server = Start(collector, ("OTEL_METRIC_EXPORT_INTERVAL", "50"));
        await server.FirstAddressAsync();
        for (var refused = 0; refused < 5; refused++)
            await collector.NextAsync();
        collector.Status = 200;
        await server.LineAsync(line => line.Contains("again, after", StringComparison.Ordinal));
        server.Terminate();
        var end = await server.EndAsync();

        var all = server.Everything.Split('\n');
        Assert.Single(all, line => line.Contains("does not take the figures: it answered 503", StringComparison.Ordinal));
        Assert.Single(all, line => line.Contains("does not take", StringComparison.Ordinal));
        Assert.DoesNotContain(all, line => line.Contains("secret", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(0, end.ExitCode);
    }

    [Fact]
    [Trait("Platform", "Unix")]
    public async Task A_collector_that_is_not_there_is_one_line_and_the_server_serves()
    {
        await using var server = Start(FreeAddress(), ("OTEL_METRIC_EXPORT_INTERVAL", "20"));
        await UseAsync(await server.FirstAddressAsync());
        server.Terminate();

        var end = await server.EndAsync();

        Assert.Single(server.Everything.Split('\n'), line => line.Contains("does not take the figures", StringComparison.Ordinal));
        Assert.Empty(end.Errors);
        Assert.Equal(0, end.ExitCode);
    }

    // Without a limit of its own the end would wait for the ten minutes that the collector is given here.
    [Fact]
    [Trait("Platform", "Unix")]
    public async Task A_collector_that_never_answers_does_not_hold_up_the_end()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var server = Start(
            $"http://{silent.LocalEndpoint}",
            ("OTEL_METRIC_EXPORT_INTERVAL", "86400000"),
            ("OTEL_EXPORTER_OTLP_TIMEOUT", "600000"));
        await server.FirstAddressAsync();
        server.Terminate();

        var end = await server.EndAsync();

        Assert.Equal(0, end.ExitCode);
        Assert.Contains("The last figures were not sent", end.Output, StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Platform", "Linux")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_of_it_is_loaded_unless_a_collector_is_named(bool isNamed)
    {
        (string, string)[] collector = isNamed ? [("OTEL_EXPORTER_OTLP_ENDPOINT", FreeAddress())] : [];
        await using var server = Start(collector);
        await UseAsync(await server.FirstAddressAsync());

        var mapped = await File.ReadAllTextAsync($"/proc/{server.Id}/maps");

        Assert.Contains("Larder.Server.dll", mapped, StringComparison.Ordinal);
        Assert.Equal(isNamed, mapped.Contains("OpenTelemetry", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Platform", "Linux")]
    public async Task Nothing_is_sent_when_it_is_disabled()
    {
        await using var collector = await Collector.StartAsync();
        await using var server = Start(collector, ("OTEL_METRIC_EXPORT_INTERVAL", "20"), ("OTEL_SDK_DISABLED", "true"));
        await server.FirstAddressAsync();

        var mapped = await File.ReadAllTextAsync($"/proc/{server.Id}/maps");

        Assert.DoesNotContain("OpenTelemetry", mapped, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_address_stops_the_start_and_shows_no_part_of_it()
    {
        await using var server = Start(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://me:geheim@collector:4318"), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json"));

        var end = await server.EndAsync();

        Assert.Equal(1, end.ExitCode);
        Assert.Contains("OTEL_EXPORTER_OTLP_ENDPOINT must have no user", end.Errors, StringComparison.Ordinal);
        Assert.Contains("OTEL_EXPORTER_OTLP_PROTOCOL must be grpc or http/protobuf, but was 'http/json'.", end.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", end.Errors, StringComparison.Ordinal);
    }

    private static ServerProcess Start(Collector collector, params (string Name, string Value)[] variables) =>
        Start(collector.Address, variables);

    private static ServerProcess Start(string collector, params (string Name, string Value)[] variables) =>
        Start([
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector),
            ("OTEL_EXPORTER_OTLP_HEADERS", "x-collector-key=secret%20of%20the%20collector"),
            .. variables,
        ]);

    private static ServerProcess Start(params (string Name, string Value)[] variables) => ServerProcess.Start(
        Path.GetTempPath(),
        variables.ToDictionary(pair => pair.Name, pair => pair.Value),
        "--urls", "http://127.0.0.1:0");

    /// <summary>Three hits of a key, a statement of the database, and a path that is none.</summary>
    private static async Task UseAsync(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address };
        using var key = Json("""{"key":"key-of-a-client","value":"value-of-a-client"}""");
        (await client.PutAsync("/cache", key)).EnsureSuccessStatusCode();
        for (var hit = 0; hit < 3; hit++)
            (await client.GetAsync("/cache/key-of-a-client")).EnsureSuccessStatusCode();
        using var payload = Json("""{"list_1":["one-of-a-client"],"list_2":["two-of-a-client"]}""");
        (await client.PostAsync("/payload", payload)).EnsureSuccessStatusCode();
        await client.GetAsync("/path-of-a-client?query-of-a-client=1");
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static string FreeAddress() => $"http://127.0.0.1:{FreePort.Find()}";
}
