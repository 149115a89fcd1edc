using Larder.Benchmarks.Contestants;
using Larder.Benchmarks.Measuring;
using Larder.Benchmarks.Workloads;

namespace Larder.Benchmarks.Cases;

/// <summary>What is done to one contestant in one process.</summary>
internal interface IExperiment
{
    Figures Run<TContestant, TKey>(Shape shape, IKeySource<TKey> source)
        where TContestant : struct, IContestant<TContestant, TKey>;
}
