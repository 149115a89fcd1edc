using System.Buffers;

namespace Larder.Server.Payloads.Transforming;

/// <summary>Cleans one item: trimmed, and its runs of blanks made one space.</summary>
internal static class ItemText
{
    // Only these make an item worth splitting. A lone blank of another kind, such as a no-break space, is kept.
    private static readonly SearchValues<string> Reasons =
        SearchValues.Create(["  ", "\t", "\n", "\r"], StringComparison.Ordinal);

    /// <summary>Writes the cleaned item; it is never longer than the item. Returns its length.</summary>
    public static int Clean(ReadOnlySpan<char> item, Span<char> target)
    {
        var text = PythonWhiteSpace.Trim(item);
        if (text.IndexOfAny(Reasons) >= 0)
            return JoinWords(text, target);

        text.CopyTo(target);
        return text.Length;
    }

    /// <summary>Counts code points. The text must be well-formed UTF-16.</summary>
    public static int CodePoints(ReadOnlySpan<char> text)
    {
        var surrogates = 0;
        foreach (var character in text)
        {
            if (char.IsLowSurrogate(character))
                surrogates++;
        }

        return text.Length - surrogates;
    }

    private static int JoinWords(ReadOnlySpan<char> text, Span<char> target)
    {
        var written = 0;
        var isBetweenWords = false;
        foreach (var character in text)
        {
            if (PythonWhiteSpace.Contains(character))
            {
                isBetweenWords = true;
                continue;
            }

            if (isBetweenWords)
                target[written++] = ' ';
            isBetweenWords = false;
            target[written++] = character;
        }

        return written;
    }
}
