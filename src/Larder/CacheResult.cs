namespace Larder;

/// <summary>What a look-up found.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="Found">Whether there is a value.</param>
/// <param name="Value">The value, when there is one; it may be null.</param>
/// <param name="Tier">Where it was found.</param>
/// <param name="IsStale">Whether its time is over.</param>
/// <param name="ExpiresIn">How long it will be fresh; null when for ever, zero when it is stale.</param>
/// <param name="Version">The version of the value, for <c>TryUpdateAsync</c>; zero when nothing was found.</param>
public readonly record struct CacheResult<T>(
    bool Found, T? Value, CacheTier Tier, bool IsStale, TimeSpan? ExpiresIn, long Version);
