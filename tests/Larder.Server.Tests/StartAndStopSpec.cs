using System.Net;
using System.Net.Sockets;

namespace Larder.Server.Tests;

public sealed class StartAndStopSpec
{
    private static readonly string Elsewhere = Path.GetTempPath();

    [Fact]
    [Trait("Platform", "Unix")]
    public async Task A_started_server_prints_an_address_that_answers_and_ends_well_on_SIGTERM()
    {
        await using var server = ServerProcess.Start(Elsewhere, "--urls", "http://127.0.0.1:0");
        var address = await server.FirstAddressAsync();

        using var client = new HttpClient();
        var body = await client.GetStringAsync(new Uri(address, "/health"));
        server.Terminate();
        var end = await server.EndAsync();

        Assert.Equal("""{"message":"Application's health is good."}""", body);
        Assert.Equal(0, end.ExitCode);
        Assert.Empty(end.Errors);
    }

    [Theory]
    [InlineData("/health/ready")]
    [InlineData("/products")]
    [InlineData("/users/1")]
    [InlineData("/cache")]
    [InlineData("/cache/stats")]
    public async Task X_14_with_nothing_set_and_no_service_beside_it_everything_is_served(string path)
    {
        await using var server = ServerProcess.Start(Elsewhere, "--urls", "http://127.0.0.1:0");
        var address = await server.FirstAddressAsync();

        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri(address, path));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task A_port_that_is_taken_is_named_on_one_line_with_the_remedy(string host)
    {
        using var occupant = new TcpListener(IPAddress.Loopback, 0);
        occupant.Start();
        var port = ((IPEndPoint)occupant.LocalEndpoint).Port;

        await using var server = ServerProcess.Start(Elsewhere, "--urls", $"http://127.0.0.1:0;http://{host}:{port}");
        var end = await server.EndAsync();

        Assert.Equal(1, end.ExitCode);
        Assert.DoesNotContain("listens on", end.Output, StringComparison.Ordinal);
        var line = Assert.Single(end.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith($"larder: Port {port} is already in use.", line, StringComparison.Ordinal);
        Assert.Contains("--urls", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--urls", "http://0.0.0.0:8000")]
    [InlineData("--urls", "nonsense")]
    [InlineData("--urls")]
    [InlineData("-x=1")]
    public async Task A_refused_start_is_one_line_and_exit_code_1(params string[] arguments)
    {
        await using var server = ServerProcess.Start(Elsewhere, arguments);

        var end = await server.EndAsync();

        Assert.Equal(1, end.ExitCode);
        Assert.Empty(end.Output);
        Assert.Single(end.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("larder: ", end.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("keygne")]
    [InlineData("migrat", "--status")]
    public async Task A_mistyped_verb_starts_no_server(params string[] words)
    {
        await using var server = ServerProcess.Start(Elsewhere, [.. words, "--urls", "http://127.0.0.1:0"]);

        var end = await server.EndAsync();

        Assert.Equal((2, ""), (end.ExitCode, end.Output));
        Assert.StartsWith($"larder: there is no verb '{words[0]}'.", end.Errors, StringComparison.Ordinal);
        Assert.Contains("keygen", end.Errors, StringComparison.Ordinal);
    }
}
