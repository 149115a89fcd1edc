namespace Larder.Simulation.Traces;

/// <summary>Few keys are asked for often and many seldom; nothing changes.</summary>
internal sealed class ZipfKeys(double skew, long keys, RandomStream random) : IKeySequence
{
    private readonly ZipfSampler _ranks = new(skew, keys, random);

    public long Next() => _ranks.Next();
}
