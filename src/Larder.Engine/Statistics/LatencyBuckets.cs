using System.Numerics;

namespace Larder.Engine.Statistics;

/// <summary>Which bucket a duration belongs to: exact below 128 ticks, then 64 buckets for each doubling.</summary>
internal static class LatencyBuckets
{
    private const int LinearBits = 6;
    private const int LinearCount = 1 << LinearBits;

    /// <summary>The longest duration told apart: 2^36 ticks of 100 ns, close to two hours.</summary>
    private const int MaximumBits = 36;

    internal const long Maximum = (1L << MaximumBits) - 1;

    internal const int Count = (MaximumBits - LinearBits + 1) * LinearCount;

    internal static int IndexOf(long ticks)
    {
        ticks = Math.Clamp(ticks, 0, Maximum);
        int shift = Math.Max(0, BitOperations.Log2((ulong)ticks) - LinearBits);

        return (shift * LinearCount) + (int)(ticks >> shift);
    }

    /// <summary>The middle of a bucket: no duration in it is further away than half its width.</summary>
    internal static long MiddleOf(int index)
    {
        int shift = Math.Max(0, (index / LinearCount) - 1);
        long first = (long)(index - (shift * LinearCount)) << shift;

        return first + ((1L << shift) / 2);
    }
}
