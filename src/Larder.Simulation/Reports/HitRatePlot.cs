using System.Globalization;
using System.Text;
using Larder.Engine;

namespace Larder.Simulation.Reports;

/// <summary>
/// Hit rate over capacity as an SVG picture: a line for each policy, named at its end. Drawn at its final width, because
/// a wide picture scaled to a telephone has unreadable labels.
/// </summary>
internal sealed class HitRatePlot
{
    private const double Left = 52;
    private const double Top = 34;
    private const double Bottom = 46;
    private const double LabelGap = 17;
    private const double CharacterWidth = 7.5;

    private readonly StringBuilder _svg = new();
    private readonly SimulationReport _report;
    private readonly Func<RunResult, double> _rate;
    private readonly double _width;
    private readonly double _height;
    private readonly double _right;
    private readonly PlotScale _x;
    private readonly PlotScale _y;

    private HitRatePlot(SimulationReport report, Func<RunResult, double> rate, double width, double height, double right)
    {
        const double Inset = 12;

        _report = report;
        _rate = rate;
        _width = width;
        _height = height;
        _right = width - right;
        _x = PlotScale.OverCapacities(report.Capacities, Left + Inset, _right - Inset);
        _y = PlotScale.OverPercents(
            report.Results.Min(rate) * 100, report.Results.Max(rate) * 100, height - Bottom, Top);
    }

    public static string Wide(SimulationReport report, string name, Func<RunResult, double> rate)
    {
        return new HitRatePlot(report, rate, width: 860, height: 420, right: 128).Draw("wide", name, withRates: true);
    }

    public static string Narrow(SimulationReport report, string name, Func<RunResult, double> rate)
    {
        return new HitRatePlot(report, rate, width: 312, height: 320, right: 78).Draw("narrow", name, withRates: false);
    }

    private string Draw(string shape, string name, bool withRates)
    {
        Append($"<svg class=\"plot {shape}\" viewBox=\"0 0 {_width} {_height}\" role=\"img\" aria-label=\"{name} over capacity; the figures are in the table below\">\n");
        DrawRateAxis(name);
        DrawCapacityAxis();

        // The default policy is drawn last, on top of the others.
        foreach (var policy in _report.Policies.Reverse())
            DrawLine(policy);

        DrawLabels(withRates);
        Append($"</svg>\n");
        return _svg.ToString();
    }

    private void DrawRateAxis(string name)
    {
        string begin = _y.Low == 0 ? string.Empty : $"; the axis begins at {_y.Low:0.#}";
        Append($"<text class=\"name\" x=\"0\" y=\"12\">{name} in percent{begin}</text>\n");

        foreach (double step in _y.Steps())
        {
            double y = _y.Place(step);
            Append($"<line class=\"grid\" x1=\"{Left}\" x2=\"{_right}\" y1=\"{y:0.#}\" y2=\"{y:0.#}\"/>");
            Append($"<text class=\"tick\" x=\"{Left - 8}\" y=\"{y + 4:0.#}\" text-anchor=\"end\">{step:0.#}%</text>\n");
        }
    }

    private void DrawCapacityAxis()
    {
        double y = _height - Bottom;
        double free = 0;
        double last = _x.Place(_report.Capacities[^1]) - HalfWidth(_report.Capacities[^1]);
        Append($"<line class=\"axis\" x1=\"{Left}\" x2=\"{_right}\" y1=\"{y}\" y2=\"{y}\"/>\n");

        foreach (long capacity in _report.Capacities)
        {
            double x = _x.Place(capacity);
            double half = HalfWidth(capacity);
            Append($"<line class=\"axis\" x1=\"{x:0.#}\" x2=\"{x:0.#}\" y1=\"{y}\" y2=\"{y + 5}\"/>");

            // Labels that would touch their neighbour or the last are left out; the tick stays, and the row in the table.
            if (x - half < free || (capacity != _report.Capacities[^1] && x + half + CharacterWidth > last))
                continue;

            Append($"<text class=\"tick\" x=\"{x:0.#}\" y=\"{y + 19}\" text-anchor=\"middle\">{CompactCount.Format(capacity)}</text>\n");
            free = x + half + CharacterWidth;
        }

        string scale = _x.IsLogarithmic ? ", logarithmic" : string.Empty;
        Append($"<text class=\"name\" x=\"{(Left + _right) / 2:0.#}\" y=\"{_height - 6}\" text-anchor=\"middle\">");
        Append($"Capacity in {_report.CapacityUnit}{scale}</text>\n");
    }

    private static double HalfWidth(long capacity) => CompactCount.Format(capacity).Length * CharacterWidth / 2;

    private void DrawLine(EvictionPolicy policy)
    {
        var look = PlotLine.Of(policy);
        RunResult[] results = [.. _report.Results.Where(result => result.Policy == policy).OrderBy(result => result.Capacity)];
        var points = results.Select(result => string.Create(
            CultureInfo.InvariantCulture, $"{_x.Place(result.Capacity):0.#},{_y.Place(_rate(result) * 100):0.#}"));

        Append($"<g class=\"line {look.Class}\"><polyline points=\"{string.Join(' ', points)}\"");
        Append(look.Dashes.Length == 0 ? (FormattableString)$"/>\n" : $" stroke-dasharray=\"{look.Dashes}\"/>\n");

        foreach (var result in results)
        {
            double percent = _rate(result) * 100;
            Append($"<path d=\"{look.Mark}\" transform=\"translate({_x.Place(result.Capacity):0.#} {_y.Place(percent):0.#})\">");
            Append($"<title>{PolicyName.Of(policy)} at {result.Capacity:N0}: {percent:0.00}%</title></path>\n");
        }

        Append($"</g>\n");
    }

    private void DrawLabels(bool withRates)
    {
        var lasts = _report.Policies
            .Select(policy => _report.Results.Where(result => result.Policy == policy).MaxBy(result => result.Capacity)!)
            .ToList();
        double[] wanted = [.. lasts.Select(result => _y.Place(_rate(result) * 100))];
        var places = PlotLabels.Spread(wanted, LabelGap, Top, _height - Bottom - 4);

        for (int i = 0; i < lasts.Count; i++)
        {
            string name = PolicyName.Of(lasts[i].Policy);
            double end = _x.Place(lasts[i].Capacity);
            Append($"<line class=\"leader\" x1=\"{end + 9:0.#}\" y1=\"{wanted[i]:0.#}\" x2=\"{_right + 4:0.#}\" y2=\"{places[i]:0.#}\"/>");
            Append($"<text class=\"label {name}\" x=\"{_right + 8:0.#}\" y=\"{places[i] + 4.5:0.#}\">{name}");
            Append(withRates ? $"<tspan class=\"rate\" dx=\"6\">{_rate(lasts[i]) * 100:0.0}%</tspan>" : (FormattableString)$"");
            Append($"</text>\n");
        }
    }

    private void Append(FormattableString text) => _svg.Append(text.ToString(CultureInfo.InvariantCulture));
}
