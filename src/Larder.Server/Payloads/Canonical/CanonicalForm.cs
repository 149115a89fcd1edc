using System.Security.Cryptography;
using System.Text;
using Larder.Server.Payloads.Requests;

namespace Larder.Server.Payloads.Canonical;

/// <summary>The one way in which a payload is written down, whose SHA-256 is its id.</summary>
internal static class CanonicalForm
{
    /// <summary>How much of the form is put together at a time; most payloads fit and are hashed at once.</summary>
    public const int PieceLength = 2048;

    /// <summary>Writes the id, <see cref="PayloadId.Length"/> characters.</summary>
    public static void WriteId(PayloadInput input, Span<char> id)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> buffer = stackalloc byte[PieceLength];
        var writer = new CanonicalWriter<HashSink>(buffer, new HashSink(digest));

        writer.Write(input);
        Convert.TryToHexStringLower(digest, id, out _);
    }

    /// <summary>Writes the form as text: the exact ASCII characters that the id is the hash of.</summary>
    public static string ToText(PayloadInput input)
    {
        var text = new StringBuilder(input.CharacterCount + (8 * input.List1.Count) + 32);
        Span<byte> buffer = stackalloc byte[PieceLength];
        var writer = new CanonicalWriter<TextSink>(buffer, new TextSink(text));

        writer.Write(input);
        return text.ToString();
    }
}
