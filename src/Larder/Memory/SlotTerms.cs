namespace Larder.Memory;

/// <summary>On which terms a value is kept in memory.</summary>
internal readonly record struct SlotTerms
{
    /// <summary>How long it is fresh; below zero for one that is stale already, by how long it has been so.</summary>
    internal required TimeSpan FreshFor { get; init; }

    /// <summary>The version that a tier issued; 0 where the cache has to issue its own.</summary>
    internal long Version { get; init; }

    /// <summary>Whether somebody made it stale before its time.</summary>
    internal bool IsExpired { get; init; }

    internal TimeSpan Jitter { get; init; }

    internal TimeSpan Sliding { get; init; }

    internal TimeSpan StaleWindow { get; init; }

    /// <summary>The share of the fresh time after which a hit refreshes; 0 for never.</summary>
    internal double RefreshAfter { get; init; }

    /// <summary>How early a refresh is drawn by chance, in multiples of <see cref="LoadTime"/>; 0 for never.</summary>
    internal double EarlyRefresh { get; init; }

    internal TimeSpan LoadTime { get; init; }

    internal string[]? Tags { get; init; }

    /// <summary>The invalidation epoch that the tags are measured from.</summary>
    internal long Stamp { get; init; }

    internal string? ETag { get; init; }

    internal DateTimeOffset? LastModified { get; init; }

    internal long? Size { get; init; }

    internal bool NeverRemove { get; init; }

    /// <summary>The terms of a value that a caller sets.</summary>
    internal static SlotTerms Of(ResolvedOptions options, bool isNull, long stamp) => new()
    {
        FreshFor = isNull && options.NullExpiration is { } ofNull ? ofNull : options.LocalExpiration,
        Jitter = options.Jitter,
        Sliding = options.Sliding,
        StaleWindow = options.StaleWindow,
        RefreshAfter = options.RefreshAfter,
        Tags = options.Tags,
        Stamp = stamp,
        Size = options.Size,
        NeverRemove = options.Priority == CachePriority.NeverRemove,
    };

    /// <summary>The terms of a value that a factory made.</summary>
    internal static SlotTerms Of(
        ResolvedOptions options, CacheEntryContext context, string[] tags, bool isNull, long stamp, TimeSpan loadTime)
    {
        var local = context.LocalExpiration < context.Expiration ? context.LocalExpiration : context.Expiration;
        return new()
        {
            FreshFor = isNull && options.NullExpiration is { } ofNull ? ofNull : local,
            Jitter = options.Jitter,
            Sliding = context.Sliding,
            StaleWindow = context.StaleFor > context.StaleIfError ? context.StaleFor : context.StaleIfError,
            RefreshAfter = options.RefreshAfter,
            EarlyRefresh = options.EarlyRefresh,
            LoadTime = loadTime,
            Tags = tags,
            Stamp = stamp,
            ETag = context.ETag,
            LastModified = context.LastModified,
            Size = context.Size,
            NeverRemove = options.Priority == CachePriority.NeverRemove,
        };
    }
}
