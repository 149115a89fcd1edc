using System.Net;
using System.Text.Json;
using Larder.Server.Tests.Payloads;
using Larder.Testing;

namespace Larder.Server.Tests;

/// <summary>The end of the built program, seen from outside.</summary>
[Trait("Platform", "Unix")]
public sealed class DrainSpec
{
    private const string Payload = """{"list_1":["drain"],"list_2":["me"]}""";
    private const int Half = 10;

    [Fact]
    public async Task On_SIGTERM_it_is_not_ready_at_once_finishes_what_it_began_and_ends_with_0()
    {
        using var folder = new ScratchFolder();
        await using var server = Start(folder, "--Larder:Limits:DrainDelay=5");
        var address = await server.FirstAddressAsync();
        using var client = new HttpClient { BaseAddress = address };
        using var inFlight = await BeginPostAsync(server, address);

        var before = await client.GetAsync("/health/ready");
        server.Terminate();
        var during = await NotReadyAsync(client);
        var live = await client.GetAsync("/health/live");
        await inFlight.SendAsync(Payload[Half..]);
        var answer = await inFlight.ReadOneAsync();
        var end = await server.EndAsync();

        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        Assert.Equal("draining", during.GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.Equal(200, answer.Status);
        Assert.Equal((0, ""), (end.ExitCode, end.Errors));
        Assert.Contains("Larder has stopped.", end.Output, StringComparison.Ordinal);
        await AssertIsStoredAsync(folder, PayloadText.Id(Payload));
    }

    [Fact]
    public async Task A_request_that_is_still_in_flight_when_listening_ends_is_answered_all_the_same()
    {
        using var folder = new ScratchFolder();
        await using var server = Start(folder);
        var address = await server.FirstAddressAsync();
        using var inFlight = await BeginPostAsync(server, address);

        server.Terminate();
        await RefusedAsync(address);
        await inFlight.SendAsync(Payload[Half..]);
        var answer = await inFlight.ReadOneAsync();
        var end = await server.EndAsync();

        Assert.Equal(200, answer.Status);
        Assert.Equal((0, ""), (end.ExitCode, end.Errors));
        await AssertIsStoredAsync(folder, PayloadText.Id(Payload));
    }

    [Fact]
    public async Task A_second_signal_cuts_the_end_short_and_says_so()
    {
        using var folder = new ScratchFolder();
        await using var server = Start(folder, "--Larder:Limits:DrainDelay=3600", "--Larder:Limits:DrainTimeout=3600");
        var address = await server.FirstAddressAsync();
        using var client = new HttpClient { BaseAddress = address };
        using var inFlight = await BeginPostAsync(server, address);

        server.Terminate();
        await NotReadyAsync(client);
        server.Terminate();
        var end = await server.EndAsync();

        Assert.Equal(3, end.ExitCode);
        Assert.Contains("before all requests had finished", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_time_limit_cuts_the_end_short_and_says_so()
    {
        using var folder = new ScratchFolder();
        await using var server = Start(folder, "--Larder:Limits:DrainTimeout=1");
        using var inFlight = await BeginPostAsync(server, await server.FirstAddressAsync());

        server.Terminate();
        var end = await server.EndAsync();

        Assert.Equal(3, end.ExitCode);
        Assert.Contains("Larder:Limits:DrainTimeout (1 seconds)", end.Errors, StringComparison.Ordinal);
    }

    private static ServerProcess Start(ScratchFolder folder, params string[] settings) => ServerProcess.Start(
        Path.GetTempPath(), ["--urls", "http://127.0.0.1:0", $"--Larder:DataFolder={folder.Path}", .. settings]);

    /// <summary>Sends a request without the end of its body, and waits until it is being worked on.</summary>
    private static async Task<RawConnection> BeginPostAsync(ServerProcess server, Uri address)
    {
        var connection = await RawConnection.OpenAsync(address);
        await connection.SendAsync(
            $"POST /payload HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {Payload.Length}\r\n\r\n"
            + Payload[..Half]);
        await server.LineAsync(line => line.Contains("POST /payload entered", StringComparison.Ordinal));
        return connection;
    }

    private static async Task<JsonElement> NotReadyAsync(HttpClient client)
    {
        while (true)
        {
            using var response = await client.GetAsync("/health/ready");
            if (response.StatusCode != HttpStatusCode.ServiceUnavailable)
                continue;

            using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
            return body.RootElement.Clone();
        }
    }

    private static async Task RefusedAsync(Uri address)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                using var connection = await RawConnection.OpenAsync(address);
            }
            catch (System.Net.Sockets.SocketException)
            {
                return;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(began) < WaitLimit.Default, "It goes on listening.");
        }
    }

    private static async Task AssertIsStoredAsync(ScratchFolder folder, string id)
    {
        await using var next = Start(folder);
        using var client = new HttpClient { BaseAddress = await next.FirstAddressAsync() };
        Assert.Equal("""{"output":"DRAIN, ME"}""", await client.GetStringAsync($"/payload/{id}"));
    }
}
