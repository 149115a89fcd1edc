namespace Larder;

/// <summary>Shorter ways to ask an <see cref="ICache"/>, for factories that need no state or no context.</summary>
public static class CacheExtensions
{
    /// <inheritdoc cref="ICache.GetOrCreateAsync"/>
    public static ValueTask<T> GetOrCreateAsync<T>(
        this ICache cache,
        string key,
        Func<CancellationToken, ValueTask<T>> factory,
        CacheEntryOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cache);
        ArgumentNullException.ThrowIfNull(factory);
        return cache.GetOrCreateAsync(
            key, factory, static (make, _, token) => make(token), options, cancellationToken);
    }

    /// <inheritdoc cref="ICache.GetOrCreateAsync"/>
    public static ValueTask<T> GetOrCreateAsync<T>(
        this ICache cache,
        string key,
        Func<CacheEntryContext, CancellationToken, ValueTask<T>> factory,
        CacheEntryOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cache);
        ArgumentNullException.ThrowIfNull(factory);
        return cache.GetOrCreateAsync(
            key, factory, static (make, context, token) => make(context, token), options, cancellationToken);
    }

    /// <summary>Looks a value up, and returns the fallback when there is none.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="cache">The cache.</param>
    /// <param name="key">The key.</param>
    /// <param name="fallback">What to return when there is none.</param>
    /// <param name="cancellationToken">Ends the wait of this caller.</param>
    /// <returns>The value or the fallback; nothing is written.</returns>
    public static async ValueTask<T?> GetOrDefaultAsync<T>(
        this ICache cache, string key, T? fallback = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cache);
        var result = await cache.TryGetAsync<T>(key, null, cancellationToken).ConfigureAwait(false);
        return result.Found ? result.Value : fallback;
    }
}
