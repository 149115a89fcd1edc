using System.Buffers;
using System.Text;

namespace Larder.Server.Replies;

/// <summary>
/// Writes strings as the JSON that the source projects send: UTF-8 as it is, with only those escapes that JSON demands.
/// </summary>
/// <remarks>The encoders of the framework escape more than that, so the bytes would differ from what clients know.</remarks>
internal static class JsonText
{
    // A character takes three bytes of UTF-8 at most, and a pair of surrogates four.
    private const int BytesPerCharacterMax = 3;
    private const int ChunkLength = 1024;
    private const int ControlEnd = 0x20;

    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        [.. Enumerable.Range(0, ControlEnd).Select(code => (char)code), '"', '\\']);

    /// <summary>Writes the text without its quotes. The text must be well-formed UTF-16.</summary>
    public static void Write(ReadOnlySpan<char> text, IBufferWriter<byte> target)
    {
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAny(Escaped);
            WritePlain(plain < 0 ? text : text[..plain], target);
            if (plain < 0)
                return;

            WriteEscape(text[plain], target);
            text = text[(plain + 1)..];
        }
    }

    /// <summary>Writes the text with its quotes.</summary>
    public static void WriteQuoted(ReadOnlySpan<char> text, IBufferWriter<byte> target)
    {
        target.Write("\""u8);
        Write(text, target);
        target.Write("\""u8);
    }

    /// <summary>The letter that follows the backslash in a short escape; null for a character that has none.</summary>
    public static byte? ShortEscape(char character) => character switch
    {
        '"' => (byte)'"',
        '\\' => (byte)'\\',
        '\b' => (byte)'b',
        '\f' => (byte)'f',
        '\n' => (byte)'n',
        '\r' => (byte)'r',
        '\t' => (byte)'t',
        _ => null,
    };

    private static void WritePlain(ReadOnlySpan<char> text, IBufferWriter<byte> target)
    {
        while (!text.IsEmpty)
        {
            // A chunk never ends between two surrogates, which would each be encoded as a fault.
            var length = Math.Min(text.Length, ChunkLength);
            if (char.IsHighSurrogate(text[length - 1]) && length < text.Length)
                length++;

            var space = target.GetSpan(length * BytesPerCharacterMax);
            target.Advance(Encoding.UTF8.GetBytes(text[..length], space));
            text = text[length..];
        }
    }

    private static void WriteEscape(char character, IBufferWriter<byte> target)
    {
        if (ShortEscape(character) is { } letter)
        {
            target.Write([(byte)'\\', letter]);
            return;
        }

        var digits = "0123456789abcdef"u8;
        target.Write([(byte)'\\', (byte)'u', (byte)'0', (byte)'0', digits[character >> 4], digits[character & 0xF]]);
    }
}
