using Larder.Engine.Store;

namespace Larder.Engine.Tests.Store;

/// <summary>One of the ways a store can be built. What the specification promises holds for all of them.</summary>
public sealed record StoreShape(EvictionPolicy Policy, bool Counted, bool Weighted)
{
    /// <summary>
    /// Builds a store of this shape that leaves memory pressure alone and is the same in every run; where it weighs,
    /// each entry weighs one unless its options say otherwise.
    /// </summary>
    internal MemoryStore<TKey, TValue> Build<TKey, TValue>(
        long capacity = 1_000,
        TimeProvider? time = null,
        IRemovalListener<TKey, TValue>? listener = null,
        IEqualityComparer<TKey>? comparer = null)
        where TKey : notnull =>
        new(Options(capacity, time), comparer, Weighted ? new EachWeighsOne<TKey, TValue>() : null, listener);

    internal StoreOptions Options(long capacity = 1_000, TimeProvider? time = null) => new()
    {
        Capacity = capacity,
        Eviction = Policy,
        Statistics = Counted,
        Time = time ?? TimeProvider.System,
        MemoryPressure = MemoryPressureOptions.Off,
        HashSeed = HashSeed.Fixed(17),
    };

    /// <summary>The name a report shows.</summary>
    public override string ToString() =>
        $"{Policy}{(Counted ? ", counted" : "")}{(Weighted ? ", weighted" : "")}";

    private sealed class EachWeighsOne<TKey, TValue> : IWeigher<TKey, TValue>
    {
        public int Weigh(TKey key, TValue value) => 1;
    }
}
