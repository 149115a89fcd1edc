using Larder.Benchmarks.Cases;
using Larder.Benchmarks.Workloads;

namespace Larder.Benchmarks.Contestants;

/// <summary>An entrant with a contestant type for each kind of key.</summary>
internal sealed class TypedEntrant<TLong, TText>(string name, string title, Shape shape) : Entrant(name, title, shape)
    where TLong : struct, IContestant<TLong, long>
    where TText : struct, IContestant<TText, Text>
{
    public override TResult Run<TResult>(IExperiment<TResult> experiment, KeyKind kind) => kind is KeyKind.Long
        ? experiment.Run<TLong, long>(Shape, new LongKeys())
        : experiment.Run<TText, Text>(Shape, new TextKeys());
}
