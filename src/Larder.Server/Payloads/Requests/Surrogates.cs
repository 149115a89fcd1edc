using System.Globalization;

namespace Larder.Server.Payloads.Requests;

/// <summary>Finds escapes that stand for half a surrogate pair, which JSON allows and Unicode does not.</summary>
internal static class Surrogates
{
    private const int EscapeLength = 6;
    private const int NoUnit = -1;

    /// <summary>Whether a half is alone in the text of a JSON string, which was found to be well-formed JSON and UTF-8.</summary>
    public static bool AreBroken(ReadOnlySpan<byte> text)
    {
        while (true)
        {
            var escape = text.IndexOf((byte)'\\');
            if (escape < 0)
                return false;

            text = text[escape..];
            var unit = Unit(text);
            if (unit is NoUnit || !char.IsSurrogate((char)unit))
            {
                // Two bytes at least, so that the second backslash of an escaped one is not taken for an escape.
                text = text[2..];
                continue;
            }

            var next = Unit(text[EscapeLength..]);
            if (next is NoUnit || !char.IsSurrogatePair((char)unit, (char)next))
                return true;

            text = text[(2 * EscapeLength)..];
        }
    }

    /// <summary>The UTF-16 unit that is escaped at the very start of the text, if one is.</summary>
    private static int Unit(ReadOnlySpan<byte> text) =>
        text.StartsWith("\\u"u8) ? int.Parse(text[2..EscapeLength], NumberStyles.AllowHexSpecifier) : NoUnit;
}
