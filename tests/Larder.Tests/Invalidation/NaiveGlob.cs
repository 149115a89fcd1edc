namespace Larder.Tests.Invalidation;

/// <summary>A glob as one would define it: recursive, slow, and short enough to be believed.</summary>
internal static class NaiveGlob
{
    public static bool Matches(string pattern, string key)
    {
        if (pattern.Length == 0) return key.Length == 0;
        if (pattern[0] == '*')
            return Matches(pattern[1..], key) || (key.Length > 0 && Matches(pattern, key[1..]));
        if (key.Length == 0) return false;
        var (taken, length) = One(pattern, key[0]);
        return taken && Matches(pattern[length..], key[1..]);
    }

    private static (bool Taken, int Length) One(string pattern, char c) => pattern[0] switch
    {
        '?' => (true, 1),
        '\\' => (pattern[1] == c, 2),
        '[' => OfClass(pattern, c),
        var literal => (literal == c, 1),
    };

    private static (bool Taken, int Length) OfClass(string pattern, char c)
    {
        var at = pattern[1] == '^' ? 2 : 1;
        var isNegated = at == 2;
        var found = false;
        while (pattern[at] != ']')
        {
            if (pattern[at] == '\\')
            {
                found |= pattern[at + 1] == c;
                at += 2;
            }
            else if (pattern[at + 1] == '-')
            {
                var (first, last) = (pattern[at], pattern[at + 2]);
                found |= c >= Math.Min(first, last) && c <= Math.Max(first, last);
                at += 3;
            }
            else
            {
                found |= pattern[at] == c;
                at++;
            }
        }

        return (found != isNegated, at + 1);
    }
}
