using Larder.Benchmarks.Cases;
using Larder.Benchmarks.Contestants;
using Larder.Benchmarks.Driving;

namespace Larder.Benchmarks;

/// <summary>Measures Larder's store against others: <c>--help</c> says how.</summary>
internal static class Program
{
    private const int ExitWell = 0;
    private const int ExitFailed = 1;
    private const int ExitUsage = 2;

    private static int Main(string[] arguments)
    {
        if (arguments is [Worker.Verb, ..])
        {
            Worker.Run(arguments.AsSpan(1));
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
            Measure(command);
            return ExitWell;
        }
        catch (Exception exception)
            when (exception is InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"larder-benchmarks: {exception.Message}");
            return ExitFailed;
        }
    }

    private static void Measure(Command command)
    {
        var results = Driver.Run(command);
        var report = MarkdownReport.Write(results, command);
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
            Console.Out.WriteLine($"{chosen.Name,-20} {chosen.Group,-8} {chosen.Title}");
        }

        Console.Out.WriteLine();
        foreach (var entrant in Entrants.All.Values)
        {
            Console.Out.WriteLine($"{entrant.Name,-28} {entrant.Title}");
        }
    }
}
