using System.Buffers;

namespace Larder.Serialization;

/// <summary>Memory of bytes, as it is.</summary>
internal sealed class PlainMemory : ICacheSerializer<ReadOnlyMemory<byte>>
{
    public byte Format => PayloadForms.Plain;

    public void Write(ReadOnlyMemory<byte> value, IBufferWriter<byte> destination) => destination.Write(value.Span);

    public ReadOnlyMemory<byte> Read(in ReadOnlySequence<byte> source) => source.ToArray();
}
