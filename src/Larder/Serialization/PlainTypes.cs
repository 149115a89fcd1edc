using System.Buffers.Binary;
using System.Collections.Frozen;

namespace Larder.Serialization;

/// <summary>The types that need no serializer: bytes, texts, numbers, times and identifiers, each in its shortest form.</summary>
internal sealed class PlainTypes : ICacheSerializer
{
    internal static readonly PlainTypes Instance = new();

    private static readonly FrozenDictionary<Type, ICacheSerializer> Known = All().ToFrozenDictionary();

    public ICacheSerializer<T>? For<T>() => Known.GetValueOrDefault(typeof(T)) as ICacheSerializer<T>;

    private static Dictionary<Type, ICacheSerializer> All()
    {
        var known = new Dictionary<Type, ICacheSerializer>
        {
            [typeof(byte[])] = new PlainBytes(),
            [typeof(ReadOnlyMemory<byte>)] = new PlainMemory(),
            [typeof(string)] = new PlainText(),
        };
        Add<bool>(known, 1, static (to, value) => to[0] = value ? (byte)1 : (byte)0, static from => Throw.IfNoFlag(from[0]));
        Add<byte>(known, 1, static (to, value) => to[0] = value, static from => from[0]);
        Add<sbyte>(known, 1, static (to, value) => to[0] = (byte)value, static from => (sbyte)from[0]);
        Add<char>(known, 2, static (to, value) => BinaryPrimitives.WriteUInt16LittleEndian(to, value), static from => (char)BinaryPrimitives.ReadUInt16LittleEndian(from));
        Add<short>(known, 2, BinaryPrimitives.WriteInt16LittleEndian, BinaryPrimitives.ReadInt16LittleEndian);
        Add<ushort>(known, 2, BinaryPrimitives.WriteUInt16LittleEndian, BinaryPrimitives.ReadUInt16LittleEndian);
        Add<int>(known, 4, BinaryPrimitives.WriteInt32LittleEndian, BinaryPrimitives.ReadInt32LittleEndian);
        Add<uint>(known, 4, BinaryPrimitives.WriteUInt32LittleEndian, BinaryPrimitives.ReadUInt32LittleEndian);
        Add<long>(known, 8, BinaryPrimitives.WriteInt64LittleEndian, BinaryPrimitives.ReadInt64LittleEndian);
        Add<ulong>(known, 8, BinaryPrimitives.WriteUInt64LittleEndian, BinaryPrimitives.ReadUInt64LittleEndian);
        Add<float>(known, 4, BinaryPrimitives.WriteSingleLittleEndian, BinaryPrimitives.ReadSingleLittleEndian);
        Add<double>(known, 8, BinaryPrimitives.WriteDoubleLittleEndian, BinaryPrimitives.ReadDoubleLittleEndian);
        Add<decimal>(known, 16, WriteDecimal, ReadDecimal);
        Add<Guid>(known, 16, static (to, value) => value.TryWriteBytes(to, bigEndian: true, out _), static from => new Guid(from, bigEndian: true));
        AddTimes(known);
        return known;
    }

    private static void AddTimes(Dictionary<Type, ICacheSerializer> known)
    {
        Add<TimeSpan>(known, 8, static (to, value) => BinaryPrimitives.WriteInt64LittleEndian(to, value.Ticks), static from => TimeSpan.FromTicks(BinaryPrimitives.ReadInt64LittleEndian(from)));
        Add<DateTime>(known, 8, static (to, value) => BinaryPrimitives.WriteInt64LittleEndian(to, value.ToBinary()), static from => DateTime.FromBinary(BinaryPrimitives.ReadInt64LittleEndian(from)));
        Add<DateOnly>(known, 4, static (to, value) => BinaryPrimitives.WriteInt32LittleEndian(to, value.DayNumber), static from => DateOnly.FromDayNumber(BinaryPrimitives.ReadInt32LittleEndian(from)));
        Add<TimeOnly>(known, 8, static (to, value) => BinaryPrimitives.WriteInt64LittleEndian(to, value.Ticks), static from => new TimeOnly(BinaryPrimitives.ReadInt64LittleEndian(from)));
        Add<DateTimeOffset>(
            known,
            10,
            static (to, value) =>
            {
                BinaryPrimitives.WriteInt64LittleEndian(to, value.Ticks);
                BinaryPrimitives.WriteInt16LittleEndian(to[sizeof(long)..], (short)value.TotalOffsetMinutes);
            },
            static from => new DateTimeOffset(
                BinaryPrimitives.ReadInt64LittleEndian(from),
                TimeSpan.FromMinutes(BinaryPrimitives.ReadInt16LittleEndian(from[sizeof(long)..]))));
    }

    private static void Add<T>(
        Dictionary<Type, ICacheSerializer> known, int size, Action<Span<byte>, T> write, Func<ReadOnlySpan<byte>, T> read)
        where T : struct
    {
        var primitive = new Primitive<T>(size, write, read);
        known.Add(typeof(T), primitive);
        known.Add(typeof(T?), new NullablePrimitive<T>(primitive));
    }

    private static void WriteDecimal(Span<byte> to, decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        for (var i = 0; i < parts.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(to[(i * sizeof(int))..], parts[i]);
        }
    }

    private static decimal ReadDecimal(ReadOnlySpan<byte> from)
    {
        Span<int> parts = stackalloc int[4];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = BinaryPrimitives.ReadInt32LittleEndian(from[(i * sizeof(int))..]);
        }

        return new decimal(parts);
    }
}
