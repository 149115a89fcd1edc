using System.Buffers;
using System.IO.Compression;

namespace Larder.Serialization;

/// <summary>Makes large payloads smaller, where that pays; and large again, where they say truly how large.</summary>
internal static class Compressor
{
    internal const byte None = 0;
    internal const byte Brotli = 1;
    internal const byte GZip = 2;
    internal const byte LastKnown = GZip;

    /// <summary>A payload has to lose an eighth, or every reader would work for nothing.</summary>
    private const int PaysFromShare = 8;

    private const int BrotliQuality = 3;
    private const int BrotliWindow = 18;

    /// <summary>Compresses bytes.</summary>
    /// <param name="plain">The bytes.</param>
    /// <param name="compression">By which method.</param>
    /// <param name="rented">What they became; of a pool, to be given back to it. Null when it did not pay.</param>
    /// <returns>How many they became.</returns>
    internal static int TryCompress(ReadOnlySpan<byte> plain, PayloadCompression compression, out byte[]? rented)
    {
        var most = plain.Length - (plain.Length / PaysFromShare);
        rented = ArrayPool<byte>.Shared.Rent(most);
        var written = compression == PayloadCompression.GZip
            ? WithGZip(plain, rented.AsSpan(0, most))
            : WithBrotli(plain, rented.AsSpan(0, most));
        if (written == 0)
        {
            ArrayPool<byte>.Shared.Return(rented);
            rented = null;
        }

        return written;
    }

    internal static byte IdOf(PayloadCompression compression) => compression == PayloadCompression.GZip ? GZip : Brotli;

    /// <summary>Decompresses bytes into exactly as much space as they said they need: more or less of them is damage.</summary>
    internal static bool TryDecompress(ReadOnlySpan<byte> compressed, byte compression, Span<byte> plain) =>
        compression == GZip
            ? FromGZip(compressed, plain)
            : BrotliDecoder.TryDecompress(compressed, plain, out var written) && written == plain.Length;

    private static int WithBrotli(ReadOnlySpan<byte> plain, Span<byte> destination) =>
        BrotliEncoder.TryCompress(plain, destination, out var written, BrotliQuality, BrotliWindow) ? written : 0;

    private static int WithGZip(ReadOnlySpan<byte> plain, Span<byte> destination)
    {
        using var output = new MemoryStream();
        using (var zip = new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true))
        {
            zip.Write(plain);
        }

        if (output.Length > destination.Length)
        {
            return 0;
        }

        output.GetBuffer().AsSpan(0, (int)output.Length).CopyTo(destination);
        return (int)output.Length;
    }

    private static bool FromGZip(ReadOnlySpan<byte> compressed, Span<byte> plain)
    {
        try
        {
            using var input = new MemoryStream(compressed.ToArray(), writable: false);
            using var zip = new GZipStream(input, CompressionMode.Decompress);
            return zip.ReadAtLeast(plain, plain.Length, throwOnEndOfStream: false) == plain.Length && zip.ReadByte() < 0;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
