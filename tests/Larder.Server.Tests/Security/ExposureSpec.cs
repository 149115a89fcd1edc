using System.Net;
using System.Net.Sockets;
using Larder.Server.Tests.Packaging;

namespace Larder.Server.Tests.Security;

/// <summary>Where the published output listens, and what it demands for that.</summary>
[Collection(PublishedCollection.Name)]
[Trait("Platform", "Unix")]
public sealed class ExposureSpec(PublishedProgram program)
{
    // What the image says about who may in, taken back.
    private static readonly Dictionary<string, string?> Locked = new() { ["LARDER__SECURITY__ANONYMOUS"] = "None" };

    [Theory]
    [InlineData("http://0.0.0.0:0", "http://0.0.0.0:0")]
    [InlineData("http://*:0", "http://*:0")]
    [InlineData("http://+:0", "http://*:0")]
    [InlineData("http://[::]:0", "http://[::]:0")]
    [InlineData("http://192.0.2.1:8000", "http://192.0.2.1:8000")]
    [InlineData("http://127.0.0.1:0;http://0.0.0.0:0", "http://0.0.0.0:0")]
    public async Task X_15_without_a_key_it_does_not_start_where_others_can_reach_it(string urls, string named)
    {
        await using var process = program.Start(Locked, "--urls", urls);

        var end = await process.EndAsync();

        Assert.Equal(1, end.ExitCode);
        Assert.Equal(
            $"larder: The address '{named}' can be reached from other machines, and there is no key to protect it. Make one with "
            + "./larder run keygen and name it in Larder:Security:Keys, or set Larder:Security:Anonymous to Data to let everybody "
            + "at the data, or choose localhost, for example --urls http://localhost:8000.\n",
            end.Errors);
        Assert.Empty(end.Output);
    }

    // Both defaults are tried: with the first port taken it gets as far as listening there, and an address that others reach
    // would have been refused before.
    [Fact]
    public async Task X_10_without_an_address_it_wants_port_8000_of_this_machine_alone()
    {
        var changes = new Dictionary<string, string?>(Locked) { ["ASPNETCORE_URLS"] = null };
        using var occupant = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        Occupy(occupant, 8000);

        await using var process = program.Start(changes);
        var end = await process.EndAsync();

        Assert.Equal(1, end.ExitCode);
        Assert.StartsWith("larder: Port 8000 is already in use.", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_opens_it_and_nothing_else_does()
    {
        await using var process = program.Start(Locked, TestKeys.Setting);
        using var client = await ClientOfAsync(process);

        using var none = await client.SendAsync("GET", "/cache/x");
        using var reader = await client.SendAsync("GET", "/cache/x", TestKeys.Reader);
        using var health = await client.SendAsync("GET", "/health");

        Assert.Equal(HttpStatusCode.Unauthorized, none.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, reader.StatusCode);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    [Fact]
    public async Task X_15_with_anonymous_data_as_in_the_image_the_data_is_open_the_rest_is_locked_and_one_line_warns()
    {
        await using var process = program.Start(new Dictionary<string, string?>());
        var warning = await process.LineAsync(line => line.Contains("may read and write the data", StringComparison.Ordinal));
        using var client = await ClientOfAsync(process);

        foreach (var (method, path, status) in new[]
        {
            ("GET", "/cache/x", HttpStatusCode.NotFound), ("GET", "/", HttpStatusCode.OK),
            ("GET", "/admin/caches", HttpStatusCode.Unauthorized), ("GET", "/metrics", HttpStatusCode.Unauthorized),
            ("GET", "/dashboard", HttpStatusCode.Unauthorized),
            ("POST", "/cache/clear?scope=all", HttpStatusCode.Unauthorized),
        })
        {
            using var response = await client.SendAsync(method, path, headers: ("Host", "localhost"));
            Assert.Equal(status, response.StatusCode);
        }

        Assert.Contains("need a key; there are 0", warning, StringComparison.Ordinal);
        process.Terminate();
        var rest = await process.EndAsync();
        Assert.DoesNotContain("may read and write the data", rest.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_frameworks_way_to_believe_every_proxy_is_refused()
    {
        var changes = new Dictionary<string, string?>(LocalServer.Changes) { ["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true" };
        await using var process = program.Start(changes);

        var end = await process.EndAsync();

        Assert.Equal(1, end.ExitCode);
        Assert.Contains("Larder:Security:Proxies", end.Errors, StringComparison.Ordinal);
    }

    private static async Task<HttpClient> ClientOfAsync(ServerProcess process) =>
        new() { BaseAddress = PublishedServer.FromHere(await process.FirstAddressAsync()) };

    // Somebody else may have it already, and that serves as well.
    private static void Occupy(Socket socket, int port)
    {
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            socket.Listen();
        }
        catch (SocketException fault) when (fault.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
        }
    }
}
