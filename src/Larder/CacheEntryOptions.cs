namespace Larder;

/// <summary>
/// What is special about one call, or about one cache. Immutable: make one object for each call site and keep it.
/// </summary>
/// <remarks>
/// Null inherits: from the cache, which inherits from the defaults named here. Times must not be negative. A zero
/// <see cref="Expiration"/>, <see cref="LocalExpiration"/> or <see cref="NullExpiration"/> stands for the cache's own;
/// any other zero turns its feature off. <see cref="Forever"/> is a life without end.
/// </remarks>
public sealed record CacheEntryOptions
{
    /// <summary>An <see cref="Expiration"/> that never comes: the value lives until it is evicted or removed.</summary>
    public static readonly TimeSpan Forever = TimeSpan.MaxValue;

    /// <summary>How many tags one entry may carry.</summary>
    public const int MostTags = 64;

    /// <summary>How long after it was made a value is fresh. Default five minutes.</summary>
    public TimeSpan? Expiration { get; init; }

    /// <summary>How long it is fresh in the memory of this process; at most <see cref="Expiration"/>. Default: as long.</summary>
    public TimeSpan? LocalExpiration { get; init; }

    /// <summary>
    /// How long after it was last asked for a value lives; never past <see cref="Expiration"/>, which must not be
    /// <see cref="Forever"/>, or a value that is always in use would never be made anew. Default: off.
    /// </summary>
    public TimeSpan? Sliding { get; init; }

    /// <summary>The most that is added to <see cref="Expiration"/> by chance, so that entries do not end together. Default: off.</summary>
    public TimeSpan? Jitter { get; init; }

    /// <summary>
    /// How long after <see cref="Expiration"/> a value is still returned at once, while one caller's request makes it anew
    /// in the background. Default: off.
    /// </summary>
    public TimeSpan? StaleFor { get; init; }

    /// <summary>
    /// How long after <see cref="Expiration"/> a value helps out when its factory fails or takes too long. It is kept that
    /// much longer when it is written with this option. Default: off.
    /// </summary>
    public TimeSpan? StaleIfError { get; init; }

    /// <summary>How long a stale value stands in before the factory that failed is tried again. Default 30 seconds.</summary>
    public TimeSpan? ErrorRetryAfter { get; init; }

    /// <summary>How long a caller waits for the factory when there is a stale value to return instead. Default: off.</summary>
    public TimeSpan? SoftTimeout { get; init; }

    /// <summary>How long a caller waits for the factory at most. Default: off.</summary>
    public TimeSpan? HardTimeout { get; init; }

    /// <summary>What becomes of a load for which nobody waits after a time limit. Default <see cref="TimedOutLoad.Complete"/>.</summary>
    public TimedOutLoad? OnTimeout { get; init; }

    /// <summary>
    /// The share of <see cref="Expiration"/>, between 0 and 1, after which a hit makes the value anew in the background
    /// while it is still fresh. Default 0: off.
    /// </summary>
    public double? RefreshAfter { get; init; }

    /// <summary>
    /// How early values are made anew by chance, in multiples of the time that making them took: popular entries of many
    /// processes then never end together. 1 is a good value. Default 0: off.
    /// </summary>
    public double? EarlyRefresh { get; init; }

    /// <summary>Whether null is kept. Default <see cref="NullPolicy.Cache"/>.</summary>
    public NullPolicy? Nulls { get; init; }

    /// <summary>How long null is fresh. Default: as long as any other value.</summary>
    public TimeSpan? NullExpiration { get; init; }

    /// <summary>Which tiers are read and written. Default <see cref="CacheTiers.All"/>.</summary>
    public CacheTiers? Tiers { get; init; }

    /// <summary>What the entry weighs, in a cache that is bounded by size. Default: what the cache measures.</summary>
    public long? Size { get; init; }

    /// <summary>Whether the entry may be evicted. Default <see cref="CachePriority.Normal"/>.</summary>
    public CachePriority? Priority { get; init; }

    /// <summary>By which names the entry can be removed together with others; at most <see cref="MostTags"/>. Default: none.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>
    /// What the value looks like in the shared tier. Default <see cref="PayloadFormat.Envelope"/>. All that is written and
    /// read under a key must say the same.
    /// </summary>
    public PayloadFormat? Payload { get; init; }

    /// <summary>
    /// Whether the factory runs in the context of the caller that needed it first: its culture, its activity, its
    /// <see cref="AsyncLocal{T}"/> values. Default <see cref="FactoryContext.Flow"/>.
    /// </summary>
    public FactoryContext? Context { get; init; }
}
