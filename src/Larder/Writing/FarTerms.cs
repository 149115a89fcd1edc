namespace Larder.Writing;

/// <summary>On which terms a value is kept in the tier beyond memory.</summary>
/// <param name="FreshFor">How long it is fresh.</param>
/// <param name="StaleWindow">How much longer it is kept.</param>
/// <param name="Tags">Its tags.</param>
/// <param name="Format">What it looks like there.</param>
internal readonly record struct FarTerms(TimeSpan FreshFor, TimeSpan StaleWindow, string[] Tags, PayloadFormat Format)
{
    /// <summary>The versions of the tags, the second ones first if there are such; null to ask the tier for those of now.</summary>
    internal long[]? TagVersions { get; init; }

    internal string? ETag { get; init; }

    internal DateTimeOffset? LastModified { get; init; }

    /// <summary>How long the tier is to keep it; null for ever.</summary>
    internal TimeSpan? TimeToLive =>
        FreshFor > CacheEntryOptions.Forever - StaleWindow || FreshFor == CacheEntryOptions.Forever ? null : FreshFor + StaleWindow;

    /// <summary>The terms of a value that a caller sets.</summary>
    internal static FarTerms Of(ResolvedOptions options, bool isNull) =>
        new(
            Life(isNull && options.NullExpiration is { } ofNull ? ofNull : options.Expiration, options.Sliding),
            options.StaleWindow,
            options.Tags,
            options.Payload);

    /// <summary>The terms of a value that a factory made.</summary>
    internal static FarTerms Of(ResolvedOptions options, CacheEntryContext context, string[] tags, bool isNull) =>
        new(
            Life(isNull && options.NullExpiration is { } ofNull ? ofNull : context.Expiration, context.Sliding),
            context.StaleFor > context.StaleIfError ? context.StaleFor : context.StaleIfError,
            tags,
            options.Payload)
        {
            ETag = context.ETag,
            LastModified = context.LastModified,
        };

    /// <summary>Accesses in memory do not reach the tier: what slides is kept there for one turn only, and never too long.</summary>
    private static TimeSpan Life(TimeSpan expiration, TimeSpan sliding) =>
        sliding > TimeSpan.Zero && sliding < expiration ? sliding : expiration;
}
