using Larder.AspNetCore.Admin.Metrics;
using Larder.Testing;

namespace Larder.AspNetCore.Tests.Admin;

public sealed class MetricWriterSpec
{
    [Fact]
    public void The_text_is_that_of_the_format()
    {
        var writer = new MetricWriter();

        writer.Begin("a_total", "counter", "What it is.");
        writer.Sample(3, ("x", "1"), ("y", "2"));
        writer.One("b", "gauge", "Another one.", 0.25);

        Assert.Equal(
            "# HELP a_total What it is.\n# TYPE a_total counter\na_total{x=\"1\",y=\"2\"} 3\n"
            + "# HELP b Another one.\n# TYPE b gauge\nb 0.25\n",
            writer.ToString());
    }

    [Fact]
    public void Labels_and_help_are_escaped()
    {
        var writer = new MetricWriter();

        writer.Begin("a", "gauge", "one\ntwo \\ \"three\"");
        writer.Sample(1, ("x", "a\"b\\c\nd"));
        var text = writer.ToString();

        Assert.Contains("# HELP a one\\ntwo \\\\ \"three\"\n", text, StringComparison.Ordinal);
        Assert.Contains("a{x=\"a\\\"b\\\\c\\nd\"} 1\n", text, StringComparison.Ordinal);
        Exposition.Parse(text);
    }

    [Fact]
    public void A_metric_that_is_written_twice_is_refused()
    {
        var writer = new MetricWriter();
        writer.One("a", "gauge", "One.", 1);

        Assert.Throws<InvalidOperationException>(() => writer.One("a", "gauge", "Two.", 2));
    }

    [Fact]
    public void A_histogram_counts_upward_and_ends_with_all()
    {
        var histogram = new DurationHistogram();
        histogram.Record(TimeSpan.FromMilliseconds(0.5));
        histogram.Record(TimeSpan.FromMilliseconds(0.6));
        histogram.Record(TimeSpan.FromSeconds(100));
        histogram.Record(TimeSpan.FromSeconds(-1));
        var writer = new MetricWriter();

        writer.Begin("h_seconds", "histogram", "How long.");
        writer.Histogram(histogram, ("g", "x"));
        var page = Exposition.Parse(writer.ToString());

        Assert.Equal(2, page.Samples["h_seconds_bucket{g=\"x\",le=\"0.0005\"}"]);
        Assert.Equal(3, page.Samples["h_seconds_bucket{g=\"x\",le=\"0.001\"}"]);
        Assert.Equal(3, page.Samples["h_seconds_bucket{g=\"x\",le=\"10\"}"]);
        Assert.Equal(4, page.Samples["h_seconds_bucket{g=\"x\",le=\"+Inf\"}"]);
        Assert.Equal(4, page.Samples["h_seconds_count{g=\"x\"}"]);
        Assert.Equal(100.0011, page.Samples["h_seconds_sum{g=\"x\"}"], 6);
    }

    [Fact]
    public void Recording_allocates_nothing()
    {
        var histogram = new DurationHistogram();

        Assert.Equal(0, AllocationMeter.BytesOf(() => histogram.Record(TimeSpan.FromMilliseconds(3))));
    }

    [Theory]
    [InlineData("a 1")]
    [InlineData("a 1\n")]
    [InlineData("# HELP a x\n# TYPE a gauge\nb 1\n")]
    [InlineData("# HELP a x\n# TYPE a gauge\na{x=\"1\" 1\n")]
    [InlineData("# HELP a x\n# TYPE a gauge\na{x=\"a\"b\"} 1\n")]
    [InlineData("# HELP a x\n# TYPE a gauge\na one\n")]
    [InlineData("# HELP a x\n# TYPE a gauge\na 1\na 2\n")]
    [InlineData("# HELP a x\n# TYPE a counter\na 1\n")]
    [InlineData("# TYPE a gauge\na 1\n")]
    [InlineData("# HELP a x\n# TYPE a thing\na 1\n")]
    [InlineData("# HELP h x\n# TYPE h histogram\nh_bucket{le=\"1\"} 2\nh_bucket{le=\"+Inf\"} 1\nh_sum 1\nh_count 1\n")]
    [InlineData("# HELP h x\n# TYPE h histogram\nh_bucket{le=\"1\"} 2\nh_sum 1\nh_count 2\n")]
    public void The_parser_of_the_tests_is_strict(string text)
    {
        Assert.Throws<TestFailedException>(() => Exposition.Parse(text));
    }
}
