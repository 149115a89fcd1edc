using System.Text.RegularExpressions;

namespace Larder.Tidy.Contracts;

/// <summary>The page of contracts: the rows it declares, and the two tables of rows that no test proves.</summary>
internal sealed partial class ContractPage
{
    internal const string Path = "docs/contracts.md";
    internal const string NotBuiltTable = "Not built, because";
    internal const string ToComeTable = "To come";

    internal ContractPage(RepoFile file)
    {
        var section = "";

        foreach (var line in file.Lines)
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                section = line[3..].Trim();
            }
            else if (line.StartsWith('|'))
            {
                Read(section, line.Split('|')[1]);
            }
        }
    }

    internal List<string> Declared { get; } = [];

    internal List<ContractRow> NotBuilt { get; } = [];

    internal List<ContractRow> ToCome { get; } = [];

    private void Read(string section, string cell)
    {
        var rows = Row().Matches(cell).Select(match => new ContractRow(
            Normalize(match.Groups["side"].Value, match.Groups["number"].Value), match.Groups["part"].Value));

        switch (section)
        {
            case NotBuiltTable:
                NotBuilt.AddRange(rows);
                break;

            case ToComeTable:
                ToCome.AddRange(rows);
                break;

            default:
                Declared.AddRange(rows.Select(row => row.Id));
                break;
        }
    }

    /// <summary>One spelling for a row, whether the page or the name of a test wrote it.</summary>
    internal static string Normalize(string side, string number) =>
        side == "X" ? $"X-{int.Parse(number)}" : $"{side}-{int.Parse(number):00}";

    [GeneratedRegex(@"\b(?<side>S[0-4]|X)-(?<number>\d{1,2})\b(?: \((?<part>[^)]+)\))?")]
    private static partial Regex Row();
}
