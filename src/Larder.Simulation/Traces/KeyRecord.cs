using System.Buffers.Binary;

namespace Larder.Simulation.Traces;

/// <summary>The record of <c>.u32</c> files: a little-endian unsigned 32-bit key.</summary>
internal readonly struct KeyRecord : ITraceRecord
{
    public static int Bytes => sizeof(uint);

    public static bool HasSizes => false;

    public static string? TryDecode(ReadOnlySpan<byte> record, out TraceRequest request)
    {
        request = new TraceRequest(BinaryPrimitives.ReadUInt32LittleEndian(record), 1);
        return null;
    }
}
