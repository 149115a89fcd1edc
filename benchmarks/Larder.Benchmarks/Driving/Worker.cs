using System.Text.Json;
using Larder.Benchmarks.Cases;
using Larder.Benchmarks.Contestants;
using Larder.Benchmarks.Measuring;

namespace Larder.Benchmarks.Driving;

/// <summary>The process that measures: one case, and one contestant or several in turns; a line of figures for each.</summary>
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

    /// <summary>Measures as the arguments after the verb say: case, pace, and one entrant, or several who take turns.</summary>
    public static void Run(ReadOnlySpan<string> arguments)
    {
        var caseName = arguments[0];
        var chosen = CaseList.All.Single(c => c.Name == caseName);
        var isQuick = arguments[1] == Quick;
        var pace = isQuick ? Pace.Quick : Pace.Careful;
        var entries = isQuick ? Math.Min(chosen.Entries, QuickEntries) : chosen.Entries;
        var entrants = arguments[2..].ToArray().Select(static name => Entrants.All[name]).ToArray();

        IEnumerable<Figures> readings = entrants.Length == 1
            ? [entrants[0].Run(chosen.Experiment(entries, pace), chosen.Keys)]
            : RunInTurns(chosen, entrants, entries, pace);
        foreach (var reading in readings)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(reading));
        }
    }

    private static List<Figures> RunInTurns(BenchmarkCase chosen, Entrant[] entrants, int entries, Pace pace)
    {
        var prepared = new LaneExperiment(chosen.InTurns!.Value, entries, lanes: 1);
        var lanes = Array.ConvertAll(entrants, e => e.Run(prepared, chosen.Keys)[0]);
        Heap.Compact();
        var meter = new TurnMeter(lanes, pace);
        meter.Measure();
        GC.KeepAlive(prepared);

        var readings = new List<Figures>();
        for (var lane = 0; lane < lanes.Length; lane++)
        {
            var reading = new Figures
            {
                [Metric.Cpu] = meter.Times.Middle(lane),
                [Metric.Allocated] = meter.Allocated(lane),
                [Metric.HitRate] = 1 - meter.MissRate(lane),
            };
            foreach (var name in chosen.References)
            {
                if (Array.FindIndex(entrants, e => e.Name == name) is >= 0 and var reference)
                {
                    reading[Metric.RatioTo(name)] = meter.Times.Ratio(lane, reference);
                    reading[Metric.MoreThan(name)] = meter.Times.More(lane, reference);
                }
            }

            readings.Add(reading);
        }

        return readings;
    }
}
