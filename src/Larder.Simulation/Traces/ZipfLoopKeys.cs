namespace Larder.Simulation.Traces;

/// <summary>A zipf workload and a loop over keys of its own, mixed request by request.</summary>
internal sealed class ZipfLoopKeys(double skew, long keys, long loopKeys, double loopShare, RandomStream random) : IKeySequence
{
    private readonly ZipfSampler _ranks = new(skew, keys, random);
    private readonly LoopKeys _loop = new(loopKeys);

    public long Next() => random.NextDouble() < loopShare ? keys + _loop.Next() : _ranks.Next();
}
