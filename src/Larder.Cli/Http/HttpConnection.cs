using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Larder.Cli.Arguments;

namespace Larder.Cli.Http;

/// <summary>
/// One kept-alive connection that carries one request at a time. The framework's client spends several times as much
/// on a request, and a load generator must not be what limits the load.
/// </summary>
/// <remarks>
/// Invariants. One loop at a time calls <see cref="ExchangeAsync"/>. Another thread may call <see cref="Abort"/> at
/// any moment: it closes the socket, and the exchange in the air throws. Disposing a socket twice does nothing.
/// </remarks>
internal sealed class HttpConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly Stream _stream;
    private readonly ReplyParser _parser = new();

    private HttpConnection(Socket socket, Stream stream)
    {
        _socket = socket;
        _stream = stream;
    }

    /// <summary>Whether the last response left the connection fit for another request.</summary>
    public bool IsUsable { get; private set; } = true;

    public static async Task<HttpConnection> ConnectAsync(ServerAddress server, CancellationToken cancellation)
    {
        // A socket without a family speaks to IPv6 and IPv4, and tries each address that the name has.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server.Root.DnsSafeHost, server.Root.Port, cancellation);
            Stream stream = new NetworkStream(socket, ownsSocket: true);
            if (server.IsEncrypted)
            {
                var encrypted = new SslStream(stream);
                await encrypted.AuthenticateAsClientAsync(
                    new SslClientAuthenticationOptions { TargetHost = server.Root.DnsSafeHost }, cancellation);
                stream = encrypted;
            }

            return new HttpConnection(socket, stream);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends a request and waits for the whole response.</summary>
    /// <exception cref="MalformedReplyException">The answer is none.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Reply> ExchangeAsync(ReadOnlyMemory<byte> request, CancellationToken cancellation)
    {
        IsUsable = false;
        _parser.Reset();
        await _stream.WriteAsync(request, cancellation);

        Reply reply;
        while (!_parser.TryTake(out reply))
        {
            var count = await _stream.ReadAsync(_parser.Free, cancellation);
            _parser.Advance(count);
            if (count == 0 && !_parser.HasBytes)
                throw new IOException("the connection was closed before the answer");
        }

        IsUsable = !reply.ClosesConnection;
        return reply;
    }

    /// <summary>Ends what is in the air, from another thread.</summary>
    public void Abort() => _socket.Dispose();

    public void Dispose()
    {
        _stream.Dispose();
        _socket.Dispose();
    }
}
