namespace Larder.Engine.Tests.Pressure;

public sealed class MemoryPressureOptionsSpec
{
    [Fact]
    public void The_defaults_are_ninety_percent_a_tenth_and_a_second()
    {
        var options = new MemoryPressureOptions();

        Assert.Equal(PressureResponse.Trim, options.Response);
        Assert.Equal(0.90, options.Threshold);
        Assert.Equal(0.10, options.TrimFraction);
        Assert.Equal(TimeSpan.FromSeconds(1), options.CheckInterval);
        Assert.Null(options.Reading);
        Assert.Empty(options.Validate());
    }

    [Fact]
    public void Off_is_valid_and_ignores_pressure()
    {
        Assert.Equal(PressureResponse.Ignore, MemoryPressureOptions.Off.Response);
        Assert.Empty(MemoryPressureOptions.Off.Validate());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.5)]
    [InlineData(1.01)]
    [InlineData(90)]
    [InlineData(double.NaN)]
    public void A_share_outside_of_its_range_is_named_with_its_value_and_remedy(double share)
    {
        var rule = $"Threshold must be more than 0 and at most 1, but was {share}.";

        var faults = new MemoryPressureOptions { Threshold = share, TrimFraction = share }.Validate();

        Assert.Collection(
            faults,
            fault => Assert.StartsWith(rule, fault, StringComparison.Ordinal),
            fault => Assert.Contains("Set MemoryPressureOptions.TrimFraction", fault, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(25 * 60 * 60)]
    public void An_interval_that_no_timer_takes_is_refused(int seconds)
    {
        var options = new MemoryPressureOptions { CheckInterval = TimeSpan.FromSeconds(seconds) };

        Assert.Contains("CheckInterval must be", Assert.Single(options.Validate()), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_response_is_refused()
    {
        var fault = Assert.Single(new MemoryPressureOptions { Response = (PressureResponse)7 }.Validate());

        Assert.Equal(
            "Response must be one of Trim, Ignore, but was 7. Set MemoryPressureOptions.Response.", fault);
    }
}
