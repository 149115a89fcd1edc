using System.Buffers.Text;

namespace Larder.Cli.Http;

/// <summary>What a client of this kind has to know of a response before its body.</summary>
/// <param name="Status">The three digits.</param>
/// <param name="Length">The bytes of the body; null when only the end of the connection tells.</param>
/// <param name="IsChunked">The body comes in pieces that carry their own lengths; wins over a length.</param>
/// <param name="Closes">The connection cannot be used again.</param>
internal readonly record struct ReplyHeader(int Status, long? Length, bool IsChunked, bool Closes)
{
    private const int StatusAt = 9;
    private const int StatusDigits = 3;

    /// <summary>An interim answer, after which the real one follows.</summary>
    public bool IsInterim => Status is >= 100 and < 200;

    /// <param name="header">From the first byte to the empty line, that line included.</param>
    public static ReplyHeader Read(ReadOnlySpan<byte> header)
    {
        var line = TakeLine(ref header);
        if (!line.StartsWith("HTTP/1."u8) || line.Length < StatusAt + StatusDigits || line[StatusAt - 1] != ' '
            || !Utf8Parser.TryParse(line.Slice(StatusAt, StatusDigits), out int status, out int digits)
            || digits != StatusDigits || status < 100)
        {
            throw new MalformedReplyException("the first line is not one of HTTP/1.1");
        }

        var reply = new ReplyHeader(status, null, false, line["HTTP/1.".Length] == '0');
        while ((line = TakeLine(ref header)).Length > 0)
            reply = reply.With(line);

        // These have no body, whatever else their header says.
        return status is 204 or 304 ? reply with { Length = 0, IsChunked = false } : reply.Checked();
    }

    private static ReadOnlySpan<byte> TakeLine(ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf("\r\n"u8);
        var line = rest[..end];
        rest = rest[(end + 2)..];
        return line;
    }

    private ReplyHeader With(ReadOnlySpan<byte> line)
    {
        if (TryTakeValue(line, "content-length"u8, out var value))
        {
            if (!Utf8Parser.TryParse(value, out long length, out int digits) || digits != value.Length || length < 0)
                throw new MalformedReplyException("Content-Length is no number");
            if (Length is not null && Length != length)
                throw new MalformedReplyException("Content-Length is given twice");
            return this with { Length = length };
        }

        if (TryTakeValue(line, "transfer-encoding"u8, out value))
        {
            return EqualsIgnoreCase(value, "chunked"u8)
                ? this with { IsChunked = true }
                : throw new MalformedReplyException("Transfer-Encoding is not chunked");
        }

        if (TryTakeValue(line, "connection"u8, out value))
        {
            if (EqualsIgnoreCase(value, "close"u8))
                return this with { Closes = true };
            if (EqualsIgnoreCase(value, "keep-alive"u8))
                return this with { Closes = false };
        }

        return this;
    }

    // Without a length the body ends with the connection.
    private ReplyHeader Checked() => Length is null && !IsChunked && !IsInterim ? this with { Closes = true } : this;

    private static bool TryTakeValue(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (line.Length <= name.Length || line[name.Length] != ':' || !EqualsIgnoreCase(line[..name.Length], name))
            return false;

        value = line[(name.Length + 1)..].Trim(" \t"u8);
        return true;
    }

    private static bool EqualsIgnoreCase(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lower) =>
        System.Text.Ascii.EqualsIgnoreCase(text, lower);
}
