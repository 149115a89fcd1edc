using System.Text;
using System.Text.Encodings.Web;

namespace Larder.Cli.Output;

/// <summary>
/// Escapes in JSON what JSON itself demands, and nothing else. The framework's most relaxed encoder still escapes
/// characters beyond the basic plane, no-break spaces and a few more, which people expect to read in a file.
/// </summary>
internal sealed unsafe class PlainJsonEncoder : JavaScriptEncoder
{
    public static readonly PlainJsonEncoder Instance = new();

    // \u0000 is the longest form, six characters for one.
    public override int MaxOutputCharactersPerInputCharacter => 6;

    public override int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var span = new ReadOnlySpan<char>(text, textLength);
        for (var i = 0; i < span.Length; i++)
        {
            // Half of a pair cannot be written as UTF-8; the encoder's caller replaces it.
            if (WillEncode(span[i]) || (char.IsSurrogate(span[i]) && !IsPair(span, ref i)))
                return i;
        }

        return -1;
    }

    public override bool TryEncodeUnicodeScalar(
        int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var target = new Span<char>(buffer, bufferLength);
        numberOfCharactersWritten = 0;
        if (!WillEncode(unicodeScalar))
            return new Rune(unicodeScalar).TryEncodeToUtf16(target, out numberOfCharactersWritten);

        var text = unicodeScalar switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\b' => "\\b",
            '\f' => "\\f",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            _ => $"\\u{unicodeScalar:x4}",
        };
        if (!text.TryCopyTo(target))
            return false;

        numberOfCharactersWritten = text.Length;
        return true;
    }

    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < 0x20 or '"' or '\\';

    private static bool IsPair(ReadOnlySpan<char> text, ref int i)
    {
        if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
            return false;

        i++;
        return true;
    }
}
