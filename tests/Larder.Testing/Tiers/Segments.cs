using System.Buffers;

namespace Larder.Testing.Tiers;

/// <summary>Bytes in several pieces, as they come from a pipe.</summary>
public static class Segments
{
    /// <summary>The bytes as a sequence of pieces of one size, but for the last.</summary>
    public static ReadOnlySequence<byte> Of(ReadOnlyMemory<byte> bytes, int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        var first = new Piece(bytes[..Math.Min(size, bytes.Length)], 0);
        var last = first;
        for (var start = size; start < bytes.Length; start += size)
        {
            last = last.Append(bytes.Slice(start, Math.Min(size, bytes.Length - start)));
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        internal Piece(ReadOnlyMemory<byte> memory, long start)
        {
            Memory = memory;
            RunningIndex = start;
        }

        internal Piece Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Piece(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
