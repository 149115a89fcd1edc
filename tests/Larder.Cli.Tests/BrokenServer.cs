using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Larder.Cli.Tests;

/// <summary>
/// A listener below HTTP, for servers that break the protocol: it reads what comes, sends given bytes, and then closes
/// or keeps silent.
/// </summary>
internal sealed class BrokenServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly byte[] _answer;
    private readonly bool _closes;
    private readonly Task _accepting;

    private BrokenServer(string answer, bool closes)
    {
        _answer = Encoding.Latin1.GetBytes(answer);
        _closes = closes;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Address => $"http://{_listener.LocalEndpoint}";

    /// <summary>Takes requests and never says a word.</summary>
    public static BrokenServer Silent() => new("", closes: false);

    /// <summary>Sends these bytes for a request and then says nothing more, the connection open.</summary>
    public static BrokenServer Hanging(string answer) => new(answer, closes: false);

    /// <summary>Sends these bytes for a request and closes.</summary>
    public static BrokenServer Closing(string answer) => new(answer, closes: true);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(ServeAsync(await _listener.AcceptSocketAsync(_stop.Token)));
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var owned = socket;
        var buffer = new byte[64 * 1024];
        try
        {
            while (await socket.ReceiveAsync(buffer, _stop.Token) > 0)
            {
                if (_answer.Length > 0)
                    await socket.SendAsync(_answer, _stop.Token);
                if (_closes)
                    return;
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException)
        {
            // The test is over, or the program has gone: both are expected.
        }
    }
}
