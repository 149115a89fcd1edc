using System.Buffers;

namespace Larder.Tiers;

/// <summary>Pooled memory that a tier writes into, in one piece. For one call at a time.</summary>
/// <remarks>
/// Whoever knows that the tier has ended disposes it. Where nobody knows, because a call was given up, it is left to the
/// collector: memory that a late call may still write to must not serve anybody else.
/// </remarks>
internal sealed class TierBuffer(int most) : IBufferWriter<byte>, IDisposable
{
    private const int Smallest = 256;

    private byte[] _bytes = [];
    private int _written;

    internal int Length => _written;

    internal ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _written);

    /// <summary>Forgets what a failed try has written.</summary>
    internal void Clear() => _written = 0;

    public void Advance(int count)
    {
        if (count < 0 || count > _bytes.Length - _written)
        {
            Throw.AdvancedTooFar(count, _bytes.Length - _written);
        }

        _written += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(_written);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(_written);
    }

    public void Dispose()
    {
        var bytes = _bytes;
        _bytes = [];
        _written = 0;
        if (bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private void Reserve(int sizeHint)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sizeHint);
        var needed = (long)_written + Math.Max(sizeHint, 1);
        if (needed <= _bytes.Length)
        {
            return;
        }

        if (needed > most)
        {
            Throw.TierBringsTooMuch(needed, most);
        }

        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(most, Math.Max(needed, Math.Max(Smallest, 2L * _bytes.Length))));
        Written.CopyTo(larger);
        var smaller = _bytes;
        _bytes = larger;
        if (smaller.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(smaller);
        }
    }
}
