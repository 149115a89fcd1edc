using Larder.Benchmarks.Workloads;
using Larder.Engine;

namespace Larder.Benchmarks.Contestants;

/// <summary>Gives every entry the same weight, so that the capacity in entries is known.</summary>
internal sealed class FixedWeigher<TKey> : IWeigher<TKey, Payload>
{
    /// <summary>The weight of an entry: not one, which a store could leave out.</summary>
    public const int Weight = 3;

    public int Weigh(TKey key, Payload value) => Weight;
}
