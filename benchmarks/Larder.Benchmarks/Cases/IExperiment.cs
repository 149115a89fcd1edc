using Larder.Benchmarks.Contestants;
using Larder.Benchmarks.Workloads;

namespace Larder.Benchmarks.Cases;

/// <summary>What is done to one contestant.</summary>
internal interface IExperiment<out TResult>
{
    TResult Run<TContestant, TKey>(Shape shape, IKeySource<TKey> source)
        where TContestant : struct, IContestant<TContestant, TKey>;
}
