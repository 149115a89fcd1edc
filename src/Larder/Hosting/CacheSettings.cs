using Larder.Engine;

namespace Larder.Hosting;

/// <summary>What can be configured of a cache: every property of <see cref="CacheOptions"/>.</summary>
internal static class CacheSettings
{
    internal static readonly SettingTable<CacheOptions> Table = new("a cache",
    [
        Value(nameof(CacheOptions.Strategy), TextForms.Strategy, (o, v) => o with { Strategy = v }),
        Value(nameof(CacheOptions.MemoryMaxSize), TextForms.BigCount, (o, v) => o with { MemoryMaxSize = v }),
        Value(nameof(CacheOptions.MemoryMaxBytes), TextForms.BigCount, (o, v) => o with { MemoryMaxBytes = v }),
        Setting<CacheOptions>.InCodeOnly(nameof(CacheOptions.Meter)),
        Value(nameof(CacheOptions.MemoryTtl), TextForms.Lifetime, (o, v) => o with { MemoryTtl = v }),
        Value(nameof(CacheOptions.EvictionPolicy), TextForms.Choice<EvictionPolicy>(), (o, v) => o with { EvictionPolicy = v }),
        Value(nameof(CacheOptions.MemoryPressureThreshold), TextForms.Fraction, (o, v) => o with { MemoryPressureThreshold = v }),
        Setting<CacheOptions>.Nested(
            nameof(CacheOptions.Entry), EntrySettings.Table, o => o.Entry ?? new(), (o, v) => o with { Entry = v }),
        Value(nameof(CacheOptions.EnableStats), TextForms.Flag, (o, v) => o with { EnableStats = v }),
        Value(nameof(CacheOptions.MaxConcurrentLoads), TextForms.Count, (o, v) => o with { MaxConcurrentLoads = v }),
        Value(nameof(CacheOptions.MaxWaitingLoads), TextForms.Count, (o, v) => o with { MaxWaitingLoads = v }),
        Value(nameof(CacheOptions.MaxBackgroundRefreshes), TextForms.Count, (o, v) => o with { MaxBackgroundRefreshes = v }),
        Value(nameof(CacheOptions.MaxKeysAtOnce), TextForms.Count, (o, v) => o with { MaxKeysAtOnce = v }),
        Value(nameof(CacheOptions.MaxInvalidatedTags), TextForms.Count, (o, v) => o with { MaxInvalidatedTags = v }),
        Value(nameof(CacheOptions.RedisUrl), TextForms.Text, (o, v) => o with { RedisUrl = v }),
        Value(nameof(CacheOptions.RedisDb), TextForms.Count, (o, v) => o with { RedisDb = v }),
        Value(nameof(CacheOptions.RedisPassword), TextForms.Text, (o, v) => o with { RedisPassword = v }),
        Value(nameof(CacheOptions.RedisTtl), TextForms.Time, (o, v) => o with { RedisTtl = v }),
        Value(nameof(CacheOptions.EnableCompression), TextForms.Flag, (o, v) => o with { EnableCompression = v }),
        Value(nameof(CacheOptions.EnableSerialization), TextForms.Flag, (o, v) => o with { EnableSerialization = v }),
        Setting<CacheOptions>.InCodeOnly(nameof(CacheOptions.Serializers)),
        Value(nameof(CacheOptions.Compression), TextForms.Choice<PayloadCompression>(), (o, v) => o with { Compression = v }),
        Value(nameof(CacheOptions.CompressFromBytes), TextForms.Count, (o, v) => o with { CompressFromBytes = v }),
        Value(nameof(CacheOptions.MaxPayloadBytes), TextForms.Count, (o, v) => o with { MaxPayloadBytes = v }),
        Value(nameof(CacheOptions.MaxTierCalls), TextForms.Count, (o, v) => o with { MaxTierCalls = v }),
        Value(nameof(CacheOptions.EnableWarming), TextForms.Flag, (o, v) => o with { EnableWarming = v }),
        Value(nameof(CacheOptions.WarmingBatchSize), TextForms.Count, (o, v) => o with { WarmingBatchSize = v }),
        Value(nameof(CacheOptions.RetryAttempts), TextForms.Count, (o, v) => o with { RetryAttempts = v }),
        Value(nameof(CacheOptions.RetryDelay), TextForms.Time, (o, v) => o with { RetryDelay = v }),
        Value(nameof(CacheOptions.LateWrites), TextForms.Choice<LateWriting>(), (o, v) => o with { LateWrites = v }),
        Value(nameof(CacheOptions.LateWriteDelay), TextForms.Time, (o, v) => o with { LateWriteDelay = v }),
    ]);

    private static Setting<CacheOptions> Value<T>(string name, TextForm<T> form, Func<CacheOptions, T, CacheOptions> put) =>
        Setting<CacheOptions>.Value(name, form, put);
}
