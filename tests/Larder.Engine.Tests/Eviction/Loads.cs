namespace Larder.Engine.Tests.Eviction;

/// <summary>Generated workloads, repeatable by their seed.</summary>
internal static class Loads
{
    /// <summary>Keys by popularity: key 0 is asked for most, key n in proportion to 1 / (n + 1)^exponent.</summary>
    internal static int[] Zipf(double exponent, int keys, int requests, int seed)
    {
        var cumulative = new double[keys];
        var sum = 0.0;
        for (var key = 0; key < keys; key++)
        {
            sum += 1 / Math.Pow(key + 1, exponent);
            cumulative[key] = sum;
        }

        var random = new Random(seed);
        var result = new int[requests];
        for (var request = 0; request < requests; request++)
        {
            var found = Array.BinarySearch(cumulative, random.NextDouble() * sum);
            result[request] = Math.Min(found < 0 ? ~found : found, keys - 1);
        }

        return result;
    }
}
