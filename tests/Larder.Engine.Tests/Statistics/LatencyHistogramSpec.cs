using Larder.Engine.Statistics;

namespace Larder.Engine.Tests.Statistics;

public sealed class LatencyHistogramSpec
{
    [Fact]
    public void Nothing_recorded_is_zero_everywhere()
    {
        var snapshot = new LatencyHistogram().Snapshot();

        Assert.Equal(0, snapshot.Count);
        Assert.Equal(TimeSpan.Zero, snapshot.Mean);
        Assert.Equal(TimeSpan.Zero, snapshot.Percentile(99));
        Assert.Equal(TimeSpan.Zero, snapshot.Maximum);
    }

    [Fact]
    public void Every_duration_is_known_to_two_significant_digits()
    {
        for (double exact = 1; exact < LatencyBuckets.Maximum; exact *= 1.003)
        {
            long ticks = (long)exact;

            long told = LatencyBuckets.MiddleOf(LatencyBuckets.IndexOf(ticks));

            Assert.InRange(told, ticks - (ticks / 100.0), ticks + (ticks / 100.0));
        }
    }

    [Fact]
    public void Buckets_follow_each_other_without_gap_or_overlap()
    {
        int last = 0;
        for (long ticks = 0; ticks < 100_000; ticks++)
        {
            int index = LatencyBuckets.IndexOf(ticks);
            Assert.InRange(index, last, last + 1);
            last = index;
        }

        Assert.Equal(LatencyBuckets.Count - 1, LatencyBuckets.IndexOf(long.MaxValue));
        Assert.Equal(0, LatencyBuckets.IndexOf(-1));
    }

    [Fact]
    public void Percentiles_are_those_of_what_was_recorded()
    {
        var histogram = new LatencyHistogram();

        for (int ms = 1; ms <= 1_000; ms++)
        {
            histogram.Record(TimeSpan.FromMilliseconds(ms));
        }

        var snapshot = histogram.Snapshot();
        Assert.Equal(1_000, snapshot.Count);
        AssertNear(1, snapshot.Percentile(0));
        AssertNear(500, snapshot.Percentile(50));
        AssertNear(990, snapshot.Percentile(99));
        AssertNear(1_000, snapshot.Maximum);
        AssertNear(500.5, snapshot.Mean);
    }

    [Fact]
    public void A_merged_snapshot_holds_the_durations_of_both_and_changes_neither()
    {
        var quick = new LatencyHistogram();
        var slow = new LatencyHistogram();
        quick.Record(TimeSpan.FromMilliseconds(1));
        slow.Record(TimeSpan.FromMilliseconds(100));
        var one = quick.Snapshot();

        var both = one.Merge(slow.Snapshot()).Merge(LatencySnapshot.Empty);

        Assert.Equal(2, both.Count);
        AssertNear(1, both.Percentile(50));
        AssertNear(100, both.Maximum);
        Assert.Equal(1, one.Count);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(100.1)]
    [InlineData(double.NaN)]
    public void A_percentile_outside_of_its_range_is_refused_with_the_value(double percent)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => LatencySnapshot.Empty.Percentile(percent));

        Assert.Contains($"but was {percent}.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Durations_recorded_at_once_are_all_counted()
    {
        const int rounds = 5_000;
        var histogram = new LatencyHistogram();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(ms => Task.Run(() =>
        {
            for (int i = 0; i < rounds; i++)
            {
                histogram.Record(TimeSpan.FromMilliseconds(ms));
            }
        })));

        Assert.Equal(8 * rounds, histogram.Snapshot().Count);
    }

    private static void AssertNear(double expectedMs, TimeSpan actual) =>
        Assert.InRange(actual.TotalMilliseconds, expectedMs * 0.99, expectedMs * 1.01);
}
