using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Larder.Engine;
using Larder.Memory;
using Larder.Reading;
using Larder.Writing;

namespace Larder;

/// <summary>One named cache of a <see cref="CacheManager"/>. Any number of threads may use it at once.</summary>
public sealed class LarderCache : ICache
{
    private readonly CacheParts _parts;
    private readonly MemoryTier _memory;
    private readonly ReadPath _read;
    private readonly WritePath _write;

    internal LarderCache(string name, CacheParts parts)
    {
        Name = name;
        _parts = parts;
        _memory = parts.Memory;
        _read = parts.Read;
        _write = parts.Write;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>How many entries are in memory now.</summary>
    public long Count => _memory.Count;

    internal MemoryTier Memory => _memory;

    internal ReadPath Read => _read;

    internal WritePath Write => _write;

    internal TierParts? Tier => _parts.Tier;

    /// <summary>How the tier beyond memory is doing: whether it is asked, since when, and what it has missed. Null when there is none.</summary>
    public TierHealth? TierHealth => _parts.Tier?.Health;

    /// <summary>How the cache was built.</summary>
    public CacheOptions Options => _parts.Options;

    /// <summary>How many loads run or wait for their turn, those in the background included.</summary>
    internal int RunningLoads => _parts.RunningLoads;

    /// <inheritdoc cref="CacheExtensions.GetOrCreateAsync{TState, T}"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ValueTask<T> GetOrCreateAsync<TState, T>(
        string key,
        TState state,
        Func<TState, CacheEntryContext, CancellationToken, ValueTask<T>> factory,
        CacheEntryOptions? options = null,
        CancellationToken cancellationToken = default) =>
        _memory.TryHit<T>(key, options, out var value, out var seen)
            ? new ValueTask<T>(value)
            : _read.MissAsync(key, state, factory, options, seen, cancellationToken);

