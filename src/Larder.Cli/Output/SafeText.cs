using System.Text;

namespace Larder.Cli.Output;

/// <summary>Makes text from elsewhere fit for a line on a terminal.</summary>
internal static class SafeText
{
    /// <summary>An error page may be long, and its beginning says what it is.</summary>
    private const int CharactersMax = 300;

    /// <summary>One line without control characters, which could move the cursor or recolour the window.</summary>
    public static string Line(string text)
    {
        var line = new StringBuilder();
        foreach (var character in text.Trim())
        {
            if (line.Length >= CharactersMax)
                return line.Append("...").ToString();

            if (character is '\r' or '\n' or '\t')
                line.Append(' ');
            else if (IsControl(character))
                line.Append($"\\u{(int)character:x4}");
            else
                line.Append(character);
        }

        return line.ToString();
    }

    /// <summary>Whole text for a person: line breaks and tabs stay, other control characters are written out.</summary>
    public static string Page(string text)
    {
        var page = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (character is '\n' or '\t' || !IsControl(character))
                page.Append(character);
            else
                page.Append($"\\u{(int)character:x4}");
        }

        return page.ToString();
    }

    // The overrides of writing direction can make a line read as something else.
    private static bool IsControl(char character) =>
        char.IsControl(character) || character is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
