using Larder.Simulation.Reports;

namespace Larder.Simulation.Tests.Reports;

public sealed class TableReportSpec
{
    [Fact]
    public void Capacities_are_rows_policies_are_columns_and_the_best_is_marked()
    {
        const string Expected = """
            oltp.u32.gz: 10,000 requests

            hit rate (percent) by capacity (entries)
              capacity  adaptive     lru
                   250     24.62*  16.47
                 1,000     41.16*  32.83

            * the best at that capacity

            """;

        Assert.Equal(Expected.ReplaceLineEndings("\n"), TableReport.Format(SampleReports.Plain));
    }

    [Fact]
    public void A_weighted_report_has_a_second_table_for_bytes()
    {
        string table = TableReport.Format(SampleReports.Weighted);

        Assert.Contains("hit rate (percent) by capacity (bytes)", table, StringComparison.Ordinal);
        Assert.Contains("byte hit rate (percent) by capacity (bytes)", table, StringComparison.Ordinal);
        Assert.Contains("20.58*", table, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_was_not_finished_is_a_dash()
    {
        var report = SampleReports.Plain with { IsPartial = true, Results = [.. SampleReports.Plain.Results.Take(3)] };

        string table = TableReport.Format(report);

        Assert.Contains("10,000 requests, not all runs finished", table, StringComparison.Ordinal);
        Assert.Contains("1,000     41.16*      -\n", table, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_result_there_is_no_table()
    {
        var report = SampleReports.Plain with { IsPartial = true, Results = [] };

        Assert.Equal("oltp.u32.gz: 0 requests, not all runs finished\n", TableReport.Format(report));
    }
}
