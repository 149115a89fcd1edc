namespace Larder.Invalidation;

/// <summary>What happened to the values that a message is about.</summary>
public enum CacheInvalidationKind
{
    /// <summary>The key was written elsewhere: a copy of what was there before is untrue.</summary>
    Set = 0,

    /// <summary>The key was removed, and may not even be returned as a stale value.</summary>
    Remove = 1,

    /// <summary>The value of the key is out of date; it may be kept as a stale one.</summary>
    Expire = 2,

    /// <summary>Everything that carries the tags was removed.</summary>
    RemoveByTags = 3,

    /// <summary>Everything that carries the tags is out of date; it may be kept as stale.</summary>
    ExpireByTags = 4,

    /// <summary>Every key that matches the pattern was removed.</summary>
    RemoveByPattern = 5,

    /// <summary>The cache was emptied.</summary>
    Clear = 6,
}
