using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Larder.Testing;

/// <summary>A real Redis server of its own: free port, nothing on disk, gone when disposed.</summary>
/// <remarks>
/// It listens on this machine only. Tests that use it carry <c>[Trait("Needs", "Redis")]</c>.
/// </remarks>
public sealed class RedisServer : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    private readonly string _folder = Directory.CreateTempSubdirectory("larder-redis-").FullName;
    private readonly EventHandler _atExit;
    private Process? _process;
    private Task<string> _log = Task.FromResult("");

    private RedisServer()
    {
        // A run that is cut short disposes nothing, and nobody else would stop the server.
        _atExit = (_, _) => _process?.Kill();
        AppDomain.CurrentDomain.ProcessExit += _atExit;
    }

    /// <summary>The port it listens on.</summary>
    public int Port { get; private set; }

    /// <summary>Starts an empty server, and waits until it answers.</summary>
    public static async Task<RedisServer> StartAsync()
    {
        var server = new RedisServer();
        try
        {
            server.Port = await FreePort.StartOnAsync(server.LaunchAsync);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= _atExit;
        await EndAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task LaunchAsync(int port)
    {
        var start = new ProcessStartInfo(
            "redis-server",
            ["--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", _folder])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
        _log = _process.StandardOutput.ReadToEndAsync();

        var began = Stopwatch.GetTimestamp();
        while (!await AnswersAsync(port))
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(began) > WaitLimit.Default)
            {
                await EndAsync();
                throw new TestFailedException($"Redis did not start on port {port}: {await _log}");
            }

            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    private static async Task<bool> AnswersAsync(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port);
            var stream = client.GetStream();
            await stream.WriteAsync("PING\r\n"u8.ToArray());
            var answer = new byte[5];
            await stream.ReadExactlyAsync(answer).AsTask().WaitAsync(WaitLimit.Default);
            return answer.AsSpan().SequenceEqual("+PONG"u8);
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            return false;
        }
    }

    private async Task EndAsync()
    {
        if (_process is null) return;
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(WaitLimit.Default);
        _process.Dispose();
        _process = null;
    }
}
