using Larder.Cli.Output;

namespace Larder.Cli.Tests.Output;

public sealed class DurationTextSpec
{
    [Theory]
    [InlineData(0, "0.000 ms")]
    [InlineData(12.345, "12.345 ms")]
    [InlineData(999.999, "999.999 ms")]
    [InlineData(999.9996, "1.000 s")]
    [InlineData(1234, "1.234 s")]
    [InlineData(59_999, "59.999 s")]
    [InlineData(59_999.9, "1.000 min")]
    [InlineData(1_071_300, "17.855 min")]
    [InlineData(7_200_000, "120.000 min")]
    public void S0_63_A_total_is_told_in_the_unit_that_fits(double milliseconds, string text)
    {
        Assert.Equal(text, DurationText.Scaled(TimeSpan.FromTicks((long)(milliseconds * TimeSpan.TicksPerMillisecond))));
    }

    [Fact]
    public void S0_63_The_sample_of_the_source_project_agrees_with_itself()
    {
        var total = TimeSpan.FromMinutes(17.855);

        Assert.Equal("17.855 min", DurationText.Scaled(total));
        Assert.Equal("10.713 ms", DurationText.Milliseconds(total / 100_000));
    }

    [Theory]
    [InlineData(0.2, "200 ms")]
    [InlineData(1, "1 s")]
    [InlineData(59.6, "1 min")]
    [InlineData(90, "1 min 30 s")]
    [InlineData(120, "2 min")]
    public void A_length_that_is_left_has_whole_units(double seconds, string text)
    {
        Assert.Equal(text, DurationText.Whole(TimeSpan.FromSeconds(seconds)));
    }

    [Theory]
    [InlineData(0.0834, "0.083 ms")]
    [InlineData(12.34, "12.3 ms")]
    [InlineData(1250, "1.25 s")]
    public void A_latency_has_three_digits_that_matter(double milliseconds, string text)
    {
        Assert.Equal(text, DurationText.Latency(TimeSpan.FromMilliseconds(milliseconds)));
    }
}
