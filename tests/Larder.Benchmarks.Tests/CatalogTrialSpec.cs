using Larder.Benchmarks.Http;

namespace Larder.Benchmarks.Tests;

/// <summary>That the benchmark of the products asks what it says it asks. Its figures are for the page of performance.</summary>
public sealed class CatalogTrialSpec
{
    [Fact]
    public async Task S3_19_What_the_cache_saves_is_measured_against_the_database_for_the_list_and_for_one()
    {
        // It ends with an error when an answer comes from elsewhere than it should.
        var report = await new CatalogTrial().RunAsync(program: null, isQuick: true);

        var rows = report.Split('\n').Where(line => line.StartsWith("| SQLite |", StringComparison.Ordinal)).ToList();
        Assert.Equal(["the list", "one product"], rows.Select(row => row.Split('|')[2].Trim()));
        Assert.All(rows, row => Assert.Equal(5, row.Split('|', StringSplitOptions.RemoveEmptyEntries).Length));
        Assert.Contains("Medians of 3 rounds", report, StringComparison.Ordinal);
    }
}
