namespace Larder.Invalidation;

/// <summary>A message that something in a cache is no longer true. It never carries values.</summary>
/// <remarks>
/// Immutable, and complete by construction: each kind has the one method that makes it. Applying a message twice, or two
/// messages in either order, comes to the same: each of them only takes away.
/// </remarks>
public sealed record CacheInvalidation
{
    private CacheInvalidation(CacheInvalidationKind kind, string cache, Guid origin)
    {
        ArgumentNullException.ThrowIfNull(cache);
        Kind = kind;
        Cache = cache;
        Origin = origin;
    }

    /// <summary>What happened.</summary>
    public CacheInvalidationKind Kind { get; }

    /// <summary>The name of the cache it happened in.</summary>
    public string Cache { get; }

    /// <summary>Who sent the message, so that the sender can tell its own.</summary>
    public Guid Origin { get; }

    /// <summary>The key, for the kinds that are about one; otherwise null.</summary>
    public string? Key { get; private init; }

    /// <summary>The tags, for the kinds that are about tags; otherwise empty.</summary>
    public IReadOnlyList<string> Tags { get; private init; } = [];

    /// <summary>Whether entries with one of the tags are meant, or those with all of them. Default: one.</summary>
    public TagMatch Match { get; private init; }

    /// <summary>The pattern, for the kind that is about one; otherwise null.</summary>
    public string? Pattern { get; private init; }

    /// <summary>
    /// Whether the tier beyond memory did not take the change, so that what it holds is older than what this message tells. Who
    /// hears it reads nothing of it from the tier until that has been taken away. Default: it did.
    /// </summary>
    public bool TierMissedIt { get; init; }

    /// <summary>A key was written.</summary>
    /// <param name="cache">The name of the cache.</param>
    /// <param name="origin">Who sends.</param>
    /// <param name="key">The key.</param>
    /// <returns>The message.</returns>
    public static CacheInvalidation Set(string cache, Guid origin, string key) =>
        OfKey(CacheInvalidationKind.Set, cache, origin, key);

    /// <summary>A key was removed.</summary>
    /// <param name="cache">The name of the cache.</param>
    /// <param name="origin">Who sends.</param>
    /// <param name="key">The key.</param>
    /// <returns>The message.</returns>
    public static CacheInvalidation Remove(string cache, Guid origin, string key) =>
        OfKey(CacheInvalidationKind.Remove, cache, origin, key);

    /// <summary>The value of a key is out of date.</summary>
    /// <param name="cache">The name of the cache.</param>
    /// <param name="origin">Who sends.</param>
    /// <param name="key">The key.</param>
    /// <returns>The message.</returns>
    public static CacheInvalidation Expire(string cache, Guid origin, string key) =>
        OfKey(CacheInvalidationKind.Expire, cache, origin, key);

    /// <summary>Everything that carries the tags was removed.</summary>
    /// <param name="cache">The name of the cache.</param>
    /// <param name="origin">Who sends.</param>
    /// <param name="tags">The tags, at least one; they are copied.</param>
    /// <param name="match">Whether one of the tags is enough. Default: it is.</param>
    /// <returns>The message.</returns>
    public static CacheInvalidation RemoveByTags(
        string cache, Guid origin, IReadOnlyList<string> tags, TagMatch match = TagMatch.Any) =>
        OfTags(CacheInvalidationKind.RemoveByTags, cache, origin, tags, match);

    /// <summary>Everything that carries the tags is out of date.</summary>
    /// <param name="cache">The name of the cache.</param>
    /// <param name="origin">Who sends.</param>
    /// <param name="tags">The tags, at least one; they are copied.</param>
    /// <param name="match">Whether one of the tags is enough. Default: it is.</param>
    /// <returns>The message.</returns>
    public static CacheInvalidation ExpireByTags(
        string cache, Guid origin, IReadOnlyList<string> tags, TagMatch match = TagMatch.Any) =>
        OfTags(CacheInvalidationKind.ExpireByTags, cache, origin, tags, match);

    /// <summary>Every key that matches a pattern was removed.</summary>
    /// <param name="cache">The name of the cache.</param>
    /// <param name="origin">Who sends.</param>
    /// <param name="pattern">The pattern, as it was written.</param>
    /// <returns>The message.</returns>
    public static CacheInvalidation RemoveByPattern(string cache, Guid origin, string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);

        return new CacheInvalidation(CacheInvalidationKind.RemoveByPattern, cache, origin) { Pattern = pattern };
    }

    /// <summary>The cache was emptied.</summary>
    /// <param name="cache">The name of the cache.</param>
    /// <param name="origin">Who sends.</param>
    /// <returns>The message.</returns>
    public static CacheInvalidation Clear(string cache, Guid origin) => new(CacheInvalidationKind.Clear, cache, origin);

    /// <summary>A message of a kind that is about one key.</summary>
    internal static CacheInvalidation OfKey(CacheInvalidationKind kind, string cache, Guid origin, string key)
    {
        ArgumentNullException.ThrowIfNull(key);

        return new CacheInvalidation(kind, cache, origin) { Key = key };
    }

    private static CacheInvalidation OfTags(
        CacheInvalidationKind kind, string cache, Guid origin, IReadOnlyList<string> tags, TagMatch match)
    {
        ArgumentNullException.ThrowIfNull(tags);
        if (tags.Count == 0)
        {
            Throw.NoTags();
        }

        string[] copy = [.. tags];
        return new CacheInvalidation(kind, cache, origin) { Tags = Array.AsReadOnly(copy), Match = match };
    }
}
