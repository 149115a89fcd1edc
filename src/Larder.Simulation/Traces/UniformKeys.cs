namespace Larder.Simulation.Traces;

/// <summary>Every key is as likely as every other.</summary>
internal sealed class UniformKeys(long keys, RandomStream random) : IKeySequence
{
    public long Next() => random.NextBelow(keys);
}
