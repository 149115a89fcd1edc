using System.Text;

namespace Larder.Invalidation;

/// <summary>A class of characters, or all but those.</summary>
internal sealed class PatternClass(IReadOnlyList<(Rune First, Rune Last)> ranges, bool isNegated)
{
    private readonly (Rune First, Rune Last)[] _ranges = [.. ranges];

    internal bool Contains(Rune character)
    {
        foreach (var (first, last) in _ranges)
        {
            if (character >= first && character <= last)
            {
                return !isNegated;
            }
        }

        return isNegated;
    }
}
