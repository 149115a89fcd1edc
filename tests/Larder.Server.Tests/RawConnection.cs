using System.Net.Sockets;
using System.Text;
using Larder.Testing;

namespace Larder.Server.Tests;

/// <summary>A connection that sends exactly the bytes that a test wrote, and reads one answer at a time.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly TcpClient _client;
    private readonly NetworkStream _stream;

    private RawConnection(TcpClient client)
    {
        _client = client;
        _stream = client.GetStream();
    }

    public static async Task<RawConnection> OpenAsync(Uri address)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(address.Host, address.Port);
        return new RawConnection(client);
    }

    /// <summary>Sends one request on a connection of its own and reads to the end of it; empty when nothing came.</summary>
    public static async Task<RawAnswer> ExchangeAsync(Uri address, string request)
    {
        using var connection = await OpenAsync(address);
        await connection.SendAsync(request);
        return await connection.ReadToEndAsync();
    }

    /// <summary>Asks for a target as it is written, without a client that tidies it up.</summary>
    public static Task<RawAnswer> GetAsync(Uri address, string target, string method = "GET") =>
        ExchangeAsync(address, $"{method} {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    /// <summary>Every character is one byte.</summary>
    public ValueTask SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes) => _stream.WriteAsync(bytes);

    /// <summary>Reads until the server closes.</summary>
    public async Task<RawAnswer> ReadToEndAsync()
    {
        using var whole = new MemoryStream();
        try
        {
            await _stream.CopyToAsync(whole).WaitAsync(WaitLimit.Default);
        }
        catch (IOException)
        {
            // Closed hard: what came before that counts.
        }

        return RawAnswer.Parse(Encoding.Latin1.GetString(whole.ToArray()));
    }

    /// <summary>Reads one answer that has a length, and leaves the connection open.</summary>
    public async Task<RawAnswer> ReadOneAsync()
    {
        var text = new StringBuilder();
        var bytes = new byte[4096];
        while (true)
        {
            var count = await _stream.ReadAsync(bytes).AsTask().WaitAsync(WaitLimit.Default);
            if (count == 0)
                return RawAnswer.Parse(text.ToString());

            text.Append(Encoding.Latin1.GetString(bytes, 0, count));
            if (RawAnswer.Parse(text.ToString()) is { IsWhole: true } answer)
                return answer;
        }
    }

    /// <summary>Says that nothing more will come, and goes on listening.</summary>
    public void CloseSending() => _client.Client.Shutdown(SocketShutdown.Send);

    public void Dispose() => _client.Dispose();
}
