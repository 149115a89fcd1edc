using System.Buffers;

namespace Larder.Serialization;

/// <summary>The same type with a null beside its values. Nulls stand in the envelope and never reach a serializer.</summary>
internal sealed class NullablePrimitive<T>(Primitive<T> inner) : ICacheSerializer<T?>
    where T : struct
{
    public byte Format => inner.Format;

    public void Write(T? value, IBufferWriter<byte> destination) => inner.Write(value!.Value, destination);

    public T? Read(in ReadOnlySequence<byte> source) => inner.Read(source);
}
