using Larder.Benchmarks.Cases;
using Larder.Benchmarks.Workloads;

namespace Larder.Benchmarks.Contestants;

/// <summary>An entrant that only knows keys of text.</summary>
internal sealed class TextEntrant<TText>(string name, string title, Shape shape) : Entrant(name, title, shape)
    where TText : struct, IContestant<TText, Text>
{
    public override bool Takes(KeyKind kind) => kind is KeyKind.Text;

    public override TResult Run<TResult>(IExperiment<TResult> experiment, KeyKind kind) =>
        experiment.Run<TText, Text>(Shape, new TextKeys());
}
