namespace Larder;

/// <summary>What a cache knows of one entry in memory, for people and tools that look at it. Immutable.</summary>
/// <param name="Key">The key.</param>
/// <param name="ValueType">The type that the value was written with.</param>
/// <param name="Value">The value, boxed if need be; not a copy, so it must not be changed.</param>
/// <param name="Tags">The tags that it carries.</param>
/// <param name="Version">Its version, for <c>TryUpdateAsync</c>.</param>
/// <param name="ExpiresIn">How long it will be fresh; null when for ever, zero when it is stale.</param>
public sealed record CacheEntryDetails(
    string Key, Type ValueType, object? Value, IReadOnlyList<string> Tags, long Version, TimeSpan? ExpiresIn)
{
    /// <summary>Whether its time is over, and it is kept only to help out.</summary>
    public bool IsStale => ExpiresIn == TimeSpan.Zero;

    /// <summary>The key and the type; a value is never printed.</summary>
    /// <returns>A text for logs of tools.</returns>
    public override string ToString() => $"{Key} ({ValueType.Name})";
}
