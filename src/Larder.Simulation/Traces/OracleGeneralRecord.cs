using System.Buffers.Binary;

namespace Larder.Simulation.Traces;

/// <summary>
/// The record of <c>oracleGeneral</c> files, little-endian: u32 time, u64 key, u32 size in bytes, i64 next access or -1.
/// Time and next access are not used: runs are by order, and no policy looks ahead.
/// </summary>
internal readonly struct OracleGeneralRecord : ITraceRecord
{
    private const int KeyOffset = 4;
    private const int SizeOffset = 12;

    public static int Bytes => 24;

    public static bool HasSizes => true;

    public static string? TryDecode(ReadOnlySpan<byte> record, out TraceRequest request)
    {
        long key = BinaryPrimitives.ReadInt64LittleEndian(record[KeyOffset..]);
        uint size = BinaryPrimitives.ReadUInt32LittleEndian(record[SizeOffset..]);

        if (size > int.MaxValue)
        {
            request = default;
            return $"its object has {size} bytes, and at most {int.MaxValue} can be weighed";
        }

        request = new TraceRequest(key, (int)size);
        return null;
    }
}
