using System.Globalization;
using System.Text;

namespace Larder.Server.Replies;

/// <summary>Makes what a client sent fit for a log: it cannot begin a line of its own, and it is not endless.</summary>
internal static class LogText
{
    /// <summary>How many characters of it are told.</summary>
    public const int LengthMax = 200;

    private const string Ellipsis = "…";

    /// <summary>Returns the text itself, when there is nothing to mend.</summary>
    public static string Of(string text)
    {
        var told = text.AsSpan(0, Math.Min(text.Length, LengthMax));
        if (told.Length == text.Length && !told.ContainsAnyExceptInRange(' ', '~'))
            return text;

        var safe = new StringBuilder(told.Length + Ellipsis.Length);
        foreach (var character in told)
        {
            if (MayStand(character))
                safe.Append(character);
            else
                safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
        }

        return safe.Append(told.Length < text.Length ? Ellipsis : "").ToString();
    }

    // Control and format characters move the cursor of a terminal or turn its direction; the separators end a line in some.
    private static bool MayStand(char character) => char.GetUnicodeCategory(character) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate);
}
