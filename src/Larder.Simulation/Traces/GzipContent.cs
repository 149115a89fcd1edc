using System.IO.Compression;

namespace Larder.Simulation.Traces;

/// <summary>The content of a gzip file, which is known to be whole when its end is reached. For one thread.</summary>
/// <remarks>
/// <see cref="GZipStream"/> ends without a word when its input ends too early, and half a trace has a plausible hit
/// rate. So a gzip member of our own, the seal, is appended to the input. Only if the file is whole does the decoder find
/// the seal where a member may begin, and yield its content last; within a broken member it is read as nonsense, which
/// the checksum refuses. As many bytes as the seal has are held back until the end shows whether they are the seal.
/// </remarks>
internal sealed class GzipContent : IDisposable
{
    private const int BufferBytes = 1 << 16;

    private static readonly byte[] SealContent = "end of the trace, read to here."u8.ToArray();
    private static readonly byte[] SealMember = Compress(SealContent);

    private readonly GZipStream _decoder;
    private readonly byte[] _buffer = new byte[BufferBytes];
    private int _start;
    private int _end;
    private bool _isEnded;

    public GzipContent(FileStream file)
    {
        _decoder = new GZipStream(new SealedFile(file, SealMember), CompressionMode.Decompress);
    }

    private int Available => _isEnded ? _end - _start : Math.Max(0, _end - _start - SealContent.Length);

    /// <summary>Reads until the target is full or the content ends.</summary>
    /// <exception cref="InvalidDataException">The file is damaged or ends too early.</exception>
    public int Read(Span<byte> target)
    {
        int read = 0;

        while (read < target.Length)
        {
            if (Available == 0 && !_isEnded)
                Refill();

            if (Available == 0)
                break;

            int count = Math.Min(Available, target.Length - read);
            _buffer.AsSpan(_start, count).CopyTo(target[read..]);
            _start += count;
            read += count;
        }

        return read;
    }

    public void Dispose() => _decoder.Dispose();

    private void Refill()
    {
        int held = _end - _start;
        _buffer.AsSpan(_start, held).CopyTo(_buffer);
        _start = 0;

        var free = _buffer.AsSpan(held);
        int read = _decoder.ReadAtLeast(free, free.Length, throwOnEndOfStream: false);
        _end = held + read;

        if (read < free.Length)
            TakeSeal();
    }

    private void TakeSeal()
    {
        if (!_buffer.AsSpan(0, _end).EndsWith(SealContent))
            throw new InvalidDataException("The gzip data ends inside a member.");

        _isEnded = true;
        _end -= SealContent.Length;
    }

    private static byte[] Compress(byte[] content)
    {
        using var target = new MemoryStream();

        using (var gzip = new GZipStream(target, CompressionLevel.NoCompression))
            gzip.Write(content);

        return target.ToArray();
    }
}
