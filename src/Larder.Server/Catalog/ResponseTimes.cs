using Larder.AspNetCore.Admin.Metrics;

namespace Larder.Server.Catalog;

/// <summary>How many requests there were and how long they took; of a percentile is told what it was at most, as buckets know it.</summary>
internal sealed record ResponseTimes(long Count, double AverageSeconds, double? AtMostSecondsP50, double? AtMostSecondsP99)
{
    public static ResponseTimes Of(DurationHistogram durations)
    {
        var buckets = durations.Snapshot(out var sum);
        var count = buckets.Sum();
        return new ResponseTimes(
            count,
            count == 0 ? 0 : Math.Round(sum.TotalSeconds / count, digits: 6),
            BoundOf(buckets, count, share: 0.5),
            BoundOf(buckets, count, share: 0.99));
    }

    // Null when there were none, and for what took longer than the last bucket says.
    private static double? BoundOf(long[] buckets, long count, double share)
    {
        var wanted = (long)Math.Ceiling(count * share);
        var seen = 0L;
        for (var i = 0; i < DurationHistogram.BoundsInSeconds.Count && count > 0; i++)
        {
            seen += buckets[i];
            if (seen >= wanted)
                return DurationHistogram.BoundsInSeconds[i];
        }

        return null;
    }
}
