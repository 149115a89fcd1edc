using System.Globalization;
using System.Text;
using Larder.Benchmarks.Cases;
using Larder.Benchmarks.Contestants;
using Larder.Benchmarks.Measuring;

namespace Larder.Benchmarks.Driving;

/// <summary>Draws the cost of a hit over the number of entries, both on logarithmic axes.</summary>
internal static class GrowthPlot
{
    private const int Width = 640;
    private const int Height = 360;
    private const int Left = 56;
    private const int Right = 170;
    private const int Top = 36;
    private const int Bottom = 44;

    private static readonly string[] Colours = ["#8a8a8a", "#2f6db5", "#c8442e", "#4d8f3c", "#8a5cb0", "#b07d2b"];
    private static readonly double[] Ticks = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000];

    /// <summary>The picture; empty when fewer than two sizes were measured.</summary>
    public static string Draw(IReadOnlyList<CaseResult> results)
    {
        var points = results
            .Where(static r => r.Case.Group == CaseList.Growth)
            .OrderBy(static r => r.Case.Entries)
            .ToArray();
        if (points.Length < 2)
        {
            return "";
        }

        var figures = points.SelectMany(static p => p.Rounds.Keys.Select(e => p.Middle(e, Metric.Cpu))).ToArray();
        var lowest = Ticks.LastOrDefault(t => t <= figures.Min(), Ticks[0]);
        var highest = Ticks.FirstOrDefault(t => t >= figures.Max(), Ticks[^1]);
        var across = new Axis(points[0].Case.Entries, points[^1].Case.Entries, Left, Width - Right);
        var up = new Axis(lowest, highest, Height - Bottom, Top);

        var svg = new StringBuilder();
        Line(svg, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" role="img" """);
        Line(svg, $"""font-family="sans-serif" font-size="12">""");
        Line(svg, $"<title>Cost of a hit by the number of entries</title>");
        Line(svg, $"""<rect width="{Width}" height="{Height}" fill="#ffffff"/>""");
        Text(svg, Left, 20, "start", "#222222", "ns CPU per hit, long keys, zipf 0.99 (both axes logarithmic)");
        foreach (var tick in Ticks.Where(t => t >= lowest && t <= highest))
        {
            var y = up.Place(tick);
            Line(svg, $"""<path d="M{Left} {y:0.#}H{Width - Right}" stroke="#dddddd"/>""");
            Text(svg, Left - 8, y + 4, "end", "#444444", tick.ToString("0", CultureInfo.InvariantCulture));
        }

        foreach (var point in points)
        {
            var x = across.Place(point.Case.Entries);
            Text(svg, x, Height - Bottom + 20, "middle", "#444444", CaseList.Short(point.Case.Entries));
        }

        DrawCurves(svg, points, across, up);
        Line(svg, $"</svg>");
        return svg.ToString();
    }

    private static void DrawCurves(StringBuilder svg, CaseResult[] points, Axis across, Axis up)
    {
        var entrants = points[^1].Rounds.Keys.ToArray();
        var nextLabel = double.NegativeInfinity;
        foreach (var (entrant, colour) in entrants.Zip(Colours).OrderBy(p => up.Place(Last(points, p.First))))
        {
            var path = string.Join('L', points.Select(p => string.Create(
                CultureInfo.InvariantCulture,
                $"{across.Place(p.Case.Entries):0.#} {up.Place(p.Middle(entrant, Metric.Cpu)):0.#}")));
            Line(svg, $"""<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>""");

            // Labels that would overlap are pushed down a line.
            var y = Math.Max(up.Place(Last(points, entrant)) + 4, nextLabel);
            nextLabel = y + 14;
            Text(svg, Width - Right + 8, y, "start", colour, entrant.Title);
        }
    }

    private static double Last(CaseResult[] points, Entrant entrant) => points[^1].Middle(entrant, Metric.Cpu);

    private static void Text(StringBuilder svg, double x, double y, string anchor, string colour, string words) =>
        Line(svg, $"""<text x="{x:0.#}" y="{y:0.#}" text-anchor="{anchor}" fill="{colour}">{words}</text>""");

    private static void Line(StringBuilder svg, FormattableString text) =>
        svg.AppendLine(text.ToString(CultureInfo.InvariantCulture));

    /// <summary>Places a figure on a logarithmic axis.</summary>
    private sealed record Axis(double First, double Last, double From, double To)
    {
        public double Place(double figure) =>
            From + ((To - From) * (Math.Log(figure / First) / Math.Log(Last / First)));
    }
}
