using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Larder.Benchmarks.Contestants;
using Larder.Benchmarks.Measuring;

namespace Larder.Benchmarks.Driving;

/// <summary>Writes results as markdown tables.</summary>
internal static class MarkdownReport
{
    public static string Write(IReadOnlyList<CaseResult> results, Command command)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{Machine()}, {command.Rounds} interleaved rounds, medians.");
        if (command.Pace == Worker.Quick)
        {
            text.AppendLine().AppendLine("This was a quick run: the figures mean nothing.");
        }

        foreach (var result in results)
        {
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"### {result.Case.Title}");
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"`--case {result.Case.Name}`").AppendLine();
            WriteTable(text, result);
        }

        return text.ToString();
    }

    private static void WriteTable(StringBuilder text, CaseResult result)
    {
        var columns = result.Case.Columns;
        var references = result.Case.References
            .Select(name => result.Rounds.Keys.FirstOrDefault(e => e.Name == name))
            .OfType<Entrant>()
            .ToArray();

        var titles = new List<string> { "", columns[0].Title, "min–max" };
        titles.AddRange(references.Select(static r => $"÷ {r.Title}"));
        titles.AddRange(columns.Skip(1).Select(static c => c.Title));
        WriteRow(text, titles);
        WriteRow(text, titles.Select(static (_, i) => i == 0 ? "---" : "--:"));

        foreach (var entrant in result.Rounds.Keys)
        {
            var first = columns[0];
            var figures = result.Figures(entrant, first.Metric).ToArray();
            List<string> row =
            [
                entrant.Title,
                Number(Median.Of(figures), first.Format),
                $"{Number(figures.Min(), first.Format)}–{Number(figures.Max(), first.Format)}",
            ];
            row.AddRange(references.Select(r => Number(result.Ratio(entrant, r, first.Metric), "0.00")));
            row.AddRange(columns.Skip(1).Select(c => Number(result.Middle(entrant, c.Metric), c.Format)));
            WriteRow(text, row);
        }
    }

    private static void WriteRow(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells).AppendLine(" |");

    private static string Number(double figure, string format) => double.IsNaN(figure)
        ? "–"
        : figure.ToString(format, CultureInfo.InvariantCulture);

    private static string Machine()
    {
        var system = OperatingSystem.IsLinux() ? "Linux" : RuntimeInformation.OSDescription;
        var clock = CpuClock.CountsCpu ? "CPU time of the working threads, or of the whole server" : "wall time (no CPU time on this system)";
        return $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSArchitecture}, {system}, "
            + $"{RuntimeInformation.FrameworkDescription}; {clock}";
    }
}
