using System.Diagnostics.CodeAnalysis;

namespace Larder;

/// <summary>One logical cache: string keys, values of any type. Any number of threads may use it at once.</summary>
/// <remarks>
/// <para>
/// A value that was removed, replaced, expired, cleared or invalidated by tag is never returned to a caller who asks
/// after that call returned, not even by a load that began before it.
/// </para>
/// <para>
/// Cancellation: your token ends your wait. The load itself ends when nobody waits for it any more, unless
/// <see cref="CacheEntryOptions.OnTimeout"/> says that it shall be completed.
/// </para>
/// </remarks>
public interface ICache
{
    /// <summary>The name of this cache, unique within its <c>CacheManager</c>.</summary>
    string Name { get; }

    /// <summary>
    /// What <c>GetOrCreateAsync</c> does in this cache. Implement this one and call that one, which need not look for the
    /// method of the two types at every hit.
    /// </summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="state">What the factory needs.</param>
    /// <param name="factory">Makes the value.</param>
    /// <param name="options">What is special about this call.</param>
    /// <param name="cancellationToken">Ends the wait of this caller.</param>
    /// <returns>The value.</returns>
    ValueTask<T> GetOrCreateCoreAsync<TState, T>(
        string key,
        TState state,
        Func<TState, CacheEntryContext, CancellationToken, ValueTask<T>> factory,
        CacheEntryOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>Looks a value up, and never makes one.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="options">
    /// What is special about this call: a stale value is returned only within its <see cref="CacheEntryOptions.StaleFor"/>.
    /// </param>
    /// <param name="cancellationToken">Ends the wait of this caller.</param>
    /// <returns>What was found, and how.</returns>
    ValueTask<CacheResult<T>> TryGetAsync<T>(
        string key, CacheEntryOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Looks a value up in the memory of this process, by characters: no string, no task, no wait.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="key">The characters of the key.</param>
    /// <param name="value">The value, when there is a fresh one.</param>
    /// <returns>Whether there is a fresh value of that type in memory.</returns>
    bool TryGetLocal<T>(ReadOnlySpan<char> key, [MaybeNullWhen(false)] out T value);

    /// <summary>Writes a value, whatever is there. A load in the air for the key will not overwrite it.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="value">The value; null is a value like any other, see <see cref="CacheEntryOptions.Nulls"/>.</param>
    /// <param name="options">How long it lives, what it is tagged with. Default null: what the cache was set up with.</param>
    /// <param name="cancellationToken">Ends the wait of this caller.</param>
    /// <returns>Which tiers took the value.</returns>
    /// <exception cref="CacheCapacityException">The value can never fit; what was there before is gone.</exception>
    ValueTask<CacheWriteResult> SetAsync<T>(
        string key, T value, CacheEntryOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Removes the value of a key, stale copies included. A load in the air for it will not bring it back.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the wait of this caller.</param>
    /// <returns>Whether there was a value.</returns>
    ValueTask<bool> RemoveAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Makes the value of a key stale at once: it will be loaded anew, and helps out only if that fails.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the wait of this caller.</param>
    /// <returns>Whether there was a value.</returns>
    ValueTask<bool> ExpireAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Removes every value that carries a tag, stale copies included, however many they are, in constant time.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="cancellationToken">Ends the wait of this caller.</param>
    /// <returns>Ends when no caller can see such a value any more.</returns>
    ValueTask RemoveByTagAsync(string tag, CancellationToken cancellationToken = default);

    /// <summary>Removes everything, stale copies included. Loads in the air will not bring anything back.</summary>
    /// <param name="cancellationToken">Ends the wait of this caller.</param>
    /// <returns>Whether every tier was cleared.</returns>
    ValueTask<bool> ClearAsync(CancellationToken cancellationToken = default);
}
