using Larder.Benchmarks.Cases;
using Larder.Benchmarks.Contestants;
using Larder.Benchmarks.Driving;
using Larder.Benchmarks.Measuring;

namespace Larder.Benchmarks.Tests;

public sealed class MarkdownReportSpec
{
    private static readonly BenchmarkCase Envelope = CaseList.All.Single(static c => c.Name == "envelope");

    [Fact]
    public void In_turns_a_row_shows_the_median_of_the_ratios_and_how_far_they_lie_apart()
    {
        var result = ResultOf(
            [Reading(100, 1, 0), Reading(300, 1, 0), Reading(110, 1, 0)],
            [Reading(125, 1.25, 25), Reading(360, 1.2, 60), Reading(154, 1.4, 44)]);

        var report = MarkdownReport.Write([result], new Command { InTurns = true, Rounds = 3 });

        Assert.Contains("3 processes in which the contestants take turns", report, StringComparison.Ordinal);
        Assert.Contains("`--case envelope --in-turns`", report, StringComparison.Ordinal);
        Assert.Contains("| the same in an envelope | 154.0 | 1.25 | 1.20–1.40 | 44.0 | 0.0 | 100.0 % |", report, StringComparison.Ordinal);
    }

    [Fact]
    public void In_rounds_a_row_shows_the_range_of_the_figures_and_the_median_of_the_ratios_within_each_round()
    {
        var result = ResultOf(
            [Reading(100, 0, 0), Reading(300, 0, 0), Reading(100, 0, 0)],
            [Reading(150, 0, 0), Reading(330, 0, 0), Reading(120, 0, 0)]);

        var report = MarkdownReport.Write([result], new Command { Rounds = 3 });

        Assert.Contains("3 interleaved rounds", report, StringComparison.Ordinal);
        Assert.Contains("| the same in an envelope | 150.0 | 120.0–330.0 | 1.20 | 0.0 | 100.0 % |", report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quick_run_says_that_it_was_one() =>
        Assert.Contains(
            "the figures mean nothing", MarkdownReport.Write([], new Command { Pace = Worker.Quick }), StringComparison.Ordinal);

    private static CaseResult ResultOf(List<Figures> reference, List<Figures> other) => new(
        Envelope,
        new Dictionary<Entrant, List<Figures>>
        {
            [Entrants.All[Entrants.JsonAlone]] = reference,
            [Entrants.All[Entrants.JsonInEnvelope]] = other,
        });

    private static Figures Reading(double ns, double ratio, double more) => new()
    {
        [Metric.Cpu] = ns,
        [Metric.RatioTo(Entrants.JsonAlone)] = ratio,
        [Metric.MoreThan(Entrants.JsonAlone)] = more,
        [Metric.Allocated] = 0,
        [Metric.HitRate] = 1,
    };
}
