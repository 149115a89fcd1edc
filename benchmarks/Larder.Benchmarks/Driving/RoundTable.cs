using System.Text;
using Larder.Benchmarks.Contestants;
using Larder.Benchmarks.Measuring;

namespace Larder.Benchmarks.Driving;

/// <summary>The table of a case whose contestants each had processes of their own.</summary>
internal static class RoundTable
{
    public static void Write(StringBuilder text, CaseResult result)
    {
        var columns = result.Case.Columns;
        var references = result.References;
        var titles = new List<string> { "", columns[0].Title, "min–max" };
        titles.AddRange(references.Select(static r => $"÷ {r.Title}"));
        titles.AddRange(columns.Skip(1).Select(static c => c.Title));
        MarkdownTable.WriteHead(text, titles);

        foreach (var entrant in result.Rounds.Keys)
        {
            var first = columns[0];
            var figures = result.Figures(entrant, first.Metric).ToArray();
            List<string> row =
            [
                entrant.Title,
                MarkdownTable.Number(Median.Of(figures), first.Format),
                MarkdownTable.Range(figures, first.Format),
            ];
            row.AddRange(references.Select(r => MarkdownTable.Number(result.Ratio(entrant, r, first.Metric), "0.00")));
            row.AddRange(columns.Skip(1).Select(c => MarkdownTable.Number(result.Middle(entrant, c.Metric), c.Format)));
            MarkdownTable.WriteRow(text, row);
        }
    }
}
