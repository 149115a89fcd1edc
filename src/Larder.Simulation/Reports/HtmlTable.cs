using System.Globalization;
using System.Text;
using Larder.Engine;

namespace Larder.Simulation.Reports;

/// <summary>The figures of a plot as a table: a row for each capacity, the best of each row emphasized.</summary>
internal static class HtmlTable
{
    public static string Format(SimulationReport report, string title, Func<RunResult, double> rate)
    {
        var html = new StringBuilder();
        html.Append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"").Append(title).Append(" in figures\">\n");
        html.Append("<table>\n<caption>").Append(title).Append(" in percent; the best of each row is bold and underlined</caption>\n");
        html.Append("<thead><tr><th scope=\"col\">Capacity</th>");

        foreach (var policy in report.Policies)
            html.Append("<th scope=\"col\">").Append(Key(policy)).Append("</th>");

        html.Append("</tr></thead>\n<tbody>\n");

        foreach (long capacity in report.Capacities)
            AppendRow(html, report, capacity, rate);

        return html.Append("</tbody>\n</table>\n</div>\n").ToString();
    }

    private static void AppendRow(StringBuilder html, SimulationReport report, long capacity, Func<RunResult, double> rate)
    {
        double best = report.Best(capacity, rate);
        html.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{Amount(capacity)}</th>");

        foreach (var policy in report.Policies)
        {
            if (report.Find(policy, capacity) is not { } result)
                html.Append("<td aria-label=\"not finished\">–</td>");
            else if (rate(result) >= best)
                html.Append(CultureInfo.InvariantCulture, $"<td><strong>{rate(result) * 100:0.00}</strong></td>");
            else
                html.Append(CultureInfo.InvariantCulture, $"<td>{rate(result) * 100:0.00}</td>");
        }

        html.Append("</tr>\n");
    }

    /// <summary>A capacity in full; on a narrow screen, one that would crowd out the figures is shortened.</summary>
    private static string Amount(long capacity)
    {
        const long Crowding = 1_000_000;
        string full = capacity.ToString("N0", CultureInfo.InvariantCulture);

        return capacity < Crowding
            ? full
            : $"<span class=\"full\">{full}</span><span class=\"short\">{CompactCount.Format(capacity)}</span>";
    }

    /// <summary>The mark and line of a policy beside its name, so that the head of the table is the legend of the plot.</summary>
    private static string Key(EvictionPolicy policy)
    {
        var look = PlotLine.Of(policy);
        string dashes = look.Dashes.Length == 0 ? string.Empty : $" stroke-dasharray=\"{look.Dashes}\"";

        return $"<svg class=\"key\" viewBox=\"-16 -8 32 16\" aria-hidden=\"true\"><g class=\"line {look.Class}\">" +
            $"<polyline points=\"-16,0 16,0\"{dashes}/><path d=\"{look.Mark}\"/></g></svg>" +
            $"<span class=\"{look.Class}\">{PolicyName.Of(policy)}</span>";
    }
}
