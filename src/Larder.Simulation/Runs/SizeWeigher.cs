using Larder.Engine;

namespace Larder.Simulation.Runs;

/// <summary>Weighs an object by its size, which is all a run stores of it.</summary>
internal sealed class SizeWeigher : IWeigher<long, int>
{
    /// <summary>Nothing weighs nothing: a store full of empty objects would have no bound.</summary>
    public int Weigh(long key, int value) => Math.Max(1, value);
}
