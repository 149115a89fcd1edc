using System.Runtime.CompilerServices;
using Larder.Memory;

namespace Larder;

/// <summary>The ways to ask an <see cref="ICache"/> for a value, and to have it made when it is missing.</summary>
public static class CacheExtensions
{
    /// <summary>Returns the cached value, or makes it: once, however many ask for the key at the same time.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <typeparam name="T">The type of the value. A key that holds another type is a miss, and its value is replaced.</typeparam>
    /// <param name="cache">The cache.</param>
    /// <param name="key">The key.</param>
    /// <param name="state">What the factory needs, so that it can be a static lambda.</param>
    /// <param name="factory">Makes the value. What it throws reaches the caller, and everyone who waited, untouched.</param>
    /// <param name="options">What is special about this call. Default null: what the cache was set up with.</param>
    /// <param name="cancellationToken">Ends the wait of this caller.</param>
    /// <returns>The value; without any allocation when it was in memory.</returns>
    /// <exception cref="ArgumentException">The key or the options make no sense; the message says which and why.</exception>
    /// <exception cref="CacheTimeoutException">The hard time limit passed, and there is no stale value to return.</exception>
    /// <exception cref="CacheOverloadedException">Too many loads run and wait, and there is no stale value to return.</exception>
    /// <exception cref="InvalidOperationException">The factory asked for its own key.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueTask<T> GetOrCreateAsync<TState, T>(
        this ICache cache,
        string key,
        TState state,
        Func<TState, CacheEntryContext, CancellationToken, ValueTask<T>> factory,
        CacheEntryOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        // An interface finds a generic method by a search at every call; a class that is known finds it at once. All that is
        // not a hit leaves by one and the same call, so that the result of a hit need not pass through memory.
        Slot? seen = null;
        if (cache is LarderCache known && known.Memory.TryHit<T>(key, options, out var value, out seen))
        {
            return new ValueTask<T>(value);
        }

        return GetOrCreateElsewhereAsync(cache, key, state, factory, options, seen, cancellationToken);
    }

    /// <inheritdoc cref="GetOrCreateAsync{TState, T}"/>
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

    /// <inheritdoc cref="GetOrCreateAsync{TState, T}"/>
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

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ValueTask<T> GetOrCreateElsewhereAsync<TState, T>(
        ICache cache,
        string key,
        TState state,
        Func<TState, CacheEntryContext, CancellationToken, ValueTask<T>> factory,
        CacheEntryOptions? options,
        Slot? seen,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cache);
        return cache is LarderCache known
            ? known.Read.MissAsync(key, state, factory, options, seen, cancellationToken)
            : cache.GetOrCreateCoreAsync(key, state, factory, options, cancellationToken);
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
