using Larder.Simulation.Traces;

namespace Larder.Simulation.Tests.Traces;

public sealed class RandomStreamSpec
{
    [Fact]
    public void SplitMix_gives_the_published_values_for_the_published_seed()
    {
        ulong state = 1234567;

        ulong[] values = [SplitMix.Next(ref state), SplitMix.Next(ref state), SplitMix.Next(ref state)];

        Assert.Equal([6457827717110365317, 3203168211198807973, 9817491932198370423], values);
    }

    [Fact]
    public void The_same_seed_gives_the_same_stream_and_another_seed_another()
    {
        var first = new RandomStream(5);
        var same = new RandomStream(5);
        var other = new RandomStream(6);

        ulong[] values = [first.NextBits(), first.NextBits(), first.NextBits()];
        ulong[] again = [same.NextBits(), same.NextBits(), same.NextBits()];
        ulong[] others = [other.NextBits(), other.NextBits(), other.NextBits()];

        Assert.Equal(values, again);
        Assert.NotEqual(values, others);
    }

    [Fact]
    public void Numbers_below_a_bound_fill_it_evenly()
    {
        var random = new RandomStream(41);
        var counts = new int[7];

        for (int i = 0; i < 70_000; i++)
            counts[random.NextBelow(7)]++;

        Assert.All(counts, count => Assert.InRange(count, 9_500, 10_500));
    }

    [Fact]
    public void Fractions_lie_from_zero_to_below_one_around_a_half()
    {
        var random = new RandomStream(42);
        double[] values = [.. Enumerable.Range(0, 100_000).Select(_ => random.NextDouble())];

        Assert.All(values, value => Assert.True(value is >= 0 and < 1));
        Assert.InRange(values.Average(), 0.495, 0.505);
    }
}
