using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Larder.Benchmarks.Measuring;

namespace Larder.Benchmarks.Driving;

/// <summary>Writes results as markdown tables.</summary>
internal static class MarkdownReport
{
    public static string Write(IReadOnlyList<CaseResult> results, Command command)
    {
        var text = new StringBuilder();
        var way = command.InTurns ? "processes in which the contestants take turns" : "interleaved rounds";
        text.AppendLine(CultureInfo.InvariantCulture, $"{Machine()}, {command.Rounds} {way}, medians.");
        if (command.Pace == Worker.Quick)
        {
            text.AppendLine().AppendLine("This was a quick run: the figures mean nothing.");
        }

        foreach (var result in results)
        {
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"### {result.Case.Title}");
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"`--case {result.Case.Name}{(command.InTurns ? " --in-turns" : "")}`").AppendLine();
            if (command.InTurns)
            {
                TurnTable.Write(text, result);
            }
            else
            {
                RoundTable.Write(text, result);
            }
        }

        return text.ToString();
    }

    private static string Machine()
    {
        var system = OperatingSystem.IsLinux() ? "Linux" : RuntimeInformation.OSDescription;
        var clock = CpuClock.CountsCpu ? "CPU time of the working threads, or of the whole server" : "wall time (no CPU time on this system)";
        return $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSArchitecture}, {system}, "
            + $"{RuntimeInformation.FrameworkDescription}; {clock}";
    }
}
