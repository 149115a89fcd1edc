using System.Diagnostics;

namespace Larder.Cli.Http;

/// <summary>
/// Bytes to responses of HTTP/1.1, without a socket: the caller reads into <see cref="Free"/>, says how many bytes
/// came, and asks whether a whole response is there. Nothing is allocated once the buffer has grown to its size.
/// </summary>
internal sealed class ReplyParser
{
    /// <summary>More than this is no header of a server that means well.</summary>
    public const int HeaderBytesMax = 64 * 1024;

    /// <summary>Above the largest value of the key-value interface, each character written as six.</summary>
    public const int BodyBytesMax = 64 * 1024 * 1024;

    /// <summary>Chunks of one byte each carry five bytes around it; a body sent like that is refused before it fills memory.</summary>
    private const int RawBytesMax = 2 * BodyBytesMax;

    private const int BufferBytes = 8 * 1024;

    private static ReadOnlySpan<byte> HeaderEnd => "\r\n\r\n"u8;

    private byte[] _buffer = new byte[BufferBytes];
    private int _filled;
    private int _searched;
    private ReplyHeader _header;
    private int _bodyStart;
    private ChunkReader _chunks;
    private bool _hasHeader;
    private bool _hasEnded;

    /// <summary>Where the next bytes of the connection go.</summary>
    public Memory<byte> Free
    {
        get
        {
            if (_filled == _buffer.Length)
                Array.Resize(ref _buffer, _buffer.Length * 2);
            return _buffer.AsMemory(_filled);
        }
    }

    /// <summary>Whether bytes of a response have come since the last request.</summary>
    public bool HasBytes => _filled > 0;

    /// <summary>Notes that so many bytes were read into <see cref="Free"/>; none means that the server has closed.</summary>
    public void Advance(int count)
    {
        Debug.Assert(count >= 0 && count <= _buffer.Length - _filled, "More bytes were read than there was room for.");
        _filled += count;
        _hasEnded |= count == 0;
    }

    /// <summary>Forgets the last response, before the next request is sent.</summary>
    public void Reset()
    {
        _filled = 0;
        _searched = 0;
        _hasHeader = false;
        _hasEnded = false;
    }

    /// <summary>Takes the response out once it is complete.</summary>
    /// <exception cref="MalformedReplyException">What has come so far can never become a response.</exception>
    public bool TryTake(out Reply reply)
    {
        reply = default;
        while (!_hasHeader)
        {
            if (!TryReadHeader())
                return false;
        }

        var length = BodyLength(out var isComplete);
        if (length > BodyBytesMax || _filled > RawBytesMax)
            throw new MalformedReplyException($"the body is larger than {BodyBytesMax:N0} bytes");
        if (!isComplete)
            return _hasEnded ? throw new MalformedReplyException("the connection was closed within the body") : false;

        reply = new Reply(_header.Status, _buffer.AsMemory(_bodyStart, (int)length), _header.Closes || _hasEnded);
        return true;
    }

    private bool TryReadHeader()
    {
        // The end may have come in two pieces, so the last three bytes are looked at again.
        var from = Math.Max(0, _searched - (HeaderEnd.Length - 1));
        var at = _buffer.AsSpan(from, _filled - from).IndexOf(HeaderEnd);
        _searched = _filled;
        if (at < 0)
        {
            if (_filled > HeaderBytesMax)
                throw new MalformedReplyException($"the header is larger than {HeaderBytesMax:N0} bytes");
            if (_hasEnded && _filled > 0)
                throw new MalformedReplyException("the connection was closed within the header");
            return false;
        }

        _bodyStart = from + at + HeaderEnd.Length;
        _header = ReplyHeader.Read(_buffer.AsSpan(0, _bodyStart));
        if (_header.IsInterim)
        {
            _buffer.AsSpan(_bodyStart, _filled - _bodyStart).CopyTo(_buffer);
            _filled -= _bodyStart;
            _searched = 0;
            return true;
        }

        _chunks = new ChunkReader(_bodyStart);
        return _hasHeader = true;
    }

    private long BodyLength(out bool isComplete)
    {
        if (_header.IsChunked)
        {
            isComplete = _chunks.TryDecode(_buffer, _filled);
            return _chunks.DecodedEnd - _bodyStart;
        }

        var arrived = _filled - _bodyStart;
        if (_header.Length is not { } length)
        {
            isComplete = _hasEnded;
            return arrived;
        }

        if (arrived > length)
            throw new MalformedReplyException("more bytes came than the header announced");
        isComplete = arrived == length;
        return length;
    }
}
