namespace Larder;

/// <summary>A cache of one kind of value under one kind of key. Any number of threads may use it at once.</summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
public interface ICache<TKey, TValue>
    where TKey : notnull
{
    /// <summary>
    /// Returns the value; when it is missing, what the cache's loader makes, or the default of the type when the cache has
    /// no loader.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the wait of this caller.</param>
    /// <returns>The value. Use <see cref="TryGetAsync"/> where the default of the type is a value, too.</returns>
    ValueTask<TValue?> GetAsync(TKey key, CancellationToken cancellationToken = default);

    /// <summary>Returns the cached value, or makes it: once, however many ask for the key at the same time.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="state">What the factory needs, so that it can be a static lambda.</param>
    /// <param name="factory">Makes the value from the state and the key.</param>
    /// <param name="options">What is special about this call.</param>
    /// <param name="cancellationToken">Ends the wait of this caller.</param>
    /// <returns>The value.</returns>
    ValueTask<TValue> GetOrCreateAsync<TState>(
        TKey key,
        TState state,
        Func<TState, TKey, CacheEntryContext, CancellationToken, ValueTask<TValue>> factory,
        CacheEntryOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>Looks a value up, and never makes one.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the wait of this caller.</param>
    /// <returns>What was found, and how.</returns>
    ValueTask<CacheResult<TValue>> TryGetAsync(TKey key, CancellationToken cancellationToken = default);

    /// <summary>Writes a value.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="timeToLive">How long it lives. Default null: as the cache says; zero: no limit.</param>
    /// <param name="cancellationToken">Ends the wait of this caller.</param>
    /// <returns>Which tiers took the value.</returns>
    ValueTask<CacheWriteResult> SetAsync(
        TKey key, TValue value, TimeSpan? timeToLive = null, CancellationToken cancellationToken = default);

    /// <summary>Removes the value of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the wait of this caller.</param>
    /// <returns>Whether there was a value.</returns>
    ValueTask<bool> InvalidateAsync(TKey key, CancellationToken cancellationToken = default);

    /// <summary>Looks many values up at once; what is missing is left out, or loaded when the cache has a loader.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="cancellationToken">Ends the wait of this caller.</param>
    /// <returns>The values that there are, by key.</returns>
    /// <exception cref="CacheValidationException">There are more keys than the cache takes at once.</exception>
    ValueTask<IReadOnlyDictionary<TKey, TValue>> GetManyAsync(
        IReadOnlyCollection<TKey> keys, CancellationToken cancellationToken = default);

    /// <summary>Writes many values at once: all of them, or none when one of them cannot be written.</summary>
    /// <param name="values">The values, by key.</param>
    /// <param name="timeToLive">How long they live. Default null: as the cache says; zero: no limit.</param>
    /// <param name="cancellationToken">Ends the wait of this caller.</param>
    /// <returns>Which tiers took all of the values.</returns>
    /// <exception cref="CacheValidationException">There are more values than the cache takes at once.</exception>
    ValueTask<CacheWriteResult> SetManyAsync(
        IReadOnlyDictionary<TKey, TValue> values,
        TimeSpan? timeToLive = null,
        CancellationToken cancellationToken = default);
}
