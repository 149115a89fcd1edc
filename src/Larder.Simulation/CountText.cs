using System.Globalization;

namespace Larder.Simulation;

/// <summary>Whole numbers as people write large ones: <c>2000000</c>, <c>2000k</c> or <c>2m</c>; k, m and g are thousands.</summary>
internal static class CountText
{
    private const NumberStyles Style = NumberStyles.None;

    public static bool TryParse(string text, out long value)
    {
        long unit = text.Length == 0 ? 1 : UnitOf(text[^1]);
        string digits = unit == 1 ? text : text[..^1];

        if (!long.TryParse(digits, Style, CultureInfo.InvariantCulture, out value) || value > long.MaxValue / unit)
        {
            value = 0;
            return false;
        }

        value *= unit;
        return true;
    }

    private static long UnitOf(char last) => last switch
    {
        'k' or 'K' => 1_000,
        'm' or 'M' => 1_000_000,
        'g' or 'G' => 1_000_000_000,
        _ => 1,
    };
}
