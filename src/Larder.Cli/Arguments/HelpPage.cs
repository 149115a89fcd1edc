using System.Text;

namespace Larder.Cli.Arguments;

/// <summary>Lays out the help of a verb from the options that the reader reads, so that the two cannot differ.</summary>
internal static class HelpPage
{
    private const int MeaningColumn = 26;

    public static string Format(string usage, IEnumerable<Option> options, string rest)
    {
        var text = new StringBuilder(usage.TrimEnd()).Append("\n\nOptions:\n");
        foreach (var option in options)
        {
            var spelling = $"  {option.Spelling}";
            var lines = option.Meaning.ReplaceLineEndings("\n").Split('\n');
            text.Append(spelling.PadRight(MeaningColumn));
            if (spelling.Length >= MeaningColumn)
                text.Append('\n').Append(' ', MeaningColumn);
            text.Append(string.Join('\n' + new string(' ', MeaningColumn), lines)).Append('\n');
        }

        if (rest.Length > 0)
            text.Append('\n').Append(rest.TrimEnd()).Append('\n');
        return text.ToString().ReplaceLineEndings("\n");
    }
}
