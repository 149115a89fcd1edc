namespace Larder.Serialization;

/// <summary>What an envelope tells of the value in it.</summary>
internal readonly record struct PayloadFacts()
{
    /// <summary>Of a value that is fresh for ever.</summary>
    internal const long Never = long.MaxValue;

    /// <summary>When it was written, in milliseconds since 1970. For people only: no decision depends on it.</summary>
    internal long CreatedMs { get; init; }

    /// <summary>When it stops being fresh, in milliseconds since 1970.</summary>
    internal long DeadlineMs { get; init; } = Never;

    /// <summary>
    /// How long after its deadline it is kept, in milliseconds. Where a tier tells the time that is left there, the fresh time
    /// left is that less this, and no clock is compared with another.
    /// </summary>
    internal long StaleWindowMs { get; init; }

    /// <summary>The version of the entry.</summary>
    internal long Version { get; init; }

    /// <summary>Whether somebody made it stale before its time.</summary>
    internal bool IsExpired { get; init; }

    internal string[] Tags { get; init; } = [];

    /// <summary>The version of each tag when the value was made; as many as there are tags.</summary>
    internal long[] TagVersions { get; init; } = [];

    internal string? ETag { get; init; }

    internal DateTimeOffset? LastModified { get; init; }
}
