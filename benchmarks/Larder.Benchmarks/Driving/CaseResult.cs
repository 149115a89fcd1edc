using Larder.Benchmarks.Cases;
using Larder.Benchmarks.Contestants;
using Larder.Benchmarks.Measuring;

namespace Larder.Benchmarks.Driving;

/// <summary>What all rounds of a case gave.</summary>
/// <param name="Case">The case.</param>
/// <param name="Rounds">For each entrant, a reading for each round, in order.</param>
internal sealed record CaseResult(BenchmarkCase Case, IReadOnlyDictionary<Entrant, List<Figures>> Rounds)
{
    /// <summary>Those whom the others are compared with, when they took part.</summary>
    public IReadOnlyList<Entrant> References =>
        [.. Case.References.Select(name => Rounds.Keys.FirstOrDefault(e => e.Name == name)).OfType<Entrant>()];

    /// <summary>The median of a figure over the rounds.</summary>
    public double Middle(Entrant entrant, string metric) => Median.Of(Figures(entrant, metric));

    /// <summary>The figures of all rounds.</summary>
    public IEnumerable<double> Figures(Entrant entrant, string metric) =>
        Rounds[entrant].Select(r => r.GetValueOrDefault(metric, double.NaN));

    /// <summary>The median, over the rounds, of the ratio to another entrant's figure of the same round.</summary>
    public double Ratio(Entrant entrant, Entrant reference, string metric) => Median.Of(
        Figures(entrant, metric).Zip(Figures(reference, metric), static (mine, yours) => mine / yours));
}
