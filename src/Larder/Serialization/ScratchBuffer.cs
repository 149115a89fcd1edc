using System.Buffers;

namespace Larder.Serialization;

/// <summary>Memory to write a payload into before its length is known: bounded, and used again. For one thread.</summary>
/// <remarks>
/// What leaves the room is a copy of its own length. Tiers may hold on to bytes longer than the call that gave them, a write
/// that timed out and still runs, say; bytes that are reused would then change under their hands.
/// </remarks>
internal sealed class ScratchBuffer : IBufferWriter<byte>
{
    private const int Kept = 16_384;
    private const int LeastRoom = 256;

    private readonly byte[] _own = new byte[Kept];
    private byte[] _bytes;
    private int _limit;

    internal ScratchBuffer() => _bytes = _own;

    internal int Length { get; private set; }

    internal Span<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>Begins anew.</summary>
    /// <param name="limit">Past how many bytes writing is not worth going on.</param>
    internal void Begin(int limit)
    {
        _limit = limit;
        Length = 0;
    }

    /// <summary>Gives back what it has rented.</summary>
    internal void End()
    {
        if (!ReferenceEquals(_bytes, _own))
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = _own;
        }

        Length = 0;
    }

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _bytes.Length - Length);
        Length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _bytes.AsSpan(Length);
    }

    private void MakeRoom(int sizeHint)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sizeHint);
        var needed = Math.Max(sizeHint, LeastRoom);
        if (needed <= _bytes.Length - Length)
        {
            return;
        }

        // A hint is what a serializer asks for at once: beyond the limit in one piece is beyond it as well.
        if (Length > _limit || sizeHint > _limit - Length + Kept)
        {
            throw new PayloadLimitException();
        }

        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Math.Max(2L * _bytes.Length, (long)Length + needed), Array.MaxLength));
        Written.CopyTo(larger);
        if (!ReferenceEquals(_bytes, _own))
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }

        _bytes = larger;
    }
}
