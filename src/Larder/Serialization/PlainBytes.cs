using System.Buffers;

namespace Larder.Serialization;

/// <summary>Arrays of bytes, as they are.</summary>
internal sealed class PlainBytes : ICacheSerializer<byte[]>
{
    public byte Format => PayloadForms.Plain;

    public void Write(byte[] value, IBufferWriter<byte> destination) => destination.Write(value);

    public byte[] Read(in ReadOnlySequence<byte> source) => source.ToArray();
}
