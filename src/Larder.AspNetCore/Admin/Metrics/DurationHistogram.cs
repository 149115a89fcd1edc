namespace Larder.AspNetCore.Admin.Metrics;

/// <summary>Counts durations in a few fixed buckets. Any number of threads may use it at once.</summary>
/// <remarks>
/// Invariants: the counts and the sum only grow, by interlocked addition, and nothing is ever allocated. A snapshot that is
/// taken meanwhile may lack what is being recorded; its buckets and its total are made from one reading.
/// </remarks>
public sealed class DurationHistogram
{
    private static readonly double[] Bounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private static readonly long[] BoundTicks = [.. Bounds.Select(bound => (long)(bound * TimeSpan.TicksPerSecond))];

    private readonly long[] _counts = new long[Bounds.Length + 1];
    private long _sumTicks;

    /// <summary>The upper bounds of the buckets, in seconds; what is longer is in one more.</summary>
    public static IReadOnlyList<double> BoundsInSeconds => Bounds;

    /// <summary>Records a duration.</summary>
    /// <param name="duration">How long it took.</param>
    public void Record(TimeSpan duration)
    {
        var ticks = Math.Max(0, duration.Ticks);
        var bucket = 0;
        while (bucket < BoundTicks.Length && ticks > BoundTicks[bucket])
            bucket++;

        // Partners of both: the reads in Snapshot.
        Interlocked.Increment(ref _counts[bucket]);
        Interlocked.Add(ref _sumTicks, ticks);
    }

    /// <summary>What was recorded so far.</summary>
    /// <param name="sum">All durations together.</param>
    /// <returns>The count of each bucket by itself, the one without a bound last.</returns>
    public long[] Snapshot(out TimeSpan sum)
    {
        sum = TimeSpan.FromTicks(Interlocked.Read(ref _sumTicks)); // partner: the addition in Record
        var counts = new long[_counts.Length];
        for (var i = 0; i < counts.Length; i++)
            counts[i] = Interlocked.Read(ref _counts[i]); // partner: the increment in Record
        return counts;
    }
}
