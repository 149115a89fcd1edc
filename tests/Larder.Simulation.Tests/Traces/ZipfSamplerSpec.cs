using Larder.Simulation.Traces;

namespace Larder.Simulation.Tests.Traces;

public sealed class ZipfSamplerSpec
{
    private const int Draws = 400_000;

    [Theory]
    [InlineData(0.0, 10)]
    [InlineData(0.5, 1000)]
    [InlineData(0.9, 1000)]
    [InlineData(0.999999, 1000)]
    [InlineData(1.0, 1000)]
    [InlineData(1.000001, 1000)]
    [InlineData(1.1, 1000)]
    [InlineData(2.0, 1000)]
    [InlineData(10.0, 5)]
    public void Ranks_come_up_as_often_as_the_law_says(double skew, int keys)
    {
        var counts = new int[keys];
        var sampler = new ZipfSampler(skew, keys, new RandomStream(31));
        double whole = Enumerable.Range(1, keys).Sum(rank => Math.Pow(rank, -skew));

        for (int i = 0; i < Draws; i++)
            counts[sampler.Next()]++;

        // Five standard deviations over the ten most likely ranks and over the rest together.
        for (int rank = 1; rank <= Math.Min(10, keys); rank++)
            AssertNear(counts[rank - 1], Math.Pow(rank, -skew) / whole);

        AssertNear(counts.Skip(10).Sum(), Enumerable.Range(1, keys).Skip(10).Sum(rank => Math.Pow(rank, -skew)) / whole);
    }

    [Theory]
    [InlineData(0.9)]
    [InlineData(1.0)]
    [InlineData(1.1)]
    public void A_million_million_keys_take_no_memory_and_stay_in_range(double skew)
    {
        const long Keys = 1_000_000_000_000;
        var sampler = new ZipfSampler(skew, Keys, new RandomStream(32));

        for (int i = 0; i < 10_000; i++)
            Assert.InRange(sampler.Next(), 0, Keys - 1);
    }

    [Fact]
    public void One_key_is_always_drawn()
    {
        var sampler = new ZipfSampler(0.9, 1, new RandomStream(33));

        Assert.All(Enumerable.Range(0, 100), _ => Assert.Equal(0, sampler.Next()));
    }

    private static void AssertNear(int count, double probability)
    {
        double expected = Draws * probability;
        double slack = 5 * Math.Sqrt(expected * (1 - probability)) + 1;

        Assert.InRange(count, expected - slack, expected + slack);
    }
}
