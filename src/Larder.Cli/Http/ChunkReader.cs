namespace Larder.Cli.Http;

/// <summary>
/// Puts the pieces of a chunked body together, in the buffer where they arrived: each moves down over the line that
/// announced it. Call it again when more has come; it goes on where it stopped.
/// </summary>
internal struct ChunkReader(int bodyStart)
{
    /// <summary>Sixteen digits are a 64-bit length; extensions are allowed and are never long.</summary>
    private const int SizeLineBytesMax = 1024;

    private enum State
    {
        /// <summary>The line with a length comes next.</summary>
        Size,

        /// <summary>Bytes of a piece come next, then a line break.</summary>
        Data,

        /// <summary>Headers after the last piece come next, then an empty line.</summary>
        Trailer,

        Done,
    }

    private int _read = bodyStart;
    private long _left;
    private State _state;

    /// <summary>Where the body, as put together so far, ends.</summary>
    public int DecodedEnd { get; private set; } = bodyStart;

    public bool TryDecode(byte[] buffer, int filled)
    {
        while (_state != State.Done)
        {
            if (_state == State.Data)
            {
                if (!TryMoveData(buffer, filled))
                    return false;
            }
            else if (!TryTakeLine(buffer, filled))
            {
                return false;
            }
        }

        return _read == filled ? true : throw new MalformedReplyException("bytes came after the last chunk");
    }

    private bool TryMoveData(byte[] buffer, int filled)
    {
        var count = (int)Math.Min(_left, filled - _read);
        buffer.AsSpan(_read, count).CopyTo(buffer.AsSpan(DecodedEnd));
        _read += count;
        _left -= count;
        DecodedEnd += count;
        if (_left > 0 || filled - _read < 2)
            return false;

        if (buffer[_read] != '\r' || buffer[_read + 1] != '\n')
            throw new MalformedReplyException("a chunk is longer than announced");
        _read += 2;
        _state = State.Size;
        return true;
    }

    private bool TryTakeLine(byte[] buffer, int filled)
    {
        var rest = buffer.AsSpan(_read, filled - _read);
        var end = rest.IndexOf("\r\n"u8);
        if (end < 0)
        {
            return rest.Length > SizeLineBytesMax
                ? throw new MalformedReplyException("the line of a chunk does not end")
                : false;
        }

        _read += end + 2;
        if (_state == State.Trailer)
            _state = end == 0 ? State.Done : State.Trailer;
        else
            StartChunk(rest[..end]);
        return true;
    }

    private void StartChunk(ReadOnlySpan<byte> line)
    {
        var extension = line.IndexOf((byte)';');
        var digits = (extension < 0 ? line : line[..extension]).Trim(" \t"u8);
        if (!System.Buffers.Text.Utf8Parser.TryParse(digits, out long size, out int consumed, 'x')
            || consumed != digits.Length || size is < 0 or > ReplyParser.BodyBytesMax)
        {
            throw new MalformedReplyException("the length of a chunk cannot be used");
        }

        _left = size;
        _state = size == 0 ? State.Trailer : State.Data;
    }
}
