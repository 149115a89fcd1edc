using System.Globalization;

namespace Larder.Simulation;

/// <summary>Whole numbers as people write large ones: <c>2000000</c>, <c>2000k</c> or <c>2m</c>; k, m and g are thousands.</summary>
public static class CountText
{
    private const NumberStyles Style = NumberStyles.None;

    /// <summary>Reads a number.</summary>
    /// <param name="text">Digits, and perhaps a unit.</param>
    /// <param name="value">The number; 0 if it is none.</param>
    /// <returns>Whether the text is a whole number from 0 that fits in 64 bits.</returns>
    public static bool TryParse(string text, out long value)
    {
        ArgumentNullException.ThrowIfNull(text);
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
