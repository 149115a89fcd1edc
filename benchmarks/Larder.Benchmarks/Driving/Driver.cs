using Larder.Benchmarks.Cases;
using Larder.Benchmarks.Contestants;
using Larder.Benchmarks.Measuring;

namespace Larder.Benchmarks.Driving;

/// <summary>Runs the rounds of each case: every contestant once a round, each round beginning with another.</summary>
internal static class Driver
{
    public static List<CaseResult> Run(Command command)
    {
        var results = new List<CaseResult>();
        foreach (var chosen in command.Cases)
        {
            var entrants = chosen.Entrants
                .Where(Entrants.All.ContainsKey)
                .Select(static name => Entrants.All[name])
                .Where(e => e.Takes(chosen.Keys))
                .Where(e => command.Contestants.Count == 0 || command.Contestants.Contains(e.Name))
                .ToArray();
            results.Add(command.InTurns ? RunInTurns(chosen, entrants, command) : RunCase(chosen, entrants, command));
        }

        return results;
    }

    private static CaseResult RunCase(BenchmarkCase chosen, Entrant[] entrants, Command command)
    {
        var readings = entrants.ToDictionary(static e => e, static _ => new List<Figures>());
        for (var round = 0; round < command.Rounds; round++)
        {
            for (var i = 0; i < entrants.Length; i++)
            {
                var entrant = entrants[(i + round) % entrants.Length];
                var reading = WorkerProcess.Measure(chosen.Name, command.Pace, entrant.Name)[0];
                readings[entrant].Add(reading);

                var column = chosen.Columns[0];
                var place = $"{chosen.Name} {round + 1}/{command.Rounds} {entrant.Name}";
                Console.Error.WriteLine($"{place}: {reading[column.Metric]:0.###} {column.Title}");
            }
        }

        return new CaseResult(chosen, readings);
    }

    /// <summary>A process for each round, with all contestants in it.</summary>
    private static CaseResult RunInTurns(BenchmarkCase chosen, Entrant[] entrants, Command command)
    {
        var readings = entrants.ToDictionary(static e => e, static _ => new List<Figures>());
        var names = Array.ConvertAll(entrants, static e => e.Name);
        for (var round = 0; round < command.Rounds; round++)
        {
            var all = WorkerProcess.Measure(chosen.Name, command.Pace, names);
            foreach (var (entrant, reading) in entrants.Zip(all))
            {
                readings[entrant].Add(reading);
                var ratios = chosen.References
                    .Where(r => reading.ContainsKey(Metric.RatioTo(r)))
                    .Select(r => $"{reading[Metric.RatioTo(r)]:0.00} of {r}");
                var place = $"{chosen.Name} {round + 1}/{command.Rounds} {entrant.Name}";
                Console.Error.WriteLine($"{place}: {reading[Metric.Cpu]:0.0} ns, {string.Join(", ", ratios)}");
            }
        }

        return new CaseResult(chosen, readings);
    }
}