    ValueTask<T> ICache.GetOrCreateCoreAsync<TState, T>(
        string key,
        TState state,
        Func<TState, CacheEntryContext, CancellationToken, ValueTask<T>> factory,
        CacheEntryOptions? options,
        CancellationToken cancellationToken) =>
        GetOrCreateAsync(key, state, factory, options, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<CacheResult<T>> TryGetAsync<T>(
        string key, CacheEntryOptions? options = null, CancellationToken cancellationToken = default) =>
        _read.TryGetAsync<T>(key, options, cancellationToken);

    /// <inheritdoc cref="TryGetAsync{T}(string, CacheEntryOptions?, CancellationToken)"/>
    /// <summary>Looks a value up by characters, for callers who have no string; one is made only when memory has nothing.</summary>
    public ValueTask<CacheResult<T>> TryGetAsync<T>(
        ReadOnlySpan<char> key, CacheEntryOptions? options = null, CancellationToken cancellationToken = default) =>
        _read.TryGetAsync<T>(key, options, cancellationToken);

    /// <inheritdoc/>
    public bool TryGetLocal<T>(ReadOnlySpan<char> key, [MaybeNullWhen(false)] out T value) =>
        _read.TryGetLocal(key, out value);

    /// <inheritdoc/>
    public ValueTask<CacheWriteResult> SetAsync<T>(
        string key, T value, CacheEntryOptions? options = null, CancellationToken cancellationToken = default) =>
        _write.SetAsync(key, value, options, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> RemoveAsync(string key, CancellationToken cancellationToken = default) =>
        _write.RemoveAsync(key, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> ExpireAsync(string key, CancellationToken cancellationToken = default) =>
        _write.ExpireAsync(key, cancellationToken);

    /// <inheritdoc/>
    public ValueTask RemoveByTagAsync(string tag, CancellationToken cancellationToken = default) =>
        _write.InvalidateTagsAsync([tag], TagMatch.Any, keepStale: false, cancellationToken);

    /// <summary>Removes every value that carries any, or all, of several tags, stale copies included.</summary>
    /// <param name="tags">The tags.</param>
    /// <param name="match">Which entries they mean.</param>
    /// <param name="cancellationToken">Ends the wait of this caller.</param>
    /// <returns>Ends when no caller can see such a value any more.</returns>
    public ValueTask RemoveByTagsAsync(
        IReadOnlyList<string> tags, TagMatch match = TagMatch.Any, CancellationToken cancellationToken = default) =>
        _write.InvalidateTagsAsync(tags, match, keepStale: false, cancellationToken);

    /// <summary>Makes every value that carries a tag stale at once: it helps out only if loading it anew fails.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="cancellationToken">Ends the wait of this caller.</param>
    /// <returns>Ends when no caller can see such a value as a fresh one any more.</returns>
    public ValueTask ExpireByTagAsync(string tag, CancellationToken cancellationToken = default) =>
        _write.InvalidateTagsAsync([tag], TagMatch.Any, keepStale: true, cancellationToken);

    /// <inheritdoc cref="RemoveByTagsAsync"/>
    /// <summary>Makes every value that carries any, or all, of several tags stale at once.</summary>
    public ValueTask ExpireByTagsAsync(
        IReadOnlyList<string> tags, TagMatch match = TagMatch.Any, CancellationToken cancellationToken = default) =>
        _write.InvalidateTagsAsync(tags, match, keepStale: true, cancellationToken);

    /// <summary>Removes every value whose key matches a pattern such as <c>product:*</c>; looks at every key.</summary>
    /// <param name="pattern">
    /// <c>*</c> stands for any run of characters, <c>?</c> for one, <c>[a-z]</c> for one of a set; <c>\</c> takes the next
    /// character as it is.
    /// </param>
    /// <param name="cancellationToken">Ends the wait of this caller.</param>
    /// <returns>How many values were removed from memory.</returns>
    public ValueTask<long> RemoveByPatternAsync(string pattern, CancellationToken cancellationToken = default) =>
        _write.RemoveMatchingAsync(pattern, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> ClearAsync(CancellationToken cancellationToken = default) =>
        _write.ClearAsync(cancellationToken);

    /// <summary>Whether there is a fresh value. Counted neither as a hit nor as a miss.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the wait of this caller.</param>
    /// <returns>Whether there is one.</returns>
    public ValueTask<bool> ExistsAsync(string key, CancellationToken cancellationToken = default)
    {
        return _read.ExistsAsync(key, cancellationToken);
    }

    /// <summary>Writes a value if the key has the version that the caller saw.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="expectedVersion">The version from <see cref="CacheResult{T}.Version"/>; zero when there must be no value.</param>
    /// <param name="value">The new value.</param>
    /// <param name="options">How long it lives, what it is tagged with.</param>
    /// <param name="cancellationToken">Ends the wait of this caller.</param>
    /// <returns>The new version, in a result that succeeded; one that failed when another writer was there first.</returns>
    public ValueTask<CacheWriteResult> TryUpdateAsync<T>(
        string key,
        long expectedVersion,
        T value,
        CacheEntryOptions? options = null,
        CancellationToken cancellationToken = default) =>
        _write.TryUpdateAsync(key, expectedVersion, value, options, cancellationToken);

    /// <summary>Adds to a number, in one step; a key that holds none counts as zero. Its time to live stays as it is.</summary>
    /// <param name="key">The key.</param>
    /// <param name="by">What to add.</param>
    /// <param name="options">How long a number lives that is new.</param>
    /// <param name="cancellationToken">Ends the wait of this caller.</param>
    /// <returns>The sum.</returns>
    /// <exception cref="OverflowException">The sum does not fit; the number is as it was.</exception>
    public ValueTask<long> IncrementAsync(
        string key, long by = 1, CacheEntryOptions? options = null, CancellationToken cancellationToken = default) =>
        _write.IncrementAsync(key, by, options, cancellationToken);

    /// <summary>Returns the cached values, and makes all that are missing with one call of the factory.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="keys">The keys.</param>
    /// <param name="state">What the factory needs, so that it can be a static lambda.</param>
    /// <param name="factory">Makes the values of the keys it is given; what it leaves out does not exist.</param>
    /// <param name="options">What is special about this call.</param>
    /// <param name="cancellationToken">Ends the wait of this caller.</param>
    /// <returns>The values that exist, by key. A key that somebody else loads already is waited for, not loaded twice.</returns>
    public ValueTask<IReadOnlyDictionary<string, T>> GetOrCreateManyAsync<TState, T>(
        IReadOnlyCollection<string> keys,
        TState state,
        Func<TState, IReadOnlyList<string>, CancellationToken, ValueTask<IReadOnlyDictionary<string, T>>> factory,
        CacheEntryOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        Throw.IfTooMany(keys, _parts.Options.MaxKeysAtOnce);
        return _read.GetOrCreateManyAsync(keys, state, factory, options, cancellationToken);
    }

    /// <summary>Looks many values up at once, and makes none.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="keys">The keys.</param>
    /// <param name="cancellationToken">Ends the wait of this caller.</param>
    /// <returns>The values that there are, by key.</returns>
    /// <exception cref="CacheValidationException">There are more keys than <see cref="CacheOptions.MaxKeysAtOnce"/>.</exception>
    public async ValueTask<IReadOnlyDictionary<string, T>> GetManyAsync<T>(
        IReadOnlyCollection<string> keys, CancellationToken cancellationToken = default)
    {
        Throw.IfTooMany(keys, _parts.Options.MaxKeysAtOnce);
        var results = await _read.TryGetManyAsync<T>(keys, null, cancellationToken).ConfigureAwait(false);
        return results.ToDictionary(static each => each.Key, static each => each.Value.Value!, StringComparer.Ordinal);
    }

    /// <summary>Writes many values at once. No value is written before every key has been checked.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="values">The values, by key.</param>
    /// <param name="options">How long they live, what they are tagged with.</param>
    /// <param name="cancellationToken">Ends the wait of this caller.</param>
    /// <returns>Which tiers took all of the values.</returns>
    /// <exception cref="CacheValidationException">There are more values than <see cref="CacheOptions.MaxKeysAtOnce"/>.</exception>
    public ValueTask<CacheWriteResult> SetManyAsync<T>(
        IReadOnlyCollection<KeyValuePair<string, T>> values,
        CacheEntryOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        Throw.IfTooMany(values, _parts.Options.MaxKeysAtOnce);
        return _write.SetManyAsync(values, options, cancellationToken);
    }

    /// <summary>Removes many values at once.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="cancellationToken">Ends the wait of this caller.</param>
    /// <returns>How many there were.</returns>
    public ValueTask<long> RemoveManyAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken = default)
    {
        Throw.IfTooMany(keys, _parts.Options.MaxKeysAtOnce);
        return _write.RemoveManyAsync(keys, cancellationToken);
    }

    /// <summary>Lists the keys in memory a page at a time, with what is known of their entries.</summary>
    /// <param name="cursor">Zero to begin; then <see cref="EntryPage{TKey}.Next"/> of the page before.</param>
    /// <param name="limit">About how many entries to return.</param>
    /// <param name="prefix">What the keys must begin with. Default null: all keys.</param>
    /// <returns>The page. Entries whose tags were invalidated are listed until they leave.</returns>
    public EntryPage<string> List(long cursor = 0, int limit = 1_000, string? prefix = null) =>
        _memory.List(cursor, limit, prefix);

    /// <summary>Looks at an entry from outside: it is not counted, not prolonged and not refreshed by it.</summary>
    /// <param name="key">The key.</param>
    /// <returns>What memory knows of it; null when there is none.</returns>
    public CacheEntryDetails? Inspect(string key)
    {
        CacheText.CheckKey(key);
        return _memory.Peek(key) is { } slot ? _memory.Describe(key, slot) : null;
    }

    /// <summary>What the cache has done and holds.</summary>
    /// <returns>A snapshot; exact when nobody uses the cache.</returns>
    public CacheStats GetStats() => _parts.GetStats();
}
