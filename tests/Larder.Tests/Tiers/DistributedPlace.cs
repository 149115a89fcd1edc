using Larder.Testing.Tiers;
using Larder.Tiers;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;

namespace Larder.Tests.Tiers;

/// <summary>The framework's own distributed cache, which takes buffers.</summary>
public sealed class DistributedPlace : TierPlace
{
    private readonly DistributedCacheTierFactory _tiers;

    public DistributedPlace()
    {
        Cache = new MemoryDistributedCache(Microsoft.Extensions.Options.Options.Create(new MemoryDistributedCacheOptions()));
        _tiers = new DistributedCacheTierFactory(
            Cache, new DistributedCacheTierOptions { Time = Clock, ClearDelay = TimeSpan.Zero });
    }

    internal MemoryDistributedCache Cache { get; }

    public override ValueTask<ICacheTier> MakeAsync(string cacheName) => new(_tiers.Create(cacheName));

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
