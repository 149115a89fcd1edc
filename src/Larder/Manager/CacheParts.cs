using Larder.Engine;
using Larder.Invalidation;
using Larder.Memory;
using Larder.Reading;
using Larder.Tiers;
using Larder.Writing;
using Microsoft.Extensions.Logging;

namespace Larder;

/// <summary>The rooms of one cache, put together from its options; and taken apart again.</summary>
internal sealed class CacheParts : IAsyncDisposable
{
    private readonly CacheLifetime _lifetime;
    private readonly Loader _loader;
    private readonly TierParts? _tier;
    private readonly IDisposable? _subscription;

    internal CacheParts(string name, CacheOptions options, CacheSurroundings around)
    {
        Options = options;
        _lifetime = new CacheLifetime(name);
        var store = new StoreOptions
        {
            Capacity = options.MemoryMaxBytes ?? options.MemoryMaxSize,
            Eviction = options.EvictionPolicy,
            Statistics = options.EnableStats,
            Time = around.Time,
            MemoryPressure = options.MemoryPressureThreshold >= 1
                ? MemoryPressureOptions.Off
                : new MemoryPressureOptions { Threshold = options.MemoryPressureThreshold },
        };
        var meter = options.MemoryMaxBytes is null ? null : options.Meter ?? new ByteMeter();
        var tier = TierParts.Make(name, options, around);
        Memory = new MemoryTier(new MemoryTierSettings(store, meter, options.MaxInvalidatedTags, around.Seed)
        {
            IsReadByDefault = MemoryTier.IsReadBy(options.Entry) && !(tier is not null && options.Strategy == CacheStrategy.Redis),
            TierIssuesVersions = tier?.Capabilities.HasFlag(TierCapabilities.CompareAndSet) == true,
        });

        var resolver = new OptionsResolver(ResolvedOptions.Merge(options.Entry, TierParts.DefaultsOf(options, tier is not null)));
        var settings = new ReadSettings(
            options.MaxConcurrentLoads, options.MaxWaitingLoads, options.MaxBackgroundRefreshes, around.Time)
        {
            LogKeys = around.LogKeys,
            Events = around.Events,
        };
        var logger = around.Loggers.CreateLogger($"Larder.{name}");
        var news = new InvalidationNews(name, Memory, around.Bus, logger);
        _tier = tier is null ? null : new TierParts(name, options, around, tier, Memory, news, logger);
        _loader = new Loader(_lifetime, Memory, _tier?.Far, settings, logger);
        Read = new ReadPath(_lifetime, Memory, _tier?.Far, resolver, _loader, settings);
        Write = new WritePath(_lifetime, Memory, _tier?.Writes, resolver, news);
        _subscription = around.Bus?.Subscribe(name, _tier is null ? Memory : _tier.Heard);
    }

    internal CacheOptions Options { get; }

    internal MemoryTier Memory { get; }

    internal ReadPath Read { get; }

    internal WritePath Write { get; }

    /// <summary>What it has beyond memory; null when nothing.</summary>
    internal TierParts? Tier => _tier;

    internal int RunningLoads => _loader.RunningCount;

    internal CacheStats GetStats()
    {
        var store = Memory.StoreStatistics();
        var counted = Memory.Counters;
        var stats = new CacheStats { Count = store.Count, Size = store.Weight };
        if (!Options.EnableStats)
        {
            return stats;
        }

        return stats with
        {
            Hits = store.Hits - counted.NotHits + counted.FarHits,
            Misses = Math.Max(0, store.Misses + counted.NotHits + counted.SkippedReads - counted.FarHits),
            SharedHits = counted.FarHits,
            DamagedPayloads = counted.Damaged,
            OversizedPayloads = counted.TooLarge,
            Sets = counted.Sets,
            Deletes = counted.Deletes,
            Errors = counted.Errors,
            StaleHits = counted.StaleHits,
            StandIns = counted.StandIns,
            Loads = counted.Loads,
            LoadFailures = counted.LoadFailures,
            Refreshes = counted.Refreshes,
            Overloads = counted.Overloads,
            Evictions = store.Evicted,
            Pressed = store.Pressed,
            Expirations = store.Expired,
        };
    }

    /// <summary>Ends what runs and waits for it: first no more news, then the loads, then what they wrote to.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_lifetime.End())
        {
            return;
        }

        _subscription?.Dispose();
        await _loader.DisposeAsync().ConfigureAwait(false);
        if (_tier is not null)
        {
            await _tier.DisposeAsync().ConfigureAwait(false);
        }

        await Memory.DisposeAsync().ConfigureAwait(false);
    }
}
