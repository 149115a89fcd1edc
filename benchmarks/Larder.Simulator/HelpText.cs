using System.Text;
using Larder.Simulation.Traces;

namespace Larder.Simulator;

/// <summary>What <c>--help</c> prints; the kinds of workload come from the grammar itself.</summary>
internal static class HelpText
{
    public static string Text { get; } = Write();

    private static string Write()
    {
        var text = new StringBuilder($$"""
            Hit rates of the real store over a trace.

            Usage:
              dotnet run -c Release --project benchmarks/Larder.Simulator -- --trace TRACE [options]

            Options:
              --trace TRACE       a file ({{string.Join(", ", TraceSource.FileEndings)}}),
                                  or a generated workload (below)
              --policy LIST       adaptive, lru, lfu, fifo, or all. Default: all
              --capacity LIST     entries (1000, 5k) or shares of the distinct keys (10%).
                                  Default: {{SimulatorArguments.DefaultCapacities}}
              --weighted          weigh objects by their size: capacities are bytes (100m), or shares of all bytes
              --limit N           stop each run after N requests
              --seed N            the seed of hashing, and of a workload that names none. Default: {{WorkloadGrammar.DefaultSeed}}
              --table             print a table on standard error, even if it is no terminal
              --report FILE.html  write a page with a plot and a table
              --help              print this

            Output: one JSON line for each run on standard output, in the order of capacities.
            Exit code: 0 done, 2 something cannot be used (one line on standard error), 130 ended by Ctrl-C.

            Workloads (counts may end in k, m or g; the same text and seed give the same requests everywhere):

            """);

        foreach (var form in WorkloadGrammar.Forms)
            text.Append("  ").Append(form.Pattern).Append("\n      ").Append(form.Meaning).Append("\n      ").Append(form.Example).Append('\n');

        return text.ToString().ReplaceLineEndings("\n");
    }
}
