namespace Larder.Benchmarks.Measuring;

/// <summary>The middle of some figures.</summary>
internal static class Median
{
    /// <summary>The median; the mean of the two in the middle when their number is even.</summary>
    public static double Of(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length switch
        {
            0 => double.NaN,
            var n when n % 2 == 1 => sorted[middle],
            _ => (sorted[middle - 1] + sorted[middle]) / 2,
        };
    }
}
