namespace Larder.Tiers;

/// <summary>Makes the tier of each cache. Caches of different names never meet, even in the same place.</summary>
public interface ICacheTierFactory
{
    /// <summary>The strategies that its tiers serve.</summary>
    IReadOnlyList<CacheStrategy> Strategies { get; }

    /// <summary>Makes the tier of one cache. Touches neither disk nor network: a tier that is not there yet fails no start.</summary>
    /// <param name="cacheName">The name of the cache.</param>
    /// <returns>The tier; whoever asked for it disposes it.</returns>
    ICacheTier Create(string cacheName);
}
