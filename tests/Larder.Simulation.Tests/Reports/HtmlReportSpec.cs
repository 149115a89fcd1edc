using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Larder.Simulation.Reports;

namespace Larder.Simulation.Tests.Reports;

public sealed partial class HtmlReportSpec
{
    [Fact]
    public void The_page_fetches_nothing_and_runs_nothing()
    {
        string page = HtmlReport.Format(SampleReports.Weighted);

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http:", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("https:", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch("(?i)\\b(src|href|style|on[a-z]+)=", page);
    }

    [Fact]
    public void The_policy_of_the_page_admits_its_own_style_and_nothing_else()
    {
        string page = HtmlReport.Format(SampleReports.Plain);
        string style = Style().Match(page).Groups[1].Value;
        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));

        Assert.Contains($"content=\"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'\"", page, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme: dark", style, StringComparison.Ordinal);
        Assert.Contains("max-width: 640px", style, StringComparison.Ordinal);
    }

    [Fact]
    public void The_name_of_the_trace_cannot_break_out_of_the_text()
    {
        string page = HtmlReport.Format(SampleReports.Plain with { TraceName = "<b>\"&'.u32" });

        Assert.Contains("<h1>&lt;b&gt;&quot;&amp;&#39;.u32</h1>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_figure_stands_in_the_table_and_the_best_is_strong()
    {
        string page = HtmlReport.Format(SampleReports.Plain);

        Assert.Contains("<tr><th scope=\"row\">250</th><td><strong>24.62</strong></td><td>16.47</td></tr>", page, StringComparison.Ordinal);
        Assert.Contains("<tr><th scope=\"row\">1,000</th><td><strong>41.16</strong></td><td>32.83</td></tr>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_lead_says_who_wins_and_by_how_much()
    {
        string page = HtmlReport.Format(SampleReports.Plain);

        Assert.Contains(
            "<strong class=\"adaptive\">adaptive</strong> has the best hit rate at every capacity, up to 8.3 points above lru (at 1,000 entries).",
            page,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Plots_are_well_formed_and_tell_lines_apart_by_more_than_colour()
    {
        var plots = PlotsOf(HtmlReport.Format(SampleReports.Plain));

        Assert.Equal(["plot wide", "plot narrow"], plots.Select(plot => plot.Attribute("class")!.Value));
        Assert.All(plots, plot =>
        {
            var lines = plot.Elements("g").ToList();
            Assert.Equal(2, lines.Count);
            Assert.Equal(2, lines.Select(line => line.Element("polyline")!.Attribute("stroke-dasharray")?.Value).Distinct().Count());
            Assert.Equal(2, lines.Select(line => line.Element("path")!.Attribute("d")!.Value).Distinct().Count());
            Assert.Equal(4, lines.SelectMany(line => line.Elements("path")).Count());
            Assert.Contains(plot.Elements("text"), text => text.Value.StartsWith("Capacity in entries", StringComparison.Ordinal));
            Assert.Contains(plot.Elements("text"), text => text.Value == "Hit rate in percent");
            Assert.Contains(plot.Elements("text"), text => text.Value.StartsWith("adaptive", StringComparison.Ordinal));
        });
    }

    [Fact]
    public void An_axis_that_does_not_begin_at_zero_says_where_it_begins()
    {
        var close = SampleReports.Plain with { Results = [.. SampleReports.Plain.Results.Skip(2)] };

        Assert.Contains("Hit rate in percent; the axis begins at 32<", HtmlReport.Format(close), StringComparison.Ordinal);
    }

    [Fact]
    public void A_weighted_report_plots_bytes_too()
    {
        string page = HtmlReport.Format(SampleReports.Weighted);

        Assert.Equal(4, PlotsOf(page).Count);
        Assert.Contains("<h2>Byte hit rate over capacity</h2>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_that_was_ended_early_says_so()
    {
        string page = HtmlReport.Format(SampleReports.Plain with { IsPartial = true, Results = [] });

        Assert.Contains("ended early, some runs are missing", page, StringComparison.Ordinal);
        Assert.Contains("No run was finished", page, StringComparison.Ordinal);
    }

    private static List<XElement> PlotsOf(string page)
    {
        return [.. Plot().Matches(page).Select(match => XElement.Parse(match.Value))];
    }

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();

    [GeneratedRegex("<svg class=\"plot .*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Plot();
}
