using Larder.Benchmarks.Measuring;

namespace Larder.Benchmarks.Tests;

public sealed class MedianSpec
{
    [Theory]
    [InlineData(new[] { 3.0 }, 3)]
    [InlineData(new[] { 9.0, 1, 2 }, 2)]
    [InlineData(new[] { 9.0, 1, 2, 4 }, 3)]
    public void It_is_the_middle_or_the_mean_of_the_two_in_the_middle(double[] figures, double middle) =>
        Assert.Equal(middle, Median.Of(figures));

    [Fact]
    public void Of_no_figures_it_is_no_number() => Assert.Equal(double.NaN, Median.Of([]));
}
