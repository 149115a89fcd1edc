using System.Buffers;

namespace Larder.Serialization;

/// <summary>A type whose values all take the same few bytes.</summary>
internal sealed class Primitive<T>(int size, Action<Span<byte>, T> write, Func<ReadOnlySpan<byte>, T> read) : ICacheSerializer<T>
    where T : struct
{
    private const int Largest = 16;

    public byte Format => PayloadForms.Plain;

    public void Write(T value, IBufferWriter<byte> destination)
    {
        write(destination.GetSpan(size), value);
        destination.Advance(size);
    }

    public T Read(in ReadOnlySequence<byte> source)
    {
        Throw.IfNotLong(source.Length, size);
        if (source.IsSingleSegment)
        {
            return read(source.FirstSpan);
        }

        Span<byte> bytes = stackalloc byte[Largest];
        source.CopyTo(bytes);
        return read(bytes[..size]);
    }
}
