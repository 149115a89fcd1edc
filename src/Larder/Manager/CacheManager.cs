using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Larder.Reading;

namespace Larder;

/// <summary>The front door: a default cache, and any number of named ones. One for each container; safe for all threads.</summary>
/// <remarks>
/// The members that take a key act on the default cache. A time to live of null or zero means the cache's own.
/// <para>Invariants: the set of caches never changes after construction. Disposing ends and awaits every load.</para>
/// </remarks>
public sealed class CacheManager : ICache, IAsyncDisposable
{
    /// <summary>The name of the default cache.</summary>
    public const string DefaultName = "default";

    private readonly Dictionary<string, LarderCache> _caches = new(StringComparer.Ordinal);
    private readonly List<CacheParts> _parts = [];
    private readonly ReadPath _read;

    /// <summary>Builds the caches.</summary>
    /// <param name="options">How. Default null: one cache in memory.</param>
    /// <exception cref="ArgumentException">The options make no sense; the message lists every fault.</exception>
    public CacheManager(CacheManagerOptions? options = null)
    {
        options ??= new CacheManagerOptions();
        Throw.IfFaulty(options.Validate());
        var around = new CacheSurroundings(
            options.Time, options.Bus, options.Loggers, options.Seed ?? BitConverter.ToInt64(Guid.NewGuid().ToByteArray()))
        {
            LogKeys = options.LogKeys,
        };
        Default = Add(DefaultName, options.Default, around);
        _read = Default.Read;
        foreach (var (name, each) in options.Named)
        {
            Add(name, each, around);
        }
    }

    /// <summary>Builds one cache.</summary>
    /// <param name="options">How the default cache is built.</param>
    public CacheManager(CacheOptions options)
        : this(new CacheManagerOptions { Default = options })
    {
    }

    /// <inheritdoc/>
    public string Name => DefaultName;

    /// <summary>The default cache.</summary>
    public LarderCache Default { get; }

    /// <summary>The names of all caches, that of the default one included.</summary>
    public IReadOnlyCollection<string> CacheNames => _caches.Keys;

    /// <summary>A cache by name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The cache.</returns>
    /// <exception cref="ArgumentException">There is no cache of that name.</exception>
    public LarderCache GetCache(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!_caches.TryGetValue(name, out var cache))
        {
            Throw.NoSuchCache(name, _caches.Keys);
        }

