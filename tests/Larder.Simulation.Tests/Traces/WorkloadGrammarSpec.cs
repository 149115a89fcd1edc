using Larder.Simulation.Traces;

namespace Larder.Simulation.Tests.Traces;

public sealed class WorkloadGrammarSpec
{
    public static TheoryData<string> Examples => [.. WorkloadGrammar.Forms.Select(form => form.Example)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_of_the_help_can_be_read(string example)
    {
        var trace = TraceSource.Find(example);

        Assert.Equal(example, trace.Name);
        Assert.True(trace.HasSizes);
        Assert.Equal(100, TraceContent.Of(trace, 100).Count);
    }

    [Fact]
    public void The_long_form_of_the_readme_is_the_short_one()
    {
        Assert.Equal(
            TraceContent.KeysOf("zipf:0.9:200k:2m:7", 100), TraceContent.KeysOf("zipf:0.9:200000:2000000:7", 100));
    }

    [Fact]
    public void A_workload_ends_after_its_requests()
    {
        Assert.Equal(12_345, TraceContent.Of(TraceSource.Find("uniform:10:12345")).Count);
    }

    [Fact]
    public void A_workload_without_a_seed_takes_the_one_of_the_caller()
    {
        var named = TraceContent.Of(TraceSource.Find("uniform:1000:50:9"));
        var given = TraceContent.Of(TraceSource.Find("uniform:1000:50", defaultSeed: 9));
        var other = TraceContent.Of(TraceSource.Find("uniform:1000:50"));

        Assert.Equal(named, given);
        Assert.NotEqual(named, other);
    }

    [Theory]
    [InlineData("zipf:0.9:200k", "it needs 3 parameters and may name a seed, but has 2")]
    [InlineData("zipf:0.9:200k:2m:1:1", "it needs 3 parameters and may name a seed, but has 5")]
    [InlineData("zipf:high:200k:2m", "SKEW must be a number from 0 to 10, but is 'high'")]
    [InlineData("zipf:-1:200k:2m", "SKEW must be a number from 0 to 10, but is '-1'")]
    [InlineData("zipf:11:200k:2m", "SKEW must be a number from 0 to 10, but is '11'")]
    [InlineData("zipf:0.9:0:2m", "KEYS must be a whole number from 1 to 1000000000000, but is '0'")]
    [InlineData("zipf:0.9:200k:many", "REQUESTS must be a whole number from 1 to 1000000000000, but is 'many'")]
    [InlineData("zipf:0.9:200k:2m:-1", "SEED must be a whole number from 0, but is '-1'")]
    [InlineData("zipf-drift:0.9:1g:2m:10", "KEYS must be a whole number from 1 to 100000000, but is '1g'")]
    [InlineData("zipf-loop:0.9:10:2m:10:30%", "LOOP_SHARE must be a number from 0 to 1, but is '30%'")]
    [InlineData("recency:0.9:10:2m:2", "NEW_SHARE must be a number from 0 to 1, but is '2'")]
    [InlineData("loop:9999999999999999999:1", "KEYS must be a whole number from 1 to 1000000000000, but is '9999999999999999999'")]
    public void A_fault_names_the_parameter_its_range_and_the_form(string text, string fault)
    {
        var thrown = Assert.Throws<SimulationException>(() => TraceSource.Find(text));
        var form = WorkloadGrammar.Forms.Single(form => text.StartsWith(form.Name + ':', StringComparison.Ordinal));

        Assert.Equal(
            $"The workload '{text}' cannot be used: {fault}. The form is {form.Pattern}, for example {form.Example}.",
            thrown.Message);
    }

    [Fact]
    public void An_unknown_kind_is_answered_with_the_kinds()
    {
        var fault = Assert.Throws<SimulationException>(() => WorkloadGrammar.Parse("pareto:1:2:3"));

        Assert.Contains("zipf, zipf-scan, zipf-jump, zipf-drift, zipf-loop, recency, loop, uniform", fault.Message, StringComparison.Ordinal);
    }
}
