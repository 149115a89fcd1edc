namespace Larder.Benchmarks.Contestants;

/// <summary>What the entries of a contestant carry besides key and value.</summary>
internal enum Lifetime
{
    /// <summary>Nothing: they live until they are evicted.</summary>
    Endless,

    /// <summary>They expire an hour after they were written, so never while they are measured.</summary>
    Expiring,

    /// <summary>They expire an hour after the last access, and have a weight.</summary>
    SlidingAndWeighed,

    /// <summary>They expire an hour after they were written, and carry two tags; for the cache of the library.</summary>
    Tagged,

    /// <summary>They expire an hour after they were written, and lie in memory in front of a tier, which has them as well.</summary>
    Tiered,
}
