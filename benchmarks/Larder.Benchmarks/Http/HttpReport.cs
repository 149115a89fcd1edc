using System.Globalization;
using System.Text;
using Larder.Benchmarks.Measuring;

namespace Larder.Benchmarks.Http;

/// <summary>Writes the results of HTTP cases as markdown.</summary>
internal static class HttpReport
{
    public static void Write(StringBuilder text, HttpResult result)
    {
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"### {result.Case.Title}");
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"`--case {result.Case.Name}`, {result.Generator}").AppendLine();
        text.AppendLine("|  | µs CPU/request | min–max | ÷ bare | requests/s |");
        text.AppendLine("| --- | --: | --: | --: | --: |");
        WriteRow(text, "Bare Kestrel", result.Bare, 1);
        WriteRow(text, "Larder", result.Larder, result.Ratio);

        var ratios = string.Join(", ", result.Ratios.Select(static r => r.ToString("0.000", CultureInfo.InvariantCulture)));
        var verdict = result.Ratio <= result.Case.Wanted ? "met" : "missed";
        text.AppendLine().AppendLine(
            CultureInfo.InvariantCulture, $"Round by round: {ratios}. Wanted: at most {result.Case.Wanted:0.00}, {verdict}.");
    }

    private static void WriteRow(StringBuilder text, string title, IReadOnlyList<HttpReading> readings, double ratio)
    {
        var cpu = readings.Select(static r => r.Microseconds).ToArray();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"| {title} | {Median.Of(cpu):0.00} | {cpu.Min():0.00}–{cpu.Max():0.00} | {ratio:0.00} | "
            + $"{Median.Of(readings.Select(static r => r.PerSecond)):N0} |");
    }
}
