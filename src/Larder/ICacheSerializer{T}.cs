using System.Buffers;

namespace Larder;

/// <summary>Turns values of one type into bytes, and bytes into values. Safe for all threads.</summary>
/// <typeparam name="T">The type.</typeparam>
public interface ICacheSerializer<T> : ICacheSerializer
{
    /// <summary>
    /// What the form of the bytes is called, so that no serializer reads what another wrote: 0 to 127 are Larder's own, take
    /// one of 128 to 255 and another one when the form changes.
    /// </summary>
    byte Format { get; }

    /// <summary>Writes a value. Whatever it throws reaches who set the value, in a <see cref="CacheSerializationException"/>.</summary>
    /// <param name="value">The value; never null.</param>
    /// <param name="destination">Where to write.</param>
    void Write(T value, IBufferWriter<byte> destination);

    /// <summary>Reads a value. Whatever it throws makes the bytes count as damaged: a miss, never an exception.</summary>
    /// <param name="source">The bytes, valid during the call only: what is kept of them has to be copied.</param>
    /// <returns>The value.</returns>
    T Read(in ReadOnlySequence<byte> source);
}
