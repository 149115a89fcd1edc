using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Larder.Simulation.Reports;

/// <summary>
/// Results as one page that stands alone: plot and table, light and dark, wide and narrow, with nothing fetched and no
/// script.
/// </summary>
public static class HtmlReport
{
    /// <summary>Writes the page.</summary>
    /// <param name="report">The results.</param>
    /// <returns>A whole HTML document.</returns>
    public static string Format(SimulationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);

        string name = HtmlText.Encode(report.TraceName);
        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(HtmlStyle.Text)));
        string hits = Section(report, "Hit rate", result => result.HitRate);
        string bytes = report.IsWeighted ? Section(report, "Byte hit rate", result => result.Bytes?.HitRate ?? 0) : string.Empty;

        return $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'">
            <title>Hit rate over capacity: {name}</title>
            <style>{HtmlStyle.Text}</style>
            </head>
            <body>
            <main>
            <header>
            <p class="kicker">Larder simulation</p>
            <h1>{name}</h1>
            <p class="facts">{Facts(report)}</p>
            </header>
            {hits}{bytes}<footer>
            <p>Each figure is one run of the real store on one thread: a get, and on a miss a set. The store begins empty,
            and the misses that fill it count.{(report.IsWeighted ? " Objects are weighed by their size; one larger than the capacity is a miss and is not stored." : string.Empty)}</p>
            </footer>
            </main>
            </body>
            </html>

            """.ReplaceLineEndings("\n");
    }

    private static string Facts(SimulationReport report)
    {
        string facts = string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Requests:N0} requests · {Count(report.Policies.Count, "policy", "policies")} · " +
            $"{Count(report.Capacities.Count, "capacity", "capacities")} in {report.CapacityUnit}");

        return report.IsPartial ? facts + " · <strong>ended early, some runs are missing</strong>" : facts;
    }

    private static string Count(int count, string one, string many) => $"{count} {(count == 1 ? one : many)}";

    private static string Section(SimulationReport report, string title, Func<RunResult, double> rate)
    {
        if (report.Results.Count == 0)
            return "<section><p>No run was finished, so there is nothing to show.</p></section>\n";

        return $"""
            <section>
            <h2>{title} over capacity</h2>
            {HtmlLead.Format(report, title, rate)}
            <figure>
            {HitRatePlot.Wide(report, title, rate)}{HitRatePlot.Narrow(report, title, rate)}</figure>
            {HtmlTable.Format(report, title, rate)}</section>

            """;
    }
}
