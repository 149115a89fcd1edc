using Larder.Engine;

namespace Larder;

/// <summary>What can be wrong with the options of a cache: each fault a sentence with the value, the rule and the remedy.</summary>
internal static class CacheOptionFaults
{
    /// <summary>What can be held in one piece of memory, twice, without pushing everything else out.</summary>
    private const int MostPayloadBytes = 512 * 1_048_576;

    /// <summary>Half of what a promise in a tier is kept for.</summary>
    private static readonly TimeSpan LongestLateWriteDelay = TimeSpan.FromMinutes(1);

    internal static List<string> Of(CacheOptions options)
    {
        var faults = new List<string>();
        if (options.Strategy is { } strategy && !Enum.IsDefined(strategy))
        {
            faults.Add($"Unsupported cache strategy: {strategy}. Strategy must be one of {string.Join(", ", Enum.GetNames<CacheStrategy>())}.");
        }

        AtLeast(faults, nameof(options.MemoryMaxSize), options.MemoryMaxSize, StoreOptions.MinimumCapacity);
        if (options.MemoryMaxBytes is { } bytes)
        {
            AtLeast(faults, nameof(options.MemoryMaxBytes), bytes, StoreOptions.MinimumCapacity);
        }

        Positive(faults, nameof(options.MemoryTtl), options.MemoryTtl);
        Positive(faults, nameof(options.RedisTtl), options.RedisTtl);
        if (!Enum.IsDefined(options.EvictionPolicy))
        {
            faults.Add($"EvictionPolicy must be one of {string.Join(", ", Enum.GetNames<EvictionPolicy>())}, but was {(int)options.EvictionPolicy}.");
        }

        if (!(options.MemoryPressureThreshold > 0))
        {
            faults.Add($"MemoryPressureThreshold is a share: more than 0, but was {options.MemoryPressureThreshold}. Use 0.9, or 1 for never.");
        }

        AtLeast(faults, nameof(options.MaxConcurrentLoads), options.MaxConcurrentLoads, 1);
        AtLeast(faults, nameof(options.MaxWaitingLoads), options.MaxWaitingLoads, 0);
        AtLeast(faults, nameof(options.MaxBackgroundRefreshes), options.MaxBackgroundRefreshes, 1);
        AtLeast(faults, nameof(options.MaxKeysAtOnce), options.MaxKeysAtOnce, 1);
        AtLeast(faults, nameof(options.MaxInvalidatedTags), options.MaxInvalidatedTags, 16);
        AtLeast(faults, nameof(options.RedisDb), options.RedisDb, 0);
        OfPayloads(faults, options);
        AtLeast(faults, nameof(options.MaxTierCalls), options.MaxTierCalls, 1);
        AtLeast(faults, nameof(options.WarmingBatchSize), options.WarmingBatchSize, 1);
        AtLeast(faults, nameof(options.RetryAttempts), options.RetryAttempts, 1);
        if (options.RetryDelay < TimeSpan.Zero)
        {
            faults.Add($"RetryDelay must not be negative, but was {options.RetryDelay}. Use 0.1 seconds, or zero to try again at once.");
        }

        if (!Enum.IsDefined(options.LateWrites))
        {
            faults.Add($"LateWrites must be one of {string.Join(", ", Enum.GetNames<LateWriting>())}, but was {(int)options.LateWrites}.");
        }

        if (options.LateWriteDelay < TimeSpan.Zero || options.LateWriteDelay > LongestLateWriteDelay)
        {
            faults.Add($"LateWriteDelay must be between zero and {LongestLateWriteDelay}, but was {options.LateWriteDelay}. Leave it out for 5 seconds.");
        }

        if (options.Entry is null)
        {
            faults.Add("Entry must not be null. Leave it out for the defaults.");
        }
        else
        {
            faults.AddRange(OptionFaults.OfDefaults(options));
        }

        return faults;
    }

    private static void OfPayloads(List<string> faults, CacheOptions options)
    {
        if (options.Serializers is null || options.Serializers.Contains(null!))
        {
            faults.Add("Serializers must not be null, nor have nulls in it. Leave it out for none.");
        }

        if (!Enum.IsDefined(options.Compression))
        {
            faults.Add($"Compression must be one of {string.Join(", ", Enum.GetNames<PayloadCompression>())}, but was {(int)options.Compression}.");
        }

        AtLeast(faults, nameof(options.CompressFromBytes), options.CompressFromBytes, 1);
        AtLeast(faults, nameof(options.MaxPayloadBytes), options.MaxPayloadBytes, 1);
        if (options.MaxPayloadBytes > MostPayloadBytes)
        {
            faults.Add($"MaxPayloadBytes must be at most {MostPayloadBytes}, but was {options.MaxPayloadBytes}. Keep larger values somewhere else, and cache where they are.");
        }
    }

    private static void AtLeast(List<string> faults, string name, long value, long least)
    {
        if (value < least)
        {
            faults.Add($"{name} must be at least {least}, but was {value}. Set CacheOptions.{name}.");
        }
    }

    private static void Positive(List<string> faults, string name, TimeSpan value)
    {
        if (value <= TimeSpan.Zero)
        {
            faults.Add($"{name} must be longer than zero, but was {value}. Set CacheOptions.{name}.");
        }
    }
}
