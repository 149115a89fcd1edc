namespace Larder.Simulation.Traces;

/// <summary>A file with a few bytes appended to its end, as one stream to read forward. Disposes the file.</summary>
internal sealed class SealedFile(FileStream file, byte[] seal) : Stream
{
    private int _sealPosition;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        int read = file.Read(buffer);

        if (read > 0)
            return read;

        read = Math.Min(buffer.Length, seal.Length - _sealPosition);
        seal.AsSpan(_sealPosition, read).CopyTo(buffer);
        _sealPosition += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            file.Dispose();

        base.Dispose(disposing);
    }
}
