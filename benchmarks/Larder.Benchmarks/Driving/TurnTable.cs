using System.Text;
using Larder.Benchmarks.Contestants;
using Larder.Benchmarks.Measuring;

namespace Larder.Benchmarks.Driving;

/// <summary>The table of a case whose contestants took turns: what counts are the ratios, of which each process has one.</summary>
internal static class TurnTable
{
    private const string RatioFormat = "0.00";

    public static void Write(StringBuilder text, CaseResult result)
    {
        var columns = result.Case.Columns;
        var references = result.References;
        var titles = new List<string> { "", columns[0].Title };
        titles.AddRange(references.SelectMany(static r => (string[])[$"÷ {r.Title}", "min–max", "ns more"]));
        titles.AddRange(columns.Skip(1).Select(static c => c.Title));
        MarkdownTable.WriteHead(text, titles);

        foreach (var entrant in result.Rounds.Keys)
        {
            var row = new List<string> { entrant.Title, Cell(result, entrant, columns[0].Metric, columns[0].Format) };
            row.AddRange(references.SelectMany(r => Comparison(result, entrant, r)));
            row.AddRange(columns.Skip(1).Select(c => Cell(result, entrant, c.Metric, c.Format)));
            MarkdownTable.WriteRow(text, row);
        }
    }

    private static string[] Comparison(CaseResult result, Entrant entrant, Entrant reference)
    {
        var ratio = Metric.RatioTo(reference.Name);
        return
        [
            Cell(result, entrant, ratio, RatioFormat),
            MarkdownTable.Range([.. result.Figures(entrant, ratio)], RatioFormat),
            Cell(result, entrant, Metric.MoreThan(reference.Name), "0.0"),
        ];
    }

    private static string Cell(CaseResult result, Entrant entrant, string metric, string format) =>
        MarkdownTable.Number(result.Middle(entrant, metric), format);
}
