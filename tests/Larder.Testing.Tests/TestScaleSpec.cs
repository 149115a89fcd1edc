namespace Larder.Testing.Tests;

public sealed class TestScaleSpec
{
    [Theory]
    [InlineData(null, 10)]
    [InlineData("", 10)]
    [InlineData("ci", 10)]
    [InlineData("full", 1_000)]
    public void The_scale_decides_the_amount(string? text, int expected)
    {
        var scale = new TestScale(text, _ => { });

        var amount = scale.Of("rounds", ci: 10, full: 1_000);

        Assert.Equal(expected, amount);
    }

    [Fact]
    public void What_is_scaled_down_is_printed()
    {
        var printed = new List<string>();
        var scale = new TestScale("ci", printed.Add);

        scale.Of("rounds", 10, 1_000);
        scale.Of("soak", TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(5));

        Assert.Equal(
            [
                "Scaled: rounds: 10 instead of 1000 (LARDER_TEST_SCALE=full for all)",
                "Scaled: soak: 00:00:02 instead of 00:05:00 (LARDER_TEST_SCALE=full for all)",
            ],
            printed);
    }

    [Fact]
    public void Nothing_is_printed_when_nothing_is_scaled_down()
    {
        var printed = new List<string>();

        new TestScale("full", printed.Add).Of("rounds", 10, 1_000);
        new TestScale("ci", printed.Add).Of("rounds", 10, 10);

        Assert.Empty(printed);
    }

    [Fact]
    public void An_unknown_scale_is_refused_with_a_sentence()
    {
        var refusal = Assert.Throws<TestFailedException>(() => new TestScale("huge", _ => { }));

        Assert.Equal("LARDER_TEST_SCALE must be 'ci' or 'full', but was 'huge'.", refusal.Message);
    }
}
