using System.Globalization;
using Larder.Benchmarks.Cases;
using Larder.Benchmarks.Contestants;
using Larder.Benchmarks.Http;

namespace Larder.Benchmarks.Driving;

/// <summary>Reads the command line.</summary>
internal static class CommandLine
{
    /// <summary>What is printed for <c>--help</c>.</summary>
    public const string Usage = """
        Usage: Larder.Benchmarks [options]

          --case NAMES         Cases or groups of cases, separated by commas; default: all but those of
                               the server, whose names begin with http
          --contestants NAMES  Only these contestants, separated by commas
          --in-turns           Let the contestants take turns in one process, which steadies the ratios
                               on a busy machine; for the cases that the list marks
          --rounds N           How often each contestant runs, 1 to 99; default 5
          --server FILE        The server that those cases measure; default: the one built with this program
          --out FILE           Write the tables there instead of to standard output
          --plot FILE.svg      Draw the growth cases
          --quick              See that everything runs: the figures mean nothing
          --list               List cases and contestants
          --help               Show this text
        """;

    private const int MostRounds = 99;

    /// <summary>The cases of a quick run that names none.</summary>
    private static readonly string[] QuickCases =
    [
        "hit-long-10k", "hit-text-10k", "expiry-long-10k", "threads-long-10k", "evict-long-2t", "mixed-text-1t",
        "bytes-1m",
    ];

    /// <summary>Reads the arguments.</summary>
    /// <returns>The command; or null, and the fault in a sentence.</returns>
    public static Command? Read(string[] arguments, out string fault)
    {
        var command = new Command();
        string? cases = null;
        fault = "";
        for (var i = 0; i < arguments.Length && fault.Length == 0; i++)
        {
            var option = arguments[i];
            switch (option)
            {
                case "--list":
                    command = command with { ListsOnly = true };
                    continue;
                case "--in-turns":
                    command = command with { InTurns = true };
                    continue;
                case "--quick":
                    command = command with { Pace = Worker.Quick, Rounds = 1 };
                    continue;
                case "--case" or "--contestants" or "--rounds" or "--server" or "--out" or "--plot":
                    break;
                default:
                    fault = $"'{option}' is not an option. Try --help.";
                    continue;
            }

            if (++i == arguments.Length)
            {
                fault = $"{option} needs a value.";
                break;
            }

            var value = arguments[i];
            command = option switch
            {
                "--server" => command with { Server = value },
                "--out" => command with { Out = value },
                "--plot" => command with { Plot = value },
                "--rounds" => command with { Rounds = ReadRounds(value, ref fault) },
                "--contestants" => command with { Contestants = ReadContestants(value, ref fault) },
                _ => command,
            };
            cases = option == "--case" ? value : cases;
        }

        if (fault.Length > 0)
        {
            return null;
        }

        var asked = cases?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            ?? (command.InTurns ? [.. CaseList.All.Where(static c => c.InTurns is not null).Select(static c => c.Name)]
                : command.Pace == Worker.Quick ? QuickCases
                : [.. CaseList.All.Select(static c => c.Name)]);
        return ReadCases(command, asked, ref fault);
    }

    private static int ReadRounds(string value, ref string fault)
    {
        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var rounds)
            || rounds is < 1 or > MostRounds)
        {
            fault = $"--rounds must be a whole number from 1 to {MostRounds}, but was '{value}'.";
        }

        return rounds;
    }

    private static string[] ReadContestants(string value, ref string fault)
    {
        var names = value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (Array.Find(names, static n => !Entrants.All.ContainsKey(n)) is { } unknown)
        {
            fault = $"'{unknown}' is not a contestant of this build. --list names them.";
        }

        return names;
    }

    private static Command? ReadCases(Command command, IReadOnlyList<string> names, ref string fault)
    {
        var cases = new List<BenchmarkCase>();
        var httpCases = new List<HttpCase>();
        var trials = new List<IServerTrial>();
        foreach (var name in names)
        {
            var before = cases.Count + httpCases.Count + trials.Count;
            cases.AddRange(CaseList.All
                .Where(c => c.Name == name || c.Group == name)
                .Where(c => c.InTurns is not null || !command.InTurns));
            if (!command.InTurns)
            {
                httpCases.AddRange(HttpCaseList.All.Where(c => c.Name == name || name == HttpCase.Group));
                trials.AddRange(HttpRun.Trials.Where(t => t.Name == name));
            }

            if (cases.Count + httpCases.Count + trials.Count == before)
            {
                fault = command.InTurns
                    ? $"'{name}' is not a case whose contestants can take turns. --list marks those."
                    : $"'{name}' is not a case. --list names them.";
                return null;
            }
        }

        return command with
        {
            Cases = [.. cases.Distinct()],
            HttpCases = [.. httpCases.Distinct()],
            Trials = [.. trials.Distinct()],
        };
    }
}
