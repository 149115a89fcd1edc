namespace Larder.Benchmarks.Workloads;

/// <summary>Draws ranks of which the k-th is asked for in proportion to 1/k^s.</summary>
/// <remarks>
/// Rejection-inversion (Hörmann and Derflinger, 1996): exact, and without a table, so that ten million ranks cost no
/// memory that would disturb what is measured. Not thread-safe.
/// </remarks>
internal sealed class Zipf
{
    private readonly Random _random;
    private readonly int _ranks;
    private readonly double _exponent;
    private readonly double _integralAtOne;
    private readonly double _integralAtEnd;
    private readonly double _shortcut;

    public Zipf(int ranks, double exponent, int seed)
    {
        _random = new Random(seed);
        _ranks = ranks;
        _exponent = exponent;
        _integralAtOne = Integral(1.5) - 1;
        _integralAtEnd = Integral(ranks + 0.5);
        _shortcut = 2 - Inverse(Integral(2.5) - Density(2));
    }

    /// <summary>The next rank, from zero.</summary>
    public int Next()
    {
        // Bounded in practice: the method accepts most draws, whatever the exponent.
        while (true)
        {
            var drawn = _integralAtEnd + (_random.NextDouble() * (_integralAtOne - _integralAtEnd));
            var point = Inverse(drawn);
            var rank = Math.Clamp((int)(point + 0.5), 1, _ranks);
            if (rank - point <= _shortcut || drawn >= Integral(rank + 0.5) - Density(rank))
            {
                return rank - 1;
            }
        }
    }

    private double Density(double rank) => Math.Exp(-_exponent * Math.Log(rank));

    private double Integral(double point)
    {
        var log = Math.Log(point);
        return ExpRatio((1 - _exponent) * log) * log;
    }

    private double Inverse(double value)
    {
        var step = Math.Max(-1, value * (1 - _exponent));
        return Math.Exp(LogRatio(step) * value);
    }

    // (e^x - 1) / x and ln(1 + x) / x, by their series where the quotient would lose its digits.
    private static double ExpRatio(double x) =>
        Math.Abs(x) > 1e-8 ? (Math.Exp(x) - 1) / x : 1 + (x / 2 * (1 + (x / 3)));

    private static double LogRatio(double x) =>
        Math.Abs(x) > 1e-8 ? Math.Log(1 + x) / x : 1 - (x * (0.5 - (x / 3)));
}
