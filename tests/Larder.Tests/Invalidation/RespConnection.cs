using System.Net.Sockets;
using System.Text;
using Larder.Testing;

namespace Larder.Tests.Invalidation;

/// <summary>As much of the protocol of Redis as a test needs to ask a real server: one request, one answer.</summary>
internal sealed class RespConnection : IDisposable
{
    private readonly TcpClient _client;
    private readonly BufferedStream _stream;

    private RespConnection(int port)
    {
        _client = new TcpClient("127.0.0.1", port) { NoDelay = true };
        _client.ReceiveTimeout = (int)WaitLimit.Default.TotalMilliseconds;
        _stream = new BufferedStream(_client.GetStream());
    }

    public static RespConnection To(int port) => new(port);

    /// <summary>The answer: a text, a number, null, or an array of answers. An error throws.</summary>
    public object? Ask(params string[] words)
    {
        var request = new StringBuilder($"*{words.Length}\r\n");
        foreach (var word in words) request.Append($"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n");
        _stream.Write(Encoding.UTF8.GetBytes(request.ToString()));
        _stream.Flush();
        return Read();
    }

    /// <summary>All keys that match a pattern, as the server sees it.</summary>
    public HashSet<string> Scan(string pattern)
    {
        var found = new HashSet<string>();
        var cursor = "0";
        do
        {
            var answer = (object?[])Ask("SCAN", cursor, "MATCH", pattern, "COUNT", "1000")!;
            cursor = (string)answer[0]!;
            found.UnionWith(((object?[])answer[1]!).Cast<string>());
        }
        while (cursor != "0");

        return found;
    }

    public void Dispose()
    {
        _stream.Dispose();
        _client.Dispose();
    }

    private object? Read()
    {
        var line = ReadLine();
        return line[0] switch
        {
            '+' => line[1..],
            ':' => long.Parse(line[1..]),
            '$' when line == "$-1" => null,
            '$' => ReadText(int.Parse(line[1..])),
            '*' => Enumerable.Range(0, int.Parse(line[1..])).Select(_ => Read()).ToArray(),
            _ => throw new TestFailedException($"The server answered '{line}'."),
        };
    }

    private string ReadText(int length)
    {
        var bytes = new byte[length + 2];
        _stream.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    private string ReadLine()
    {
        var line = new StringBuilder();
        int next;
        while ((next = _stream.ReadByte()) != '\n')
        {
            if (next < 0) throw new TestFailedException("The server closed the connection.");
            if (next != '\r') line.Append((char)next);
        }

        return line.ToString();
    }
}
