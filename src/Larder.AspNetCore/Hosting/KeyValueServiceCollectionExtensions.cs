using Larder;
using Larder.AspNetCore;
using Larder.AspNetCore.KeyValue;
using Larder.Engine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the key-value API to a container.</summary>
public static class KeyValueServiceCollectionExtensions
{
    /// <summary>
    /// Adds the API and its cache, which is called <c>keyvalue</c>: least recently used leaves first, entries and bytes
    /// are bounded. Put it into the pipeline with <c>UseLarderKeyValueHits</c> and <c>UseLarderKeyValue</c>. Large bodies
    /// share the host's <see cref="BodyBudget"/>, where one was registered before; else there is one of an eighth of the
    /// memory limit.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="options">How. Default null: as <see cref="KeyValueOptions"/> says.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="ArgumentException">The options make no sense; the message lists every fault.</exception>
    public static IServiceCollection AddLarderKeyValue(this IServiceCollection services, KeyValueOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var chosen = options ?? new KeyValueOptions();
        var faults = chosen.Validate();
        if (faults.Count > 0)
            throw new ArgumentException(string.Join(Environment.NewLine, faults), nameof(options));

        var memoryLimit = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        services.AddLarder(caches => caches.AddCache(
            KeyValueOptions.CacheName, cache => InTier(InMemory(cache, chosen, memoryLimit), chosen)));
        services.AddSingleton(chosen);
        services.AddSingleton(provider => new WireMaker(TimeOf(provider)));
        services.AddSingleton(provider => new KeyValueStore(
            provider.GetRequiredService<CacheManager>().GetCache(KeyValueOptions.CacheName),
            provider.GetRequiredService<WireMaker>(),
            chosen));
        services.TryAddSingleton(new BodyBudget(chosen.LargeBodyBytesWithin(memoryLimit)));
        services.AddSingleton<KeyDecoder>();
        services.AddSingleton<TextWriteReader>();
        services.AddSingleton<BatchReader>();
        services.AddSingleton<BodySource>();
        services.AddSingleton<HitReply>();
        services.AddSingleton<TextRoutes>();
        services.AddSingleton<EntryRoutes>();
        services.AddSingleton<ManyRoutes>();
        return services;
    }

    /// <summary>Reads the options of the API from configuration, below <see cref="KeyValueOptions.Section"/>.</summary>
    /// <param name="configuration">The whole configuration.</param>
    /// <param name="faults">Takes a sentence for everything that is wrong.</param>
    /// <returns>The options; with faults, not all of them are what was written.</returns>
    public static KeyValueOptions GetLarderKeyValueOptions(this IConfiguration configuration, ICollection<string> faults)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(faults);
        var options = new KeyValueSettings(configuration.GetSection(KeyValueOptions.Section), faults).Read();
        foreach (var fault in options.Validate())
            faults.Add(fault);
        return options;
    }

    private static CacheOptions InMemory(CacheOptions cache, KeyValueOptions chosen, long memoryLimit)
    {
        var copiedFrom = chosen.Tier == KeyValueTier.None ? int.MaxValue : chosen.GzipFromBytes;
        var meter = new WireMeter(chosen.Capacity, chosen.MaxBytesWithin(memoryLimit), copiedFrom);
        return cache with
        {
            Strategy = CacheStrategy.Memory,
            MemoryMaxBytes = meter.Bound,
            Meter = meter,
            MemoryTtl = CacheEntryOptions.Forever,
            EvictionPolicy = EvictionPolicy.Lru,
            MemoryPressureThreshold = chosen.MemoryPressureThreshold,
            Entry = new CacheEntryOptions(),
        };
    }

    private static CacheOptions InTier(CacheOptions cache, KeyValueOptions chosen) =>
        chosen.Tier == KeyValueTier.None ? cache : cache with
        {
            Strategy = CacheStrategy.Disk,
            RedisTtl = CacheEntryOptions.Forever,
            Serializers = [new WireSerializer()],
            MaxPayloadBytes = (int)Math.Min(chosen.LargestEntry, int.MaxValue),

            // Values are as small as their clients make them, and a hit after a restart shall not wait for it.
            EnableCompression = false,

            // A file on this machine bounds by itself how many read and write at a time; who comes then waits for a place.
            MaxTierCalls = KeyValueStore.MostTierCalls,
        };

    private static TimeProvider TimeOf(IServiceProvider provider) => provider.GetService<TimeProvider>() ?? TimeProvider.System;
}
