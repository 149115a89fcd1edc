using System.Buffers;
using System.Buffers.Binary;
using System.Net.Mime;
using System.Text;

namespace Larder.AspNetCore.KeyValue;

/// <summary>Values as bytes for a tier beyond memory: what a hit sends, its version, and until when it lives.</summary>
/// <remarks>
/// Little-endian: version, 8 bytes; end in ticks of UTC, 8; where the text begins, 4; length of the
/// content type, 2; content type; body. The compressed copy stays in memory: making it anew is cheaper than reading it.
/// </remarks>
internal sealed class WireSerializer : ICacheSerializer<WireValue>
{
    private const int VersionAt = 0;
    private const int EndAt = 8;
    private const int ValueStartAt = 16;
    private const int TypeLengthAt = 20;
    private const int TypeAt = 22;

    /// <summary>Of those that belong to Larder; never used again for another form.</summary>
    public byte Format => 16;

    public void Write(WireValue value, IBufferWriter<byte> destination)
    {
        var length = TypeAt + value.ContentType.Length + value.Body.Length;
        var bytes = destination.GetSpan(length);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[VersionAt..], value.Version);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[EndAt..], value.ExpiresAt);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[ValueStartAt..], value.ValueStart);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[TypeLengthAt..], (ushort)value.ContentType.Length);
        Encoding.ASCII.GetBytes(value.ContentType, bytes[TypeAt..]);
        value.Body.CopyTo(bytes[(TypeAt + value.ContentType.Length)..]);
        destination.Advance(length);
    }

    /// <exception cref="FormatException">These are no bytes of this form.</exception>
    public WireValue Read(in ReadOnlySequence<byte> source)
    {
        var bytes = source.IsSingleSegment ? source.FirstSpan : source.ToArray();
        if (bytes.Length < TypeAt)
            throw new FormatException("The value is shorter than its head.");

        var typeLength = BinaryPrimitives.ReadUInt16LittleEndian(bytes[TypeLengthAt..]);
        var valueStart = BinaryPrimitives.ReadInt32LittleEndian(bytes[ValueStartAt..]);
        var body = bytes.Length - TypeAt - typeLength;
        if (body < 0 || valueStart < -1 || valueStart > body - WireMaker.ClosingLength)
            throw new FormatException("The head of the value names places that are not there.");

        var version = BinaryPrimitives.ReadInt64LittleEndian(bytes[VersionAt..]);
        var contentType = Encoding.ASCII.GetString(bytes.Slice(TypeAt, typeLength));
        return new WireValue
        {
            Body = bytes[(TypeAt + typeLength)..].ToArray(),

            // The text of nearly all of them, once for all of them.
            ContentType = contentType == MediaTypeNames.Application.Json ? MediaTypeNames.Application.Json : contentType,
            ValueStart = valueStart,
            Version = version,
            ETag = WireMaker.TagOf(version),
            ExpiresAt = BinaryPrimitives.ReadInt64LittleEndian(bytes[EndAt..]),
        };
    }
}
