namespace Larder.Server.Payloads.Transforming;

/// <summary>Upper case by the full mapping of Unicode, as Python's <c>str.upper()</c> has it.</summary>
internal static class UpperCase
{
    /// <summary>Room that is enough for the upper case of a text of that length.</summary>
    public static int RoomFor(int length) => length * SpecialCasing.LengthMax;

    /// <summary>
    /// Writes the upper case and returns its length. The text must be well-formed UTF-16, and so must be its pieces when
    /// it comes in pieces.
    /// </summary>
    public static int Write(ReadOnlySpan<char> text, Span<char> target)
    {
        var written = 0;
        while (!text.IsEmpty)
        {
            var special = text.IndexOfAny(SpecialCasing.Characters);
            var plain = special < 0 ? text : text[..special];
            plain.ToUpperInvariant(target[written..]);
            written += plain.Length;
            if (special < 0)
                break;

            var upper = SpecialCasing.ToUpper(text[special]);
            upper.CopyTo(target[written..]);
            written += upper.Length;
            text = text[(special + 1)..];
        }

        return written;
    }
}
