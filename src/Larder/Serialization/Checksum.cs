using System.Buffers.Binary;
using System.Numerics;

namespace Larder.Serialization;

/// <summary>CRC-32C, the sum of RFC 3720: finds every burst of up to 32 damaged bits, at a few bytes for each cycle.</summary>
internal static class Checksum
{
    /// <summary>The sum of bytes, in pieces: give the sum so far to go on, and 0 to begin.</summary>
    internal static uint Of(ReadOnlySpan<byte> bytes, uint before = 0)
    {
        var sum = ~before;
        while (bytes.Length >= sizeof(ulong))
        {
            sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        if (bytes.Length >= sizeof(uint))
        {
            sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt32LittleEndian(bytes));
            bytes = bytes[sizeof(uint)..];
        }

        foreach (var each in bytes)
        {
            sum = BitOperations.Crc32C(sum, each);
        }

        return ~sum;
    }
}
