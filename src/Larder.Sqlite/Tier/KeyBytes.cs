using System.Buffers.Binary;
using System.Text;

namespace Larder.Sqlite.Tier;

/// <summary>Keys and tags as they stand in the file: the number of the cache, and the text.</summary>
internal static class KeyBytes
{
    internal const int PrefixLength = sizeof(uint);

    /// <summary>How many bytes suffice for most keys; small enough to be cleared on the stack for each read.</summary>
    internal const int Usual = 256;

    internal static byte[] Of(uint cache, string key)
    {
        var bytes = new byte[PrefixLength + Encoding.UTF8.GetByteCount(key)];
        Write(cache, key, bytes);
        return bytes;
    }

    /// <summary>Writes a key into memory that is large enough.</summary>
    internal static int Write(uint cache, string key, Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt32BigEndian(destination, cache);
        return PrefixLength + Encoding.UTF8.GetBytes(key, destination[PrefixLength..]);
    }

    /// <summary>How many bytes suffice for a key.</summary>
    internal static int MostOf(string key) => PrefixLength + Encoding.UTF8.GetMaxByteCount(key.Length);

    internal static string TextOf(ReadOnlySpan<byte> key) => Encoding.UTF8.GetString(key[PrefixLength..]);

    /// <summary>The least bytes that are greater than these.</summary>
    internal static byte[] Next(ReadOnlySpan<byte> key) => [.. key, 0];

    /// <summary>The least bytes that are greater than everything that begins with these.</summary>
    internal static byte[] After(ReadOnlySpan<byte> prefix)
    {
        // UTF-8 has no byte of all ones, so only a number of a cache could carry over, and none is as large as that.
        var after = prefix.ToArray();
        for (var i = after.Length - 1; i >= 0; i--)
        {
            if (++after[i] != 0)
            {
                break;
            }
        }

        return after;
    }
}
