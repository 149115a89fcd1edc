namespace Larder;

/// <summary>The rules for keys, tags and patterns: text of bounded length that can be written down in any encoding.</summary>
/// <remarks>
/// Looked at on misses and writes only: what breaks the rules is never stored, so a hit is proof enough.
/// </remarks>
internal static class CacheText
{
    /// <summary>The longest key, tag or pattern, in UTF-16 code units.</summary>
    internal const int Longest = 1_024;

    private const int Shown = 40;

    /// <summary>What is wrong with a text, as a sentence; null when nothing is.</summary>
    internal static string? FaultOf(string kind, string? text)
    {
        if (text is null)
        {
            return $"A {kind} must not be null. Pass a text of up to {Longest} characters.";
        }

        if (text.Length > Longest)
        {
            return $"A {kind} may have {Longest} characters, but \"{text[..Shown]}…\" has {text.Length}. Use a shorter one, or a hash of it.";
        }

        if (LoneSurrogateAt(text) is >= 0 and var position)
        {
            return $"A {kind} must be valid Unicode, but has half a surrogate pair at position {position}. Build it from whole characters.";
        }

        return null;
    }

    internal static void CheckKey(string key)
    {
        if (key is null)
        {
            Throw.NullKey();
        }

        Check("key", key, nameof(key));
    }

    internal static void Check(string kind, string? text, string parameter)
    {
        if (FaultOf(kind, text) is { } fault)
        {
            Throw.BadText(fault, parameter, text is null);
        }
    }

    private static int LoneSurrogateAt(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
            {
                return i;
            }

            i++;
        }

        return -1;
    }
}
