using System.Globalization;
using System.Text;

namespace Larder.Benchmarks.Http;

/// <summary>Runs cases and trials of the server, in the order of the list.</summary>
internal static class HttpRun
{
    /// <summary>The trials that can be named; the group of the cases does not hold them.</summary>
    public static IReadOnlyList<IServerTrial> Trials { get; } = [new StartTrial(), new FloodTrial(), new CatalogTrial()];

    /// <summary>Measures and reports.</summary>
    public static async Task<string> RunAsync(
        IReadOnlyList<HttpCase> cases, IReadOnlyList<IServerTrial> trials, string? program, int rounds, bool isQuick)
    {
        var text = new StringBuilder();
        var driver = new HttpDriver(program, rounds, isQuick);
        foreach (var chosen in cases)
        {
            HttpReport.Write(text, await driver.RunAsync(chosen));
        }

        foreach (var trial in trials)
        {
            var answer = await trial.RunAsync(program, isQuick);
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"### {trial.Title}");
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"`--case {trial.Name}`").AppendLine();
            text.AppendLine(answer);
        }

        return text.ToString();
    }
}
