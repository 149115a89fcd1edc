using System.Diagnostics;

namespace Larder.Simulation.Traces;

/// <summary>
/// Logarithm and exponential from additions, multiplications and divisions only. IEEE 754 rounds those alike everywhere,
/// while the functions of <see cref="Math"/> come from each platform's C library and differ in the last bit: enough to
/// let a generated workload diverge from the figures another machine published.
/// </summary>
internal static class PortableMath
{
    // The upper part of ln 2 has enough trailing zeros that its product with any exponent is exact.
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double InverseLn2 = 1.44269504088896338700e+00;
    private const double SquareRootOfTwo = 1.41421356237309504880;
    private const int MantissaBits = 52;
    private const int ExponentBias = 1023;
    private const double MaximumExponent = 700;

    // 2/(2i+1): the series of ln((1+t)/(1-t)) in odd powers of t.
    private static readonly double[] LogTerms = [.. Enumerable.Range(0, 12).Select(i => 2.0 / ((2 * i) + 1))];

    private static readonly double[] ExpTerms = Reciprocals(15);

    /// <summary>The natural logarithm of a normal positive number.</summary>
    public static double Log(double value)
    {
        Debug.Assert(double.IsNormal(value) && value > 0, "Only normal positive numbers have a logarithm here.");

        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)(bits >> MantissaBits) - ExponentBias;
        double mantissa = BitConverter.Int64BitsToDouble(
            (bits & ((1L << MantissaBits) - 1)) | ((long)ExponentBias << MantissaBits));

        if (mantissa > SquareRootOfTwo)
        {
            mantissa *= 0.5;
            exponent++;
        }

        double t = (mantissa - 1) / (mantissa + 1);
        double square = t * t;
        double sum = 0;

        for (int i = LogTerms.Length - 1; i >= 0; i--)
            sum = (sum * square) + LogTerms[i];

        return (exponent * Ln2High) + ((exponent * Ln2Low) + (t * sum));
    }

    /// <summary>e to the power of a number; numbers beyond 700 in size are cut to it.</summary>
    public static double Exp(double value)
    {
        value = Math.Clamp(value, -MaximumExponent, MaximumExponent);
        double power = Math.Floor((value * InverseLn2) + 0.5);
        double rest = value - (power * Ln2High) - (power * Ln2Low);
        double sum = 0;

        for (int i = ExpTerms.Length - 1; i >= 0; i--)
            sum = (sum * rest) + ExpTerms[i];

        return sum * BitConverter.Int64BitsToDouble(((long)power + ExponentBias) << MantissaBits);
    }

    private static double[] Reciprocals(int count)
    {
        var terms = new double[count];
        double factorial = 1;

        for (int i = 0; i < count; i++)
        {
            factorial *= Math.Max(1, i);
            terms[i] = 1 / factorial;
        }

        return terms;
    }
}
