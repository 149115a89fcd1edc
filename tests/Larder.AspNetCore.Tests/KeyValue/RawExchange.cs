using System.Net.Sockets;
using System.Text;

namespace Larder.AspNetCore.Tests.KeyValue;

/// <summary>Sends exactly the bytes that a test wrote, and reads to the end of the connection.</summary>
internal static class RawExchange
{
    public static async Task<string> SendAsync(Uri address, byte[] request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(request);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync();
    }

    /// <summary>Asks for a target as it is written, without a client that tidies it up.</summary>
    public static async Task<(int Status, string Body)> GetAsync(Uri address, string target, string method = "GET")
    {
        var text = await SendAsync(
            address,
            Encoding.Latin1.GetBytes($"{method} {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
        return (int.Parse(text.AsSpan(9, 3)), text[(text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);
    }
}
