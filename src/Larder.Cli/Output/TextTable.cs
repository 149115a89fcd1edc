using System.Text;

namespace Larder.Cli.Output;

/// <summary>Lines of cells under each other: the first column to the left, figures to the right.</summary>
internal static class TextTable
{
    private const string Gap = "  ";

    public static string Format(IReadOnlyList<string[]> rows)
    {
        var widths = new int[rows[0].Length];
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
                widths[i] = Math.Max(widths[i], row[i].Length);
        }

        var text = new StringBuilder();
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
                text.Append(Gap).Append(i == 0 ? row[i].PadRight(widths[i]) : row[i].PadLeft(widths[i]));
            text.Append('\n');
        }

        return text.ToString();
    }
}
