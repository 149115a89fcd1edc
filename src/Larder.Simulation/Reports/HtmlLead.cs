using System.Globalization;
using Larder.Engine;

namespace Larder.Simulation.Reports;

/// <summary>The sentence above a plot that says what the plot shows: who leads, how often and by how much.</summary>
internal static class HtmlLead
{
    public static string Format(SimulationReport report, string title, Func<RunResult, double> rate)
    {
        if (report.Policies.Count == 1)
            return $"<p class=\"lead\">{title} of <strong class=\"{Class(report.Policies[0])}\">{Class(report.Policies[0])}</strong>.</p>";

        var capacities = report.Capacities;
        var leader = report.Policies.MaxBy(policy => Wins(report, policy, rate));
        int wins = Wins(report, leader, rate);
        string lead = $"<strong class=\"{Class(leader)}\">{Class(leader)}</strong> has the best {title.ToLowerInvariant()} at " +
            (wins == capacities.Count ? "every capacity" : $"{wins} of {capacities.Count} capacities");

        return $"<p class=\"lead\">{lead}{Margin(report, leader, rate)}.</p>";
    }

    private static int Wins(SimulationReport report, EvictionPolicy policy, Func<RunResult, double> rate)
    {
        return report.Capacities.Count(capacity =>
            report.Find(policy, capacity) is { } result && rate(result) >= report.Best(capacity, rate));
    }

    private static string Margin(SimulationReport report, EvictionPolicy leader, Func<RunResult, double> rate)
    {
        var margins =
            from result in report.Results
            where result.Policy != leader
            let own = report.Find(leader, result.Capacity)
            where own is not null
            select (Points: (rate(own) - rate(result)) * 100, result);

        var (points, rival) = margins.OrderByDescending(margin => margin.Points).FirstOrDefault();

        return rival is null || points < 0.05
            ? string.Empty
            : string.Create(
                CultureInfo.InvariantCulture,
                $", up to {points:0.0} points above {Class(rival.Policy)} (at {rival.Capacity:N0} {report.CapacityUnit})");
    }

    private static string Class(EvictionPolicy policy) => PolicyName.Of(policy);
}
