using Larder.Benchmarks.Cases;
using Larder.Benchmarks.Contestants;
using Larder.Benchmarks.Driving;
using Larder.Benchmarks.Http;

namespace Larder.Benchmarks;

/// <summary>Measures Larder's store and server against others: <c>--help</c> says how.</summary>
internal static class Program
{
    private const int ExitWell = 0;
    private const int ExitFailed = 1;
    private const int ExitUsage = 2;

    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is [Worker.Verb, ..])
        {
            Worker.Run(arguments.AsSpan(1));
            return ExitWell;
        }

        if (arguments is [BareServer.Verb])
        {
            await BareServer.RunAsync();
            return ExitWell;
        }

        if (arguments.Contains("--help", StringComparer.Ordinal))
        {
            Console.Out.WriteLine(CommandLine.Usage);
            return ExitWell;
        }

        if (CommandLine.Read(arguments, out var fault) is not { } command)
        {
            Console.Error.WriteLine($"larder-benchmarks: {fault}");
            return ExitUsage;
        }

        if (command.ListsOnly)
        {
            List();
            return ExitWell;
        }

        try
        {
            await MeasureAsync(command);
            return ExitWell;
        }
        catch (Exception exception)
            when (exception is InvalidOperationException or IOException or UnauthorizedAccessException
                or HttpRequestException or TimeoutException)
        {
            Console.Error.WriteLine($"larder-benchmarks: {exception.Message}");
            return ExitFailed;
        }
    }

    private static async Task MeasureAsync(Command command)
    {
        var results = Driver.Run(command);
        var ofServer = await HttpRun.RunAsync(
            command.HttpCases, command.Trials, command.Server, command.Rounds, command.Pace == Worker.Quick);
        var report = MarkdownReport.Write(results, command) + ofServer;
        if (command.Out is null)
        {
            Console.Out.Write(report);
        }
        else
        {
            File.WriteAllText(command.Out, report);
        }

        if (command.Plot is not null && GrowthPlot.Draw(results) is { Length: > 0 } picture)
        {
            File.WriteAllText(command.Plot, picture);
        }
    }

    private static void List()
    {
        foreach (var chosen in CaseList.All)
        {
            var mark = chosen.InTurns is null ? "" : " (in turns)";
            Console.Out.WriteLine($"{chosen.Name,-20} {chosen.Group,-8} {chosen.Title}{mark}");
        }

        foreach (var chosen in HttpCaseList.All)
        {
            Console.Out.WriteLine($"{chosen.Name,-20} {HttpCase.Group,-8} {chosen.Title}");
        }

        foreach (var trial in HttpRun.Trials)
        {
            Console.Out.WriteLine($"{trial.Name,-20} {"",-8} {trial.Title}");
        }

        Console.Out.WriteLine();
        foreach (var entrant in Entrants.All.Values)
        {
            Console.Out.WriteLine($"{entrant.Name,-28} {entrant.Title}");
        }
    }
}
