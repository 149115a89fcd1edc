using System.Diagnostics;

namespace Larder.Simulation.Traces;

/// <summary>
/// Draws ranks from 0, where rank r comes up in proportion to (r + 1) to the power of minus the skew.
/// </summary>
/// <remarks>
/// Rejection-inversion after Hörmann and Derflinger (1996): the histogram is covered by the integral of its density, a
/// draw inverts that integral, and the few draws in the gap between both are repeated. Exact for any skew, 1 included,
/// with no table: memory does not grow with the keys.
/// </remarks>
internal sealed class ZipfSampler
{
    // Fewer than one draw in four is repeated at any skew, so this many in a row means a fault in the arithmetic.
    private const int MaximumDraws = 1000;

    private readonly RandomStream _random;
    private readonly double _skew;
    private readonly long _count;
    private readonly double _low;
    private readonly double _high;
    private readonly double _acceptAtOnce;

    public ZipfSampler(double skew, long count, RandomStream random)
    {
        Debug.Assert(count >= 1 && skew >= 0, "The grammar refuses such a workload.");

        _random = random;
        _skew = skew;
        _count = count;
        _low = Integral(1.5) - 1;
        _high = Integral(count + 0.5);
        _acceptAtOnce = 2 - Inverse(Integral(2.5) - Density(2));
    }

    public long Next()
    {
        for (int i = 0; i < MaximumDraws; i++)
        {
            double height = _high + (_random.NextDouble() * (_low - _high));
            double place = Inverse(height);
            long rank = Math.Clamp((long)(place + 0.5), 1, _count);

            if (rank - place <= _acceptAtOnce || height >= Integral(rank + 0.5) - Density(rank))
                return rank - 1;
        }

        throw new UnreachableException("A zipf draw was rejected 1000 times in a row.");
    }

    private double Density(double x) => PortableMath.Exp(-_skew * PortableMath.Log(x));

    /// <summary>The integral of the density from 1: (x^(1-skew) - 1) / (1 - skew), whose limit at skew 1 is ln x.</summary>
    private double Integral(double x)
    {
        double log = PortableMath.Log(x);
        return log * ExpRatio((1 - _skew) * log);
    }

    private double Inverse(double y)
    {
        // Rounding may push the argument to -1 or below, where the logarithm ends.
        double t = Math.Max((1 - _skew) * y, -1 + 1e-15);
        return PortableMath.Exp(y * LogRatio(t));
    }

    /// <summary>(e^x - 1) / x, continued to 1 at 0; by its series near 0, where the difference would cancel.</summary>
    private static double ExpRatio(double x)
    {
        return Math.Abs(x) > 1e-5 ? (PortableMath.Exp(x) - 1) / x : 1 + (x / 2 * (1 + (x / 3)));
    }

    /// <summary>ln(1 + x) / x, continued to 1 at 0; by its series near 0, where 1 + x would lose x.</summary>
    private static double LogRatio(double x)
    {
        return Math.Abs(x) > 1e-5 ? PortableMath.Log(1 + x) / x : 1 - (x * ((1 / 2.0) - (x / 3)));
    }
}
