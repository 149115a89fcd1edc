using System.Collections.Frozen;

namespace Larder.Serialization;

/// <summary>The types that have a raw form which other programs read: bytes and texts as they are, numbers and UUIDs as text.</summary>
internal sealed class RawTypes : ICacheSerializer
{
    internal static readonly RawTypes Instance = new();

    private static readonly FrozenDictionary<Type, ICacheSerializer> Known = new Dictionary<Type, ICacheSerializer>
    {
        [typeof(byte[])] = new PlainBytes(),
        [typeof(ReadOnlyMemory<byte>)] = new PlainMemory(),
        [typeof(string)] = new PlainText(),
        [typeof(byte)] = new RawText<byte>(),
        [typeof(sbyte)] = new RawText<sbyte>(),
        [typeof(short)] = new RawText<short>(),
        [typeof(ushort)] = new RawText<ushort>(),
        [typeof(int)] = new RawText<int>(),
        [typeof(uint)] = new RawText<uint>(),
        [typeof(long)] = new RawText<long>(),
        [typeof(ulong)] = new RawText<ulong>(),
        [typeof(float)] = new RawText<float>(),
        [typeof(double)] = new RawText<double>(),
        [typeof(decimal)] = new RawText<decimal>(),
        [typeof(Guid)] = new RawText<Guid>(),
    }.ToFrozenDictionary();

    public ICacheSerializer<T>? For<T>() => Known.GetValueOrDefault(typeof(T)) as ICacheSerializer<T>;
}
