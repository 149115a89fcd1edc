using System.Globalization;
using System.Text;

namespace Larder.Simulation.Reports;

/// <summary>Results as an aligned table of text: a row for each capacity, a column for each policy, the best marked.</summary>
public static class TableReport
{
    private const int ColumnGap = 2;
    private const char BestMark = '*';

    /// <summary>Writes the table; a weighted report has a second one for bytes.</summary>
    /// <param name="report">The results.</param>
    /// <returns>Lines, each with a line break.</returns>
    public static string Format(SimulationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();

        text.Append(CultureInfo.InvariantCulture, $"{report.TraceName}: {report.Requests:N0} requests");
        text.Append(report.IsPartial ? ", not all runs finished\n" : "\n");

        if (report.Results.Count == 0)
            return text.ToString();

        text.Append('\n');
        Append(text, report, "hit rate", result => result.HitRate);

        if (report.IsWeighted)
        {
            text.Append('\n');
            Append(text, report, "byte hit rate", result => result.Bytes?.HitRate ?? 0);
        }

        text.Append(CultureInfo.InvariantCulture, $"\n{BestMark} the best at that capacity\n");
        return text.ToString();
    }

    private static void Append(StringBuilder text, SimulationReport report, string title, Func<RunResult, double> rate)
    {
        var rows = new List<string[]> { Header(report) };
        rows.AddRange(report.Capacities.Select(capacity => Row(report, capacity, rate)));
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];

        text.Append(CultureInfo.InvariantCulture, $"{title} (percent) by capacity ({report.CapacityUnit})\n");

        foreach (string[] row in rows)
        {
            var cells = row.Select((cell, column) => cell.PadLeft(widths[column] + ColumnGap));
            text.Append(string.Concat(cells).TrimEnd()).Append('\n');
        }
    }

    private static string[] Header(SimulationReport report)
    {
        return ["capacity", .. report.Policies.Select(policy => PolicyName.Of(policy) + ' ')];
    }

    private static string[] Row(SimulationReport report, long capacity, Func<RunResult, double> rate)
    {
        double best = report.Best(capacity, rate);
        var cells = report.Policies.Select(policy => report.Find(policy, capacity) is { } result
            ? Cell(rate(result), rate(result) >= best)
            : "- ");

        return [capacity.ToString("N0", CultureInfo.InvariantCulture), .. cells];
    }

    private static string Cell(double rate, bool isBest)
    {
        return (rate * 100).ToString("0.00", CultureInfo.InvariantCulture) + (isBest ? BestMark : ' ');
    }
}
