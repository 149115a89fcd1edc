using System.Text.Json;
using Larder.Benchmarks.Cases;
using Larder.Benchmarks.Contestants;
using Larder.Benchmarks.Measuring;

namespace Larder.Benchmarks.Driving;

/// <summary>The process that measures: one contestant, one case, one line of figures on standard output.</summary>
internal static class Worker
{
    /// <summary>The first argument of a process that is to measure.</summary>
    public const string Verb = "--worker";

    /// <summary>The pace in the arguments of a worker whose figures mean nothing.</summary>
    public const string Quick = "quick";

    /// <summary>The pace in the arguments of a worker whose figures are published.</summary>
    public const string Careful = "careful";

    /// <summary>The most entries of a quick run.</summary>
    public const int QuickEntries = 2_000;

    /// <summary>Measures as the arguments after the verb say: case, entrant, pace.</summary>
    public static void Run(ReadOnlySpan<string> arguments)
    {
        var caseName = arguments[0];
        var chosen = CaseList.All.Single(c => c.Name == caseName);
        var entrant = Entrants.All[arguments[1]];
        var isQuick = arguments[2] == Quick;
        var entries = isQuick ? Math.Min(chosen.Entries, QuickEntries) : chosen.Entries;

        var reading = entrant.Run(chosen.Experiment(entries, isQuick ? Pace.Quick : Pace.Careful), chosen.Keys);

        Console.Out.WriteLine(JsonSerializer.Serialize(reading));
    }
}
