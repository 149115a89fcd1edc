namespace Larder.Simulation.Reports;

/// <summary>Moves labels apart that would cover each other, and keeps them near the values they name.</summary>
internal static class PlotLabels
{
    private const int MostSweeps = 50;

    /// <summary>Spreads places by a least distance.</summary>
    /// <param name="wanted">Where each label wants to be.</param>
    /// <param name="gap">The least distance between two.</param>
    /// <param name="low">The first place a label may take.</param>
    /// <param name="high">The last place a label may take.</param>
    /// <returns>Where each label goes, in the order given.</returns>
    public static IReadOnlyList<double> Spread(IReadOnlyList<double> wanted, double gap, double low, double high)
    {
        int[] order = [.. Enumerable.Range(0, wanted.Count).OrderBy(i => wanted[i])];
        double[] places = [.. order.Select(i => Math.Clamp(wanted[i], low, high))];

        for (int sweep = 0; sweep < MostSweeps && PushApart(places, gap); sweep++)
            Shift(places, low, high);

        var result = new double[wanted.Count];

        for (int i = 0; i < order.Length; i++)
            result[order[i]] = places[i];

        return result;
    }

    private static bool PushApart(double[] places, double gap)
    {
        const double Settled = 0.01;
        bool isMoved = false;

        for (int i = 1; i < places.Length; i++)
        {
            double overlap = gap - (places[i] - places[i - 1]);

            if (overlap <= Settled)
                continue;

            places[i - 1] -= overlap / 2;
            places[i] += overlap / 2;
            isMoved = true;
        }

        return isMoved;
    }

    private static void Shift(double[] places, double low, double high)
    {
        double below = Math.Max(0, low - places[0]);
        double above = Math.Max(0, places[^1] - high);

        for (int i = 0; i < places.Length; i++)
            places[i] += below - above;
    }
}
