using Larder.Invalidation;
using Larder.Tiers;
using Microsoft.Extensions.Logging;

namespace Larder;

/// <summary>What the caches of one manager share.</summary>
/// <param name="Time">The clock.</param>
/// <param name="Bus">Tells other processes, or other managers of this one, what is no longer true; null when there are none.</param>
/// <param name="Loggers">Where caches log.</param>
/// <param name="Seed">Where chance begins.</param>
internal sealed record CacheSurroundings(TimeProvider Time, IInvalidationBus? Bus, ILoggerFactory Loggers, long Seed)
{
    /// <summary>Whether keys may be seen in logs.</summary>
    internal LogKeys LogKeys { get; init; }

    /// <summary>The tiers beyond memory that caches may ask for.</summary>
    internal IReadOnlyList<ICacheTierFactory> Tiers { get; init; } = [];

    internal CacheEvents Events { get; } = new();
}
