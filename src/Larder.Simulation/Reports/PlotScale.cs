namespace Larder.Simulation.Reports;

/// <summary>Maps values to places along one axis, linearly or by logarithm.</summary>
internal readonly record struct PlotScale(double Low, double High, double Start, double End, bool IsLogarithmic)
{
    private const double LogarithmicFrom = 8;
    private const double LeastSpread = 1;
    private const int MostSteps = 8;

    /// <summary>An axis over capacities. It is logarithmic when they span so much that the small ones would crowd.</summary>
    public static PlotScale OverCapacities(IReadOnlyList<long> capacities, double start, double end)
    {
        double low = capacities[0];
        double high = capacities[^1];
        return new PlotScale(low, high, start, end, high / low >= LogarithmicFrom);
    }

    /// <summary>An axis over rates in percent, from and to round figures: from 0, unless that would flatten lines that differ.</summary>
    public static PlotScale OverPercents(double lowest, double highest, double start, double end)
    {
        double from = lowest < highest / 2 || highest - lowest < LeastSpread ? 0 : lowest;
        double step = StepFor(highest - from);
        double low = Math.Floor(from / step) * step;
        double high = Math.Min(100, Math.Ceiling(highest / step) * step);
        return new PlotScale(low, high > low ? high : low + step, start, end, IsLogarithmic: false);
    }

    public double Place(double value)
    {
        if (High <= Low)
            return (Start + End) / 2;

        double share = IsLogarithmic
            ? Math.Log(value / Low) / Math.Log(High / Low)
            : (value - Low) / (High - Low);

        return Start + (share * (End - Start));
    }

    /// <summary>The round figures along a linear axis, from low to high.</summary>
    public IReadOnlyList<double> Steps()
    {
        double low = Low;
        double step = StepFor(High - Low);
        int count = (int)Math.Floor(((High - Low) / step) + 0.5);

        return [.. Enumerable.Range(0, count + 1).Select(i => low + (i * step))];
    }

    private static double StepFor(double range)
    {
        double[] steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20];
        return steps.FirstOrDefault(step => range / step <= MostSteps, steps[^1]);
    }
}
