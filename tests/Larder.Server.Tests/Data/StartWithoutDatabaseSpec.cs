using System.Net;
using System.Net.Sockets;

namespace Larder.Server.Tests.Data;

/// <summary>The whole program, where nobody answers at the address of the database.</summary>
public sealed class StartWithoutDatabaseSpec : IDisposable
{
    // Bound and not listening: nobody else takes the port, and who knocks is refused.
    private readonly Socket _occupant = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public StartWithoutDatabaseSpec() => _occupant.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    private int Port => ((IPEndPoint)_occupant.LocalEndPoint!).Port;

    public void Dispose() => _occupant.Dispose();

    [Fact]
    [Trait("Platform", "Unix")]
    public async Task S3_23_it_says_that_it_waits_and_stops_when_it_is_told_to()
    {
        await using var server = Start(startTimeout: 3_600);

        var line = await server.LineAsync(line => line.Contains("Trying again", StringComparison.Ordinal));
        server.Terminate();
        var end = await server.EndAsync();

        Assert.Contains($"postgresql://me:***@127.0.0.1:{Port}/shop is not available", line, StringComparison.Ordinal);
        Assert.Equal((0, ""), (end.ExitCode, end.Errors));
    }

    [Fact]
    public async Task S3_23_it_gives_up_with_one_line_and_exit_code_1()
    {
        await using var server = Start(startTimeout: 0);

        var end = await server.EndAsync();

        Assert.Equal(1, end.ExitCode);
        var line = Assert.Single(end.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("larder: The database postgresql://me:***@", line, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", end.Output + end.Errors, StringComparison.Ordinal);
    }

    private ServerProcess Start(int startTimeout)
    {
        var variables = new Dictionary<string, string>
        {
            ["DATABASE_URL"] = $"postgresql://me:geheim@127.0.0.1:{Port}/shop",
            ["LARDER__DATABASE__STARTTIMEOUT"] = $"{startTimeout}",
        };
        return ServerProcess.Start(Path.GetTempPath(), variables, "--urls", "http://127.0.0.1:0");
    }
}
