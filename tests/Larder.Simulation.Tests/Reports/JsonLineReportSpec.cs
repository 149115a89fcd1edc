using System.Text.Json;
using Larder.Engine;
using Larder.Simulation.Reports;

namespace Larder.Simulation.Tests.Reports;

public sealed class JsonLineReportSpec
{
    [Fact]
    public void A_line_has_these_members_in_this_order()
    {
        var result = new RunResult { Policy = EvictionPolicy.Adaptive, Capacity = 1000, Requests = 10_000, Hits = 4116 };

        Assert.Equal(
            """{"policy":"adaptive","capacity":1000,"requests":10000,"hits":4116,"hit_rate":0.4116}""",
            JsonLineReport.Format(result));
    }

    [Fact]
    public void A_weighted_line_adds_its_bytes_at_the_end()
    {
        var result = new RunResult
        {
            Policy = EvictionPolicy.Fifo,
            Capacity = 5_000_000_000,
            Requests = 3,
            Hits = 1,
            Bytes = new ByteCount(300, 200),
        };

        Assert.Equal(
            """{"policy":"fifo","capacity":5000000000,"requests":3,"hits":1,"hit_rate":0.333333,"bytes":300,"hit_bytes":200,"byte_hit_rate":0.666667}""",
            JsonLineReport.Format(result));
    }

    [Theory]
    [InlineData(0, 0, "0.0000")]
    [InlineData(0, 7, "0.0000")]
    [InlineData(7, 7, "1.0000")]
    [InlineData(1, 8, "0.1250")]
    public void A_rate_has_four_decimals_at_least(long hits, long requests, string rate)
    {
        var result = new RunResult { Policy = EvictionPolicy.Lru, Capacity = 3, Requests = requests, Hits = hits };

        string line = JsonLineReport.Format(result);

        Assert.EndsWith($"\"hit_rate\":{rate}}}", line, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Number, JsonDocument.Parse(line).RootElement.GetProperty("hit_rate").ValueKind);
    }
}
