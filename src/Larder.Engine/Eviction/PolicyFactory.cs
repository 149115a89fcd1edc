using Larder.Engine.Entries;

namespace Larder.Engine.Eviction;

/// <summary>Builds the policy that the options name.</summary>
internal static class PolicyFactory
{
    /// <summary>More than memory can hold, and small enough that a share of it is reckoned without overflow.</summary>
    private const long LargestCapacity = 1L << 56;

    /// <summary>Builds a policy for a store, or for one shard of it.</summary>
    /// <param name="kind">The policy of the options.</param>
    /// <param name="capacity">The capacity in entries, or in weight.</param>
    /// <param name="weighted">Whether entries have weights of their own.</param>
    /// <param name="timer">Watches the deadlines of what is queued; null when nothing is ever timed.</param>
    /// <param name="seed">The seed of the policy's random admissions.</param>
    internal static IEvictionPolicy Create(
        EvictionPolicy kind, long capacity, bool weighted, ISegmentTimer? timer, int seed) =>
        CreateWithin(kind, Math.Min(capacity, LargestCapacity), weighted, timer, seed);

    private static IEvictionPolicy CreateWithin(
        EvictionPolicy kind, long capacity, bool weighted, ISegmentTimer? timer, int seed) => kind switch
        {
            EvictionPolicy.Adaptive => TinyLfuPolicy.Adaptive(capacity, weighted, timer, new Random(seed)),
            EvictionPolicy.Lfu => TinyLfuPolicy.Lfu(capacity, weighted, timer, new Random(seed)),
            EvictionPolicy.Lru when capacity <= ExactLruPolicy.MaxCapacity => new ExactLruPolicy(weighted, timer),
            EvictionPolicy.Lru => new CoarseLruPolicy(capacity, weighted, timer),
            EvictionPolicy.Fifo => new FifoPolicy(weighted, timer),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such policy; StoreOptions.Validate lists them."),
        };
}
