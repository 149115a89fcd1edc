using Larder.Benchmarks.Cases;
using Larder.Benchmarks.Workloads;

namespace Larder.Benchmarks.Contestants;

/// <summary>A contestant by name: what the command line and the tables call it, and how it is built.</summary>
internal abstract class Entrant(string name, string title, Shape shape)
{
    /// <summary>The name on the command line.</summary>
    public string Name { get; } = name;

    /// <summary>The name in the tables.</summary>
    public string Title { get; } = title;

    /// <summary>How it is built, but for the capacity, which the case decides.</summary>
    public Shape Shape { get; } = shape;

    /// <summary>Whether the entrant can hold keys of that kind.</summary>
    public virtual bool Takes(KeyKind kind) => true;

    /// <summary>Runs an experiment on this entrant, in this process.</summary>
    public abstract TResult Run<TResult>(IExperiment<TResult> experiment, KeyKind kind);
}
