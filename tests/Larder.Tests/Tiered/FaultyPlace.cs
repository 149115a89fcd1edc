using Larder.Sqlite;
using Larder.Sqlite.Tier;
using Larder.Testing;
using Larder.Testing.Tiers;
using Larder.Tiers;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;

namespace Larder.Tests.Tiered;

/// <summary>A real place that the caches of a test share as their tier; each reaches it by a way of its own that may fail.</summary>
internal sealed class FaultyPlace : ICacheTierFactory, IAsyncDisposable
{
    private readonly ManualClock _clock;
    private readonly ICacheTierFactory _place;
    private readonly List<FaultyTier> _ways = [];
    private readonly string? _folder;

    internal FaultyPlace(TierKind kind, ManualClock clock)
    {
        _clock = clock;
        _folder = kind == TierKind.File ? Directory.CreateTempSubdirectory("larder-").FullName : null;
        _place = kind switch
        {
            TierKind.Heap => new SharedPlace(clock),
            TierKind.File => new SqliteTierFactory(new SqliteTierOptions { Path = Path.Combine(_folder!, "cache.db"), Time = clock }),
            _ => new DistributedCacheTierFactory(
                new MemoryDistributedCache(Microsoft.Extensions.Options.Options.Create(new MemoryDistributedCacheOptions())),
                new DistributedCacheTierOptions { Time = clock, ClearDelay = TimeSpan.Zero }),
        };
    }

    public IReadOnlyList<CacheStrategy> Strategies => [CacheStrategy.Hybrid];

    /// <summary>The ways to the place, in the order of the caches that were made.</summary>
    internal IReadOnlyList<FaultyTier> Ways => _ways;

    /// <summary>The way of the first cache.</summary>
    internal FaultyTier Tier => _ways[0];

    /// <summary>Whether nobody reaches the place.</summary>
    internal bool IsGone
    {
        set => _ways.ForEach(way => way.Always = value ? TierFault.Throws : TierFault.None);
    }

    /// <summary>How many calls the place is answering.</summary>
    internal int Working => _ways.Sum(static way => way.Working);

    public ICacheTier Create(string cacheName)
    {
        var way = new FaultyTier(_place.Create(cacheName), _clock);
        _ways.Add(way);
        return way;
    }

    public async ValueTask DisposeAsync()
    {
        if (_place is IAsyncDisposable disposable) await disposable.DisposeAsync();
        if (_folder is not null) Directory.Delete(_folder, recursive: true);
    }
}
