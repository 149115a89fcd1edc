namespace Larder;

/// <summary>Options with nothing left open: the call's over the cache's over the defaults, field by field.</summary>
internal sealed class ResolvedOptions
{
    /// <summary>What holds where nobody says anything; every default is written here and nowhere else.</summary>
    internal static readonly ResolvedOptions Defaults = new();

    private ResolvedOptions()
    {
    }

    private ResolvedOptions(CacheEntryOptions call, ResolvedOptions inherited)
    {
        Expiration = OrInherited(call.Expiration, inherited.Expiration);

        // Times of its own for memory or null are the cache's; a call that sets the expiration alone means all of them.
        LocalExpiration = Shorter(
            OrInherited(call.LocalExpiration, IsSet(call.Expiration) ? Expiration : inherited.LocalExpiration), Expiration);
        NullExpiration = IsSet(call.NullExpiration)
            ? call.NullExpiration
            : inherited.NullExpiration;
        Sliding = call.Sliding ?? inherited.Sliding;
        Jitter = call.Jitter ?? inherited.Jitter;
        StaleFor = call.StaleFor ?? inherited.StaleFor;
        StaleIfError = call.StaleIfError ?? inherited.StaleIfError;
        ErrorRetryAfter = call.ErrorRetryAfter ?? inherited.ErrorRetryAfter;
        SoftTimeout = call.SoftTimeout ?? inherited.SoftTimeout;
        HardTimeout = call.HardTimeout ?? inherited.HardTimeout;
        OnTimeout = call.OnTimeout ?? inherited.OnTimeout;
        RefreshAfter = call.RefreshAfter ?? inherited.RefreshAfter;
        EarlyRefresh = call.EarlyRefresh ?? inherited.EarlyRefresh;
        Nulls = call.Nulls ?? inherited.Nulls;
        Tiers = call.Tiers ?? inherited.Tiers;
        Size = call.Size ?? inherited.Size;
        Priority = call.Priority ?? inherited.Priority;
        Tags = call.Tags is null ? inherited.Tags : [.. call.Tags.Distinct(StringComparer.Ordinal)];
        Payload = call.Payload ?? inherited.Payload;
        Context = call.Context ?? inherited.Context;
    }

    internal TimeSpan Expiration { get; } = TimeSpan.FromMinutes(5);

    internal TimeSpan LocalExpiration { get; } = TimeSpan.FromMinutes(5);

    internal TimeSpan Sliding { get; }

    internal TimeSpan Jitter { get; }

    internal TimeSpan StaleFor { get; }

    internal TimeSpan StaleIfError { get; }

    internal TimeSpan ErrorRetryAfter { get; } = TimeSpan.FromSeconds(30);

    internal TimeSpan SoftTimeout { get; }

    internal TimeSpan HardTimeout { get; }

    internal TimedOutLoad OnTimeout { get; }

    internal double RefreshAfter { get; }

    internal double EarlyRefresh { get; }

    internal NullPolicy Nulls { get; }

    /// <summary>Null: as long as any other value.</summary>
    internal TimeSpan? NullExpiration { get; }

    internal CacheTiers Tiers { get; } = CacheTiers.All;

    internal long? Size { get; }

    internal CachePriority Priority { get; }

    internal string[] Tags { get; } = [];

    internal PayloadFormat Payload { get; }

    internal FactoryContext Context { get; }

    /// <summary>How long after its time a value is kept, for whichever reason.</summary>
    internal TimeSpan StaleWindow => StaleFor > StaleIfError ? StaleFor : StaleIfError;

    /// <summary>Puts options over others, and refuses what makes no sense, all faults in one message.</summary>
    internal static ResolvedOptions Merge(CacheEntryOptions call, ResolvedOptions inherited)
    {
        var faults = OptionFaults.Of(call);
        if (faults.Count == 0)
        {
            var merged = new ResolvedOptions(call, inherited);
            faults = OptionFaults.Of(merged);
            if (faults.Count == 0)
            {
                return merged;
            }
        }

        return Throw.BadOptions(faults);
    }

    /// <summary>Puts options over others, without asking whether the result makes sense.</summary>
    internal static ResolvedOptions MergeUnchecked(CacheEntryOptions call, ResolvedOptions inherited) =>
        new(call, inherited);

    /// <summary>The defaults, with a fresh time of one's own.</summary>
    internal static ResolvedOptions DefaultsOf(TimeSpan expiration) =>
        new(new CacheEntryOptions { Expiration = expiration }, Defaults);

    /// <summary>The defaults of a cache with a tier beyond memory.</summary>
    internal static ResolvedOptions DefaultsOf(TimeSpan expiration, TimeSpan local, CacheTiers tiers) =>
        new(new CacheEntryOptions { Expiration = expiration, LocalExpiration = local, Tiers = tiers }, Defaults);

    private static bool IsSet(TimeSpan? time) => time is { } given && given != TimeSpan.Zero;

    private static TimeSpan OrInherited(TimeSpan? time, TimeSpan inherited) => IsSet(time) ? time!.Value : inherited;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
