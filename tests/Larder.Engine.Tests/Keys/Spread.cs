namespace Larder.Engine.Tests.Keys;

/// <summary>
/// How evenly hashes fill as many buckets as there are keys, as a multiple of the spread chance alone gives.
/// </summary>
internal static class Spread
{
    internal const int KeyBits = 12;
    internal const int KeyCount = 1 << KeyBits;

    /// <summary>
    /// Six deviations of a chi-square with 4095 degrees: under chance one draw in 10^8 or so passes it, and a test
    /// makes tens of thousands. Its seeds are fixed, so that what passes once passes always.
    /// </summary>
    internal const double Limit = 6;

    /// <summary>The deviations from the expected chi-square of the bucket loads; near zero under pure chance.</summary>
    internal static double Of(uint[] hashes, int shift)
    {
        var loads = new int[KeyCount];
        foreach (var hash in hashes)
        {
            loads[(hash >> shift) & (KeyCount - 1)]++;
        }

        double expected = (double)hashes.Length / KeyCount;
        double chiSquare = loads.Sum(load => (load - expected) * (load - expected) / expected);

        return (chiSquare - (KeyCount - 1)) / Math.Sqrt(2.0 * (KeyCount - 1));
    }

    /// <summary>The worst over the bits a table takes, those a sketch takes, and those between.</summary>
    internal static double Worst(uint[] hashes) =>
        new[] { 32 - KeyBits, 10, 0 }.Max(shift => Of(hashes, shift));
}
