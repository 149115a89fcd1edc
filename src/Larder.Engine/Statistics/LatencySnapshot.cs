namespace Larder.Engine.Statistics;

/// <summary>Durations that were recorded up to a moment. Immutable and thread-safe.</summary>
/// <remarks>Values are those of the middle of their bucket: within one percent of what was recorded.</remarks>
public sealed class LatencySnapshot
{
    private readonly long[] _counts;

    internal LatencySnapshot(long[] counts)
    {
        _counts = counts;
        Int128 total = 0;

        for (int i = 0; i < counts.Length; i++)
        {
            Count += counts[i];
            total += (Int128)counts[i] * LatencyBuckets.MiddleOf(i);
        }

        Mean = Count == 0 ? TimeSpan.Zero : TimeSpan.FromTicks((long)(total / Count));
    }

    /// <summary>A snapshot of nothing.</summary>
    public static LatencySnapshot Empty { get; } = new(new long[LatencyBuckets.Count]);

    /// <summary>How many durations were recorded.</summary>
    public long Count { get; }

    /// <summary>Their mean; zero when there are none.</summary>
    public TimeSpan Mean { get; }

    /// <summary>The longest; zero when there are none.</summary>
    public TimeSpan Maximum => Percentile(100);

    /// <summary>The duration that this share of all did not exceed.</summary>
    /// <param name="percent">From 0, the shortest, to 100, the longest.</param>
    /// <returns>That duration; zero when nothing was recorded.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 100.</exception>
    public TimeSpan Percentile(double percent)
    {
        if (percent is not (>= 0 and <= 100))
        {
            throw new ArgumentOutOfRangeException(
                nameof(percent),
                $"A percentile lies between 0 and 100, but was {percent}. Ask for 99, not for 0.99.");
        }

        if (Count == 0)
        {
            return TimeSpan.Zero;
        }

        long rank = Math.Max(1, (long)Math.Ceiling(percent / 100 * Count));
        int index = 0;
        for (long seen = _counts[0]; seen < rank && index < _counts.Length - 1; seen += _counts[index])
        {
            index++;
        }

        return TimeSpan.FromTicks(LatencyBuckets.MiddleOf(index));
    }

    /// <summary>The durations of both, as if recorded together.</summary>
    /// <param name="other">Another snapshot.</param>
    /// <returns>A new snapshot.</returns>
    public LatencySnapshot Merge(LatencySnapshot other)
    {
        ArgumentNullException.ThrowIfNull(other);

        var sums = new long[LatencyBuckets.Count];
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] = _counts[i] + other._counts[i];
        }

        return new LatencySnapshot(sums);
    }
}
