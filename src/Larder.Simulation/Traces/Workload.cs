namespace Larder.Simulation.Traces;

/// <summary>A generated trace: a sequence of key numbers, cut to a length, with each number scattered to a key.</summary>
internal sealed class Workload(string name, long requests, ulong seed, Func<RandomStream, IKeySequence> start) : ITrace
{
    public string Name => name;

    public bool HasSizes => true;

    public ITraceReader Open() => new WorkloadReader(start(new RandomStream(seed)), requests, seed);
}
