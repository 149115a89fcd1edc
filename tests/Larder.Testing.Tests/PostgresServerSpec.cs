using System.Net.Sockets;

namespace Larder.Testing.Tests;

[Trait("Needs", "PostgreSQL")]
public sealed class PostgresServerSpec
{
    [Fact]
    public async Task A_server_runs_from_its_start_to_its_end_and_leaves_nothing_in_the_folder_for_temporary_files()
    {
        var before = Folders();
        var server = await PostgresServer.StartAsync();
        var answered = await AnswersAsync(server.Port);
        var during = Folders().Except(before, StringComparer.Ordinal).ToList();

        await server.DisposeAsync();

        Assert.True(answered);
        Assert.NotEmpty(during);
        Assert.False(await AnswersAsync(server.Port));
        Assert.All(during, folder => Assert.False(Directory.Exists(folder)));
    }

    [Fact]
    public async Task Databases_have_names_of_their_own_and_an_address_with_the_password_encoded()
    {
        await using var server = await PostgresServer.StartAsync();

        var first = await server.CreateDatabaseAsync();
        var second = await server.CreateDatabaseAsync();

        Assert.NotEqual(first, second);
        Assert.StartsWith("postgresql://larder:p%40ss%3Aw%2Frd", first, StringComparison.Ordinal);
        Assert.Contains($"@127.0.0.1:{server.Port}/", first, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_stopped_and_killed_and_comes_back_on_the_same_port()
    {
        await using var server = await PostgresServer.StartAsync();
        var port = server.Port;

        await server.StopAsync();
        var stopped = (server.IsRunning, await AnswersAsync(port));
        await server.StartAgainAsync();
        var started = (server.IsRunning, await AnswersAsync(port));
        await server.KillAsync();
        var killed = (server.IsRunning, await AnswersAsync(port));
        await server.StartAgainAsync();

        Assert.Equal((false, false), stopped);
        Assert.Equal((true, true), started);
        Assert.Equal((false, false), killed);
        Assert.Equal((true, true), (server.IsRunning, await AnswersAsync(port)));
    }

    private static async Task<bool> AnswersAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string[] Folders() => Directory.GetDirectories(Path.GetTempPath(), "larder-postgres-*");
}
