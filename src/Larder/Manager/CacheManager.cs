using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Larder.Memory;
using Larder.Reading;

namespace Larder;

/// <summary>The front door: a default cache, and any number of named ones. One for each container; safe for all threads.</summary>
/// <remarks>
/// The members that take a key act on the default cache. A time to live of null or zero means the cache's own.
/// <para>Invariants: the set of caches never changes after construction. Disposing ends and awaits every load. What ends with
/// the manager is in <c>_companions</c>, which is replaced by compare-and-swap, and null once it has ended.</para>
/// </remarks>
public sealed class CacheManager : ICache, IAsyncDisposable, IDisposable
{
    /// <summary>The name of the default cache.</summary>
    public const string DefaultName = "default";

    private readonly Dictionary<string, LarderCache> _caches = new(StringComparer.Ordinal);
    private readonly List<CacheParts> _parts = [];
    private IDisposable[]? _companions = [];
    private readonly MemoryTier _memory;
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
            Tiers = options.Tiers,
        };
        Events = around.Events;
        Default = Add(DefaultName, options.Default, around);
        _memory = Default.Memory;
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

    /// <summary>All caches, the default one included.</summary>
    internal IReadOnlyCollection<LarderCache> Caches => _caches.Values;

    internal CacheEvents Events { get; }

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
        foreach (var companion in Interlocked.Exchange(ref _companions, null) ?? [])
        {
            companion.Dispose();
        }

        // All of them end before any is awaited, so that a load which ignores its token holds up no other cache.
        var ends = _parts.Select(parts => parts.DisposeAsync().AsTask()).ToArray();
        await Task.WhenAll(ends).ConfigureAwait(false);
    }

    /// <summary>Ends every load, and frees what the caches hold once none runs any more; waits for nothing.</summary>
    /// <remarks>
    /// A load that heeds its token has ended when this returns, or is about to. One that does not goes on by itself, and what it
    /// brings is thrown away. It is not waited for on purpose: it may need the very thread that disposes, to which a factory
    /// comes back after an await. Prefer <see cref="DisposeAsync"/>, which waits. Only the first of all calls has an effect.
    /// </remarks>
    public void Dispose()
    {
        var ending = DisposeAsync().AsTask();
        if (ending.IsCompleted)
        {
            ending.GetAwaiter().GetResult(); // it has ended: this passes an error on, and blocks nobody
        }
    }

    /// <summary>Has something disposed when this is; at once, when it was disposed already.</summary>
    internal void EndWith(IDisposable companion)
    {
        var known = Volatile.Read(ref _companions); // partner: the exchanges here and in DisposeAsync
        while (known is not null)
        {
            // Each turn means that another thread was quicker to add its own, or to dispose.
            var found = Interlocked.CompareExchange(ref _companions, [.. known, companion], known);
            if (ReferenceEquals(found, known))
            {
                return;
            }

            known = found;
        }

        companion.Dispose();
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
