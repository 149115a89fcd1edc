namespace Larder.Hosting;

/// <summary>What can be configured of the entries of a cache: every property of <see cref="CacheEntryOptions"/>.</summary>
internal static class EntrySettings
{
    internal static readonly SettingTable<CacheEntryOptions> Table = new("an entry",
    [
        Value(nameof(CacheEntryOptions.Expiration), TextForms.Lifetime, (o, v) => o with { Expiration = v }),
        Value(nameof(CacheEntryOptions.LocalExpiration), TextForms.Lifetime, (o, v) => o with { LocalExpiration = v }),
        Value(nameof(CacheEntryOptions.Sliding), TextForms.Time, (o, v) => o with { Sliding = v }),
        Value(nameof(CacheEntryOptions.Jitter), TextForms.Time, (o, v) => o with { Jitter = v }),
        Value(nameof(CacheEntryOptions.StaleFor), TextForms.Time, (o, v) => o with { StaleFor = v }),
        Value(nameof(CacheEntryOptions.StaleIfError), TextForms.Time, (o, v) => o with { StaleIfError = v }),
        Value(nameof(CacheEntryOptions.ErrorRetryAfter), TextForms.Time, (o, v) => o with { ErrorRetryAfter = v }),
        Value(nameof(CacheEntryOptions.SoftTimeout), TextForms.Time, (o, v) => o with { SoftTimeout = v }),
        Value(nameof(CacheEntryOptions.HardTimeout), TextForms.Time, (o, v) => o with { HardTimeout = v }),
        Value(nameof(CacheEntryOptions.OnTimeout), TextForms.Choice<TimedOutLoad>(), (o, v) => o with { OnTimeout = v }),
        Value(nameof(CacheEntryOptions.RefreshAfter), TextForms.Fraction, (o, v) => o with { RefreshAfter = v }),
        Value(nameof(CacheEntryOptions.EarlyRefresh), TextForms.Fraction, (o, v) => o with { EarlyRefresh = v }),
        Value(nameof(CacheEntryOptions.Nulls), TextForms.Choice<NullPolicy>(), (o, v) => o with { Nulls = v }),
        Value(nameof(CacheEntryOptions.NullExpiration), TextForms.Lifetime, (o, v) => o with { NullExpiration = v }),
        Value(nameof(CacheEntryOptions.Tiers), TextForms.Tiers, (o, v) => o with { Tiers = v }),
        Value(nameof(CacheEntryOptions.Size), TextForms.BigCount, (o, v) => o with { Size = v }),
        Value(nameof(CacheEntryOptions.Priority), TextForms.Choice<CachePriority>(), (o, v) => o with { Priority = v }),
        Setting<CacheEntryOptions>.List(nameof(CacheEntryOptions.Tags), (o, v) => o with { Tags = v }),
        Value(nameof(CacheEntryOptions.Payload), TextForms.Choice<PayloadFormat>(), (o, v) => o with { Payload = v }),
        Value(nameof(CacheEntryOptions.Context), TextForms.Choice<FactoryContext>(), (o, v) => o with { Context = v }),
    ]);

    private static Setting<CacheEntryOptions> Value<T>(
        string name, TextForm<T> form, Func<CacheEntryOptions, T, CacheEntryOptions> put) =>
        Setting<CacheEntryOptions>.Value(name, form, put);
}
