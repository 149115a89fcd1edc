using System.Net;
using Larder.Testing;

namespace Larder.Server.Tests.Abuse;

/// <summary>Connections that do nothing, against the built program.</summary>
public sealed class ManyConnectionsSpec
{
    private const int AtOnce = 100;

    [Fact]
    public async Task Beside_thousands_of_idle_connections_the_server_still_answers_and_stops()
    {
        var count = TestScale.Current.Of("idle connections", ci: 500, full: 10_000);
        // Nobody reads what it writes before the end, and a pipe that is full would hold it up.
        await using var server = ServerProcess.Start(
            Path.GetTempPath(), new Dictionary<string, string> { ["LOG_LEVEL"] = "WARNING" }, "--urls", "http://127.0.0.1:0");
        var address = await server.FirstAddressAsync();
        var idle = new List<RawConnection>();
        for (var opened = 0; opened < count; opened += AtOnce)
            idle.AddRange(await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => RawConnection.OpenAsync(address))));

        // Half of them have asked for something and were kept open; the other half never said a word.
        var used = await Task.WhenAll(idle.Take(count / 2).Select(AskAsync));
        using var client = new HttpClient { BaseAddress = address };
        var ready = await client.GetAsync("/health/ready");
        var put = await client.PutAsync("/cache/k", new ByteArrayContent([1, 2, 3]));
        var get = await client.GetByteArrayAsync("/cache/k");
        server.Terminate();
        var end = await server.EndAsync();
        idle.ForEach(connection => connection.Dispose());

        Assert.All(used, answer => Assert.Equal(200, answer.Status));
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        Assert.Equal([1, 2, 3], get);
        Assert.Equal((0, ""), (end.ExitCode, end.Errors));
    }

    [Fact]
    public async Task A_connection_above_the_limit_is_closed_and_one_that_ends_makes_room()
    {
        const int Limit = 10;
        var server = new ServerUnderTest($"--Larder:Limits:Connections={Limit}");
        await server.InitializeAsync();
        var inside = new List<RawConnection>();
        for (var i = 0; i < Limit; i++)
        {
            inside.Add(await RawConnection.OpenAsync(server.Addresses[0]));
            await AskAsync(inside[i]);
        }

        var refused = await TryAskAsync(server);
        inside[0].Dispose();
        var began = TimeProvider.System.GetTimestamp();
        while (await TryAskAsync(server) != 200)
            Assert.True(TimeProvider.System.GetElapsedTime(began) < WaitLimit.Default, "There never was room again.");

        inside.ForEach(connection => connection.Dispose());
        await server.DisposeAsync();
        Assert.Equal(0, refused);
    }

    private static async Task<RawAnswer> AskAsync(RawConnection connection)
    {
        await connection.SendAsync("GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
        return await connection.ReadOneAsync();
    }

    private static async Task<int> TryAskAsync(ServerUnderTest server)
    {
        using var connection = await RawConnection.OpenAsync(server.Addresses[0]);
        try
        {
            return (await AskAsync(connection)).Status;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
