using System.Globalization;
using System.Text;
using Larder.Cli.Arguments;

namespace Larder.Cli.Load;

/// <summary>Writes requests as the bytes that go on the wire, into a buffer that each connection keeps.</summary>
internal sealed class RequestWriter
{
    private const int LengthDigitsMax = 10;

    private readonly KeySet _keys;
    private readonly ValuePool _values;
    private readonly byte[] _putHead;
    private readonly byte[] _getHead;
    private readonly byte[] _getTail;

    public RequestWriter(ServerAddress server, RouteStyle routes, KeySet keys, ValuePool values)
    {
        _keys = keys;
        _values = values;
        var host = server.Root.IsDefaultPort ? server.Root.IdnHost : $"{server.Root.IdnHost}:{server.Root.Port}";
        if (server.Root.HostNameType == UriHostNameType.IPv6)
            host = server.Root.Authority;
        var (put, get) = routes == RouteStyle.Cache ? ("PUT /cache", "GET /cache/") : ("POST /put", "GET /get?key=");
        put = put.Replace(" ", $" {server.Prefix}", StringComparison.Ordinal);
        get = get.Replace(" ", $" {server.Prefix}", StringComparison.Ordinal);
        _putHead = Encoding.ASCII.GetBytes(
            $"{put} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: ");
        _getHead = Encoding.ASCII.GetBytes(get);
        _getTail = Encoding.ASCII.GetBytes($" HTTP/1.1\r\nHost: {host}\r\n\r\n");
    }

    private static ReadOnlySpan<byte> HeaderEnd => "\r\n\r\n"u8;

    private static ReadOnlySpan<byte> BodyStart => "{\"key\":\""u8;

    private static ReadOnlySpan<byte> BodyMiddle => "\",\"value\":\""u8;

    private static ReadOnlySpan<byte> BodyEnd => "\"}"u8;

    /// <summary>Writes the request and returns the part of the buffer that holds it; the buffer grows when it must.</summary>
    public ReadOnlyMemory<byte> Write(Operation operation, ref byte[] buffer)
    {
        var length = operation.IsPut ? WritePut(operation, ref buffer) : WriteGet(operation.Key, ref buffer);
        return buffer.AsMemory(0, length);
    }

    private int WritePut(Operation operation, ref byte[] buffer)
    {
        var key = _keys[operation.Key];
        var value = _values.Json(operation.Value);
        var bodyLength = BodyStart.Length + key.Length + BodyMiddle.Length + value.Length + BodyEnd.Length;
        Grow(ref buffer, _putHead.Length + LengthDigitsMax + HeaderEnd.Length + bodyLength);

        var at = Append(buffer, 0, _putHead);
        bodyLength.TryFormat(buffer.AsSpan(at), out var digits, default, CultureInfo.InvariantCulture);
        at = Append(buffer, at + digits, HeaderEnd);
        at = Append(buffer, at, BodyStart);
        at = Append(buffer, at, key);
        at = Append(buffer, at, BodyMiddle);
        at = Append(buffer, at, value);
        return Append(buffer, at, BodyEnd);
    }

    private int WriteGet(int number, ref byte[] buffer)
    {
        var key = _keys[number];
        Grow(ref buffer, _getHead.Length + key.Length + _getTail.Length);
        return Append(buffer, Append(buffer, Append(buffer, 0, _getHead), key), _getTail);
    }

    private static void Grow(ref byte[] buffer, int length)
    {
        if (buffer.Length < length)
            buffer = new byte[length];
    }

    private static int Append(byte[] buffer, int at, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(buffer.AsSpan(at));
        return at + bytes.Length;
    }
}
