using System.Buffers.Binary;
using System.Text;

namespace Larder.Server.Tests.Telemetry;

/// <summary>A message of protocol buffers as its fields: enough to look into what was sent, without its schema.</summary>
internal sealed class ProtobufFields
{
    private readonly List<(int Number, ulong Scalar, ReadOnlyMemory<byte> Bytes)> _fields = [];

    public ProtobufFields(ReadOnlyMemory<byte> message)
    {
        while (!message.IsEmpty)
        {
            var tag = Varint(ref message);
            var (number, kind) = ((int)(tag >> 3), (int)(tag & 7));
            _fields.Add(kind switch
            {
                0 => (number, Varint(ref message), default),
                1 => (number, BinaryPrimitives.ReadUInt64LittleEndian(Take(ref message, 8).Span), default),
                2 => (number, 0, Take(ref message, (int)Varint(ref message))),
                5 => (number, BinaryPrimitives.ReadUInt32LittleEndian(Take(ref message, 4).Span), default),
                _ => throw new InvalidDataException($"There is no wire type {kind}."),
            });
        }
    }

    public bool Has(int number) => _fields.Exists(field => field.Number == number);

    /// <summary>The last scalar of a number, 0 when there is none, as the format wants it.</summary>
    public ulong Scalar(int number) => _fields.LastOrDefault(field => field.Number == number).Scalar;

    public string Text(int number) => Encoding.UTF8.GetString(_fields.LastOrDefault(field => field.Number == number).Bytes.Span);

    public IEnumerable<ProtobufFields> Messages(int number) =>
        _fields.Where(field => field.Number == number).Select(field => new ProtobufFields(field.Bytes));

    private static ReadOnlyMemory<byte> Take(ref ReadOnlyMemory<byte> message, int length)
    {
        var taken = message[..length];
        message = message[length..];
        return taken;
    }

    private static ulong Varint(ref ReadOnlyMemory<byte> message)
    {
        var number = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = Take(ref message, 1).Span[0];
            number |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return number;
        }
    }
}
