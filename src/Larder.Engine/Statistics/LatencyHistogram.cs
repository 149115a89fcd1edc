using System.Numerics;

namespace Larder.Engine.Statistics;

/// <summary>How long something took, in buckets fine enough for two significant digits.</summary>
/// <remarks>
/// Invariants: a bucket only grows, by interlocked addition; a stripe is made once, by compare-and-swap, when its first
/// duration arrives. All members may run together; a snapshot taken while others record may lack what they are
/// recording. Buckets are log-linear: 64 for each doubling, so a bucket is at most 1/64 as wide as the durations in it.
/// </remarks>
public sealed class LatencyHistogram
{
    private const int MaximumStripes = 8;

    private readonly long[]?[] _stripes =
        new long[]?[Math.Min(MaximumStripes, (int)BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount))];

    /// <summary>Records one duration. Negative ones count as zero, those above two hours as about two hours.</summary>
    /// <param name="duration">How long it took.</param>
    public void Record(TimeSpan duration)
    {
        int stripe = Environment.CurrentManagedThreadId & (_stripes.Length - 1);

        // The partner is the exchange in MakeStripe.
        var counts = Volatile.Read(ref _stripes[stripe]) ?? MakeStripe(stripe);
        Interlocked.Increment(ref counts[LatencyBuckets.IndexOf(duration.Ticks)]);
    }

    /// <summary>What was recorded so far.</summary>
    /// <returns>A snapshot that no longer changes.</returns>
    public LatencySnapshot Snapshot()
    {
        var sums = new long[LatencyBuckets.Count];

        for (int stripe = 0; stripe < _stripes.Length; stripe++)
        {
            // The partner is the exchange in MakeStripe.
            if (Volatile.Read(ref _stripes[stripe]) is not { } counts)
            {
                continue;
            }

            for (int i = 0; i < sums.Length; i++)
            {
                // The partner is the increment in Record.
                sums[i] += Volatile.Read(ref counts[i]);
            }
        }

        return new LatencySnapshot(sums);
    }

    private long[] MakeStripe(int stripe)
    {
        var made = new long[LatencyBuckets.Count];

        // The partners are the reads in Record and Snapshot. Who comes second uses what the first made.
        return Interlocked.CompareExchange(ref _stripes[stripe], made, comparand: null) ?? made;
    }
}
