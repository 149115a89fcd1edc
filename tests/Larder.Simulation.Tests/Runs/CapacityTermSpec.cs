using Larder.Simulation.Runs;
using Larder.Simulation.Traces;

namespace Larder.Simulation.Tests.Runs;

public sealed class CapacityTermSpec
{
    private static readonly TraceProfile Profile = new() { Requests = 5000, Keys = 1000, Bytes = 64_000 };

    [Theory]
    [InlineData("1000", 1000)]
    [InlineData("5k", 5000)]
    [InlineData("3", 3)]
    [InlineData("2g", 2_000_000_000)]
    [InlineData("10%", 100)]
    [InlineData("2.5%", 25)]
    [InlineData("100%", 1000)]
    [InlineData("0.0001%", 3)]
    public void A_term_is_an_amount_or_a_share_of_the_keys(string text, long expected)
    {
        var term = Assert.Single(CapacityTerm.ParseList(text));

        Assert.Equal(expected, term.Resolve(Profile, isWeighted: false));
    }

    [Fact]
    public void In_a_weighted_run_a_share_is_of_the_bytes()
    {
        var term = Assert.Single(CapacityTerm.ParseList("10%"));

        Assert.Equal(6400, term.Resolve(Profile, isWeighted: true));
    }

    [Theory]
    [InlineData("2")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("many")]
    [InlineData("")]
    [InlineData("1.5")]
    [InlineData("99999999999999999999")]
    [InlineData("99999999999999999g")]
    public void What_is_no_amount_is_answered_with_the_forms(string text)
    {
        var fault = Assert.Throws<SimulationException>(() => CapacityTerm.ParseList("100," + text));

        Assert.Equal(
            $"The capacity '{text}' must be a whole number of at least 3, or a percentage. Write for example 1000, 5k or 10%.",
            fault.Message);
    }

    [Theory]
    [InlineData("0%")]
    [InlineData("101%")]
    [InlineData("-1%")]
    [InlineData("%")]
    [InlineData("ten%")]
    public void What_is_no_percentage_is_answered_with_the_range(string text)
    {
        var fault = Assert.Throws<SimulationException>(() => CapacityTerm.ParseList(text));

        Assert.Equal(
            $"The capacity '{text}' must be more than 0% and at most 100% of the keys. Write for example 10%.", fault.Message);
    }
}
