using Microsoft.Extensions.Caching.Distributed;

namespace Larder.Tiers;

/// <summary>Makes tiers out of an <see cref="IDistributedCache"/> that an application has already.</summary>
/// <remarks>
/// <para>
/// Such a cache gets, sets and removes single keys. It lists none, compares none and keeps no versions of tags; many keys
/// are many calls; and clearing leaves the old entries where they are, out of reach, until their time is over.
/// </para>
/// <para>Thread-safe; immutable.</para>
/// </remarks>
public sealed class DistributedCacheTierFactory : ICacheTierFactory
{
    private readonly IDistributedCache _cache;
    private readonly DistributedCacheTierOptions _options;

    /// <summary>A factory over a cache.</summary>
    /// <param name="cache">The cache. Whoever made it disposes it. An <see cref="IBufferDistributedCache"/> saves copies.</param>
    /// <param name="options">How it is used. Default null: as <see cref="DistributedCacheTierOptions"/> says.</param>
    /// <exception cref="ArgumentException">The options have faults; the message has all of them.</exception>
    public DistributedCacheTierFactory(IDistributedCache cache, DistributedCacheTierOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(cache);
        _cache = cache;
        _options = options ?? new DistributedCacheTierOptions();
        Throw.IfFaulty(_options.Validate());
    }

    /// <inheritdoc/>
    public IReadOnlyList<CacheStrategy> Strategies { get; } = [CacheStrategy.Hybrid];

    /// <inheritdoc/>
    public ICacheTier Create(string cacheName)
    {
        ArgumentNullException.ThrowIfNull(cacheName);
        return new DistributedCacheTier(_cache, cacheName, _options);
    }
}
