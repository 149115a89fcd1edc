using System.Globalization;
using System.Text;

namespace Larder.Benchmarks.Driving;

/// <summary>The rows of a table in markdown.</summary>
internal static class MarkdownTable
{
    /// <summary>The titles, and the line under them: the first column holds words, the others figures.</summary>
    public static void WriteHead(StringBuilder text, IReadOnlyList<string> titles)
    {
        WriteRow(text, titles);
        WriteRow(text, titles.Select(static (_, i) => i == 0 ? "---" : "--:"));
    }

    public static void WriteRow(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells).AppendLine(" |");

    /// <summary>A figure; a dash for one that was not measured.</summary>
    public static string Number(double figure, string format) => double.IsNaN(figure)
        ? "–"
        : figure.ToString(format, CultureInfo.InvariantCulture);

    public static string Range(IReadOnlyCollection<double> figures, string format) =>
        $"{Number(figures.Min(), format)}–{Number(figures.Max(), format)}";
}
