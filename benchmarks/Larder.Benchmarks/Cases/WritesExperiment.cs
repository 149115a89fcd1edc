using System.Diagnostics;
using Larder.Benchmarks.Contestants;
using Larder.Benchmarks.Measuring;
using Larder.Benchmarks.Workloads;

namespace Larder.Benchmarks.Cases;

/// <summary>Measures how many writes end in a second, from the first to the moment when all of them have ended.</summary>
/// <param name="entries">How many entries a round writes.</param>
/// <param name="rounds">How many rounds there are; the first, which finds an empty file, is not counted.</param>
internal sealed class WritesExperiment(int entries, int rounds) : IExperiment<Figures>
{
    private const int NoOrder = 1;

    public Figures Run<TContestant, TKey>(Shape shape, IKeySource<TKey> source)
        where TContestant : struct, IContestant<TContestant, TKey>
    {
        var set = KeySet<TKey>.Create(source, entries, NoOrder);
        var contestant = TContestant.Create(shape with { Capacity = entries });
        var perSecond = new List<double>();
        for (var round = 0; round <= rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            foreach (var i in set.Insertion)
            {
                contestant.Set(set.Stored[i], set.Values[i]);
            }

            contestant.Settle();
            if (round > 0)
            {
                perSecond.Add(entries / Stopwatch.GetElapsedTime(began).TotalSeconds);
            }
        }

        return new Figures { [Metric.WritesPerSecond] = Median.Of(perSecond) };
    }
}
