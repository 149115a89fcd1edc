using System.Globalization;

namespace Larder.Simulation.Reports;

/// <summary>Large numbers as axes show them: 250, 2.5k, 10M, 1.23G; to three figures.</summary>
internal static class CompactCount
{
    private static readonly (double Unit, string Suffix)[] Units = [(1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")];

    public static string Format(long value)
    {
        foreach (var (unit, suffix) in Units)
        {
            if (value >= unit)
                return Round(value / unit).ToString("0.##", CultureInfo.InvariantCulture) + suffix;
        }

        return value.ToString(CultureInfo.InvariantCulture);
    }

    private static double Round(double value) => Math.Round(value, value >= 100 ? 0 : value >= 10 ? 1 : 2);
}
