using System.Buffers;

namespace Larder.AspNetCore.Admin;

/// <summary>Takes bytes up to a limit, so that a value without measure does not fill the memory when somebody looks at it.</summary>
internal sealed class LimitedBuffer(int limit) : IBufferWriter<byte>
{
    // A writer asks for more room than it fills; beyond this much more it has really something to say.
    private const int Slack = 64 * 1024;

    private readonly ArrayBufferWriter<byte> _inner = new();

    internal ReadOnlyMemory<byte> Written => _inner.WrittenMemory;

    /// <summary>Whether more was to be written than there is room for. Asked of this, because writers wrap what is thrown.</summary>
    internal bool IsOver { get; private set; }

    public void Advance(int count)
    {
        _inner.Advance(count);
        if (_inner.WrittenCount > limit)
            throw Over();
    }

    public Memory<byte> GetMemory(int sizeHint = 0) => _inner.GetMemory(Checked(sizeHint));

    public Span<byte> GetSpan(int sizeHint = 0) => _inner.GetSpan(Checked(sizeHint));

    private int Checked(int sizeHint) =>
        _inner.WrittenCount + (long)sizeHint > limit + (long)Slack ? throw Over() : sizeHint;

    private LimitReachedException Over()
    {
        IsOver = true;
        return new LimitReachedException();
    }
}
