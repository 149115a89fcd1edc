using Larder.AspNetCore.Admin.Metrics;
using Larder.Server.Catalog;

namespace Larder.Server.Tests.Catalog;

public sealed class ResponseTimesSpec
{
    [Fact]
    public void X_6_without_requests_there_is_nothing_to_tell() =>
        Assert.Equal(new ResponseTimes(0, 0, null, null), ResponseTimes.Of(new DurationHistogram()));

    [Fact]
    public void X_6_a_percentile_is_told_as_the_bound_of_its_bucket()
    {
        var durations = new DurationHistogram();
        for (var fast = 0; fast < 98; fast++)
            durations.Record(TimeSpan.FromMilliseconds(0.9));
        durations.Record(TimeSpan.FromMilliseconds(40));
        durations.Record(TimeSpan.FromSeconds(60));

        var times = ResponseTimes.Of(durations);

        Assert.Equal(100, times.Count);
        Assert.Equal((60 + 0.04 + (98 * 0.0009)) / 100, times.AverageSeconds, 6);
        Assert.Equal(0.001, times.AtMostSecondsP50);
        Assert.Equal(0.05, times.AtMostSecondsP99);
    }

    [Fact]
    public void X_6_what_took_longer_than_every_bucket_has_no_bound()
    {
        var durations = new DurationHistogram();
        durations.Record(TimeSpan.FromMinutes(1));

        Assert.Null(ResponseTimes.Of(durations).AtMostSecondsP50);
    }
}