        return cache;
    }

    /// <summary>The value of a key, or the default of its type when there is none.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the wait of this caller.</param>
    /// <returns>The value.</returns>
    public ValueTask<T?> GetAsync<T>(string key, CancellationToken cancellationToken = default) =>
        Default.GetOrDefaultAsync<T>(key, default, cancellationToken);

    /// <summary>Writes a value.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="timeToLive">How long it lives. Null or zero: as the cache says.</param>
    /// <param name="cancellationToken">Ends the wait of this caller.</param>
    /// <returns>Which tiers took the value.</returns>
    public ValueTask<CacheWriteResult> SetAsync<T>(
        string key, T value, TimeSpan? timeToLive, CancellationToken cancellationToken = default) =>
        Default.SetAsync(key, value, timeToLive is null ? null : new() { Expiration = timeToLive }, cancellationToken);

    /// <summary>Removes the value of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the wait of this caller.</param>
    /// <returns>Whether there was one.</returns>
    public ValueTask<bool> DeleteAsync(string key, CancellationToken cancellationToken = default) =>
        Default.RemoveAsync(key, cancellationToken);

    /// <inheritdoc cref="LarderCache.ExistsAsync"/>
    public ValueTask<bool> ExistsAsync(string key, CancellationToken cancellationToken = default) =>
        Default.ExistsAsync(key, cancellationToken);

    /// <inheritdoc cref="LarderCache.GetStats"/>
    public CacheStats GetStats() => Default.GetStats();

    /// <inheritdoc cref="CacheExtensions.GetOrCreateAsync{TState, T}"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ValueTask<T> GetOrCreateAsync<TState, T>(
        string key,
        TState state,
        Func<TState, CacheEntryContext, CancellationToken, ValueTask<T>> factory,
        CacheEntryOptions? options = null,
        CancellationToken cancellationToken = default) =>
        _read.GetOrCreateAsync(key, state, factory, options, cancellationToken);

    ValueTask<T> ICache.GetOrCreateCoreAsync<TState, T>(
        string key,
        TState state,
        Func<TState, CacheEntryContext, CancellationToken, ValueTask<T>> factory,
        CacheEntryOptions? options,
        CancellationToken cancellationToken) =>
        _read.GetOrCreateAsync(key, state, factory, options, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<CacheResult<T>> TryGetAsync<T>(
        string key, CacheEntryOptions? options = null, CancellationToken cancellationToken = default) =>
        Default.TryGetAsync<T>(key, options, cancellationToken);

    /// <inheritdoc/>
    public bool TryGetLocal<T>(ReadOnlySpan<char> key, [MaybeNullWhen(false)] out T value) =>
        Default.TryGetLocal(key, out value);

    /// <inheritdoc/>
    public ValueTask<CacheWriteResult> SetAsync<T>(
        string key, T value, CacheEntryOptions? options = null, CancellationToken cancellationToken = default) =>
        Default.SetAsync(key, value, options, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> RemoveAsync(string key, CancellationToken cancellationToken = default) =>
        Default.RemoveAsync(key, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> ExpireAsync(string key, CancellationToken cancellationToken = default) =>
        Default.ExpireAsync(key, cancellationToken);

    /// <inheritdoc/>
    public ValueTask RemoveByTagAsync(string tag, CancellationToken cancellationToken = default) =>
        Default.RemoveByTagAsync(tag, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> ClearAsync(CancellationToken cancellationToken = default) =>
        Default.ClearAsync(cancellationToken);

    /// <inheritdoc cref="LarderCache.RemoveByPatternAsync"/>
    public ValueTask<long> RemoveByPatternAsync(string pattern, CancellationToken cancellationToken = default) =>
        Default.RemoveByPatternAsync(pattern, cancellationToken);

    /// <inheritdoc cref="LarderCache.TryUpdateAsync"/>
    public ValueTask<CacheWriteResult> TryUpdateAsync<T>(
        string key,
        long expectedVersion,
        T value,
        CacheEntryOptions? options = null,
        CancellationToken cancellationToken = default) =>
        Default.TryUpdateAsync(key, expectedVersion, value, options, cancellationToken);

    /// <inheritdoc cref="LarderCache.IncrementAsync"/>
    public ValueTask<long> IncrementAsync(
        string key, long by = 1, CacheEntryOptions? options = null, CancellationToken cancellationToken = default) =>
        Default.IncrementAsync(key, by, options, cancellationToken);

    /// <inheritdoc cref="LarderCache.GetManyAsync"/>
    public ValueTask<IReadOnlyDictionary<string, T>> GetManyAsync<T>(
        IReadOnlyCollection<string> keys, CancellationToken cancellationToken = default) =>
        Default.GetManyAsync<T>(keys, cancellationToken);

    /// <inheritdoc cref="LarderCache.SetManyAsync"/>
    public ValueTask<CacheWriteResult> SetManyAsync<T>(
        IReadOnlyCollection<KeyValuePair<string, T>> values,
        CacheEntryOptions? options = null,
        CancellationToken cancellationToken = default) =>
        Default.SetManyAsync(values, options, cancellationToken);

    /// <summary>Ends every load, waits for whatever the caches started, and frees what they hold.</summary>
    /// <returns>Ends when nothing of the caches runs any more.</returns>
    public async ValueTask DisposeAsync()
    {
        // All of them end before any is awaited, so that a load which ignores its token holds up no other cache.
        var ends = _parts.Select(parts => parts.DisposeAsync().AsTask()).ToArray();
        await Task.WhenAll(ends).ConfigureAwait(false);
    }

    private LarderCache Add(string name, CacheOptions options, CacheSurroundings around)
    {
        var parts = new CacheParts(name, options, around);
        var cache = new LarderCache(name, parts);
        _parts.Add(parts);
        _caches.Add(name, cache);
        return cache;
    }
}
