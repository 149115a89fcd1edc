using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Larder.Reading;
using Larder.Writing;

namespace Larder;

/// <summary>
/// One kind of value under one kind of key, in a cache that others may share: derive from it to say how keys are written and,
/// if you like, how values are loaded. Safe for all threads.
/// </summary>
/// <remarks>
/// Keys are written into memory of the stack, and looked up from there: a hit makes no string.
/// <para>A time to live of null means the cache's own, zero no limit.</para>
/// </remarks>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
[SuppressMessage("Design", "MA0053:Make class sealed", Justification = "Made to be derived from.")]
public class TypedCache<TKey, TValue> : ICache<TKey, TValue>
    where TKey : notnull
{
    private const int UsualKey = 128;

    private readonly LarderCache _cache;
    private readonly ReadPath _read;
    private readonly CacheEntryOptions? _options;
    private readonly string _prefix;
    private readonly bool _overridesLoading;

    /// <summary>Builds a typed cache.</summary>
    /// <param name="cache">The cache that holds the values.</param>
    /// <param name="prefix">What keys begin with, followed by a colon; must be the cache's own, or types would mix.</param>
    /// <param name="timeToLive">How long values live. Default null: as the cache says; zero: no limit.</param>
    /// <param name="options">What else holds for every value.</param>
    public TypedCache(LarderCache cache, string prefix, TimeSpan? timeToLive = null, CacheEntryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(cache);
        CacheText.Check("prefix", prefix, nameof(prefix));
        _cache = cache;
        _read = cache.Read;
        _prefix = prefix;
        _options = WithTime(options, timeToLive);

        // Asked once: a class that overrides the one and forgets to say so would be answered with nothing for every key.
        _overridesLoading = new Loading(LoadAsync).Method.DeclaringType != typeof(TypedCache<TKey, TValue>);
    }

    private delegate ValueTask<TValue> Loading(TKey key, CacheEntryContext context, CancellationToken cancellationToken);

    /// <summary>Builds a typed cache in the default cache of a manager.</summary>
    /// <param name="manager">The manager.</param>
    /// <param name="prefix">What keys begin with, followed by a colon.</param>
    /// <param name="timeToLive">How long values live. Default null: as the cache says; zero: no limit.</param>
    /// <param name="options">What else holds for every value.</param>
    public TypedCache(CacheManager manager, string prefix, TimeSpan? timeToLive = null, CacheEntryOptions? options = null)
        : this((manager ?? throw new ArgumentNullException(nameof(manager))).Default, prefix, timeToLive, options)
    {
    }

    /// <summary>Whether what is missing is loaded. Default: whether <see cref="LoadAsync"/> is overridden.</summary>
    protected virtual bool HasLoader => _overridesLoading;

    /// <inheritdoc/>
    public ValueTask<TValue?> GetAsync(TKey key, CancellationToken cancellationToken = default)
    {
        Span<char> space = stackalloc char[UsualKey];
        var text = Write(key, space, out var rented);
        try
        {
            if (HasLoader)
            {
                return AsNullable(_read.GetOrCreateAsync<(TypedCache<TKey, TValue> Cache, TKey Key), TValue>(
                    text,
                    (this, key),
                    static (state, context, token) => state.Cache.LoadAsync(state.Key, context, token),
                    _options,
                    cancellationToken));
            }

            cancellationToken.ThrowIfCancellationRequested();
            return ValueOf(_read.TryGetAsync<TValue>(text, _options, cancellationToken));
        }
        finally
        {
            Return(rented);
        }
    }

    /// <inheritdoc/>
    public ValueTask<TValue> GetOrCreateAsync<TState>(
        TKey key,
        TState state,
        Func<TState, TKey, CacheEntryContext, CancellationToken, ValueTask<TValue>> factory,
        CacheEntryOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(factory);
        Span<char> space = stackalloc char[UsualKey];
        var text = Write(key, space, out var rented);
        try
        {
            return _read.GetOrCreateAsync<(TState State, TKey Key, Func<TState, TKey, CacheEntryContext, CancellationToken, ValueTask<TValue>> Make), TValue>(
                text,
                (state, key, factory),
                static (all, context, token) => all.Make(all.State, all.Key, context, token),
                options ?? _options,
                cancellationToken);
        }
        finally
        {
            Return(rented);
        }
    }

    /// <inheritdoc/>
    public ValueTask<CacheResult<TValue>> TryGetAsync(TKey key, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Span<char> space = stackalloc char[UsualKey];
        var text = Write(key, space, out var rented);
        try
        {
            return _read.TryGetAsync<TValue>(text, _options, cancellationToken);
        }
        finally
        {
            Return(rented);
        }
    }

    /// <inheritdoc/>
    public ValueTask<CacheWriteResult> SetAsync(
        TKey key, TValue value, TimeSpan? timeToLive = null, CancellationToken cancellationToken = default) =>
        _cache.SetAsync(KeyOf(key), value, WithTime(_options, timeToLive), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> InvalidateAsync(TKey key, CancellationToken cancellationToken = default) =>
        _cache.RemoveAsync(KeyOf(key), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyDictionary<TKey, TValue>> GetManyAsync(
        IReadOnlyCollection<TKey> keys, CancellationToken cancellationToken = default)
    {
        Throw.IfTooMany(keys, _cache.Options.MaxKeysAtOnce);
        var found = new Dictionary<TKey, TValue>(keys.Count);
        if (HasLoader)
        {
            await LoadAllAsync(keys, found, cancellationToken).ConfigureAwait(false);
            return found;
        }

        var texts = keys.Distinct().ToDictionary(KeyOf, static key => key, StringComparer.Ordinal);
        var results = await _read.TryGetManyAsync<TValue>(texts.Keys, _options, cancellationToken).ConfigureAwait(false);
        foreach (var (text, result) in results)
        {
            found[texts[text]] = result.Value!;
        }

        return found;
    }

    /// <inheritdoc/>
    public ValueTask<CacheWriteResult> SetManyAsync(
        IReadOnlyDictionary<TKey, TValue> values,
        TimeSpan? timeToLive = null,
        CancellationToken cancellationToken = default)
    {
        Throw.IfTooMany(values, _cache.Options.MaxKeysAtOnce);
        return values.Count == 0
            ? default
            : _cache.SetManyAsync(
                [.. values.Select(pair => KeyValuePair.Create(KeyOf(pair.Key), pair.Value))],
                WithTime(_options, timeToLive),
                cancellationToken);
    }

    /// <summary>The key under which the cache holds a value, as text.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The text.</returns>
    public string KeyOf(TKey key)
    {
        Span<char> space = stackalloc char[UsualKey];
        var text = Write(key, space, out var rented);
        var made = new string(text);
        Return(rented);
        return made;
    }

    /// <summary>
    /// Writes the text of a key: by default the prefix, a colon, and the key as its type writes itself. Override it for keys
    /// of another form: <c>destination.TryWrite($"user:uuid:{uuid}", out written)</c>.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="destination">Where to write.</param>
    /// <param name="written">How many characters were written.</param>
    /// <returns>Whether it fitted; it is then called again with more room.</returns>
    protected virtual bool TryWriteKey(TKey key, Span<char> destination, out int written) =>
        destination.TryWrite($"{_prefix}:{key}", out written);

    /// <summary>Makes the value of a key that is missing. Override it, and whatever is missing is loaded.</summary>
    /// <param name="key">The key.</param>
    /// <param name="context">What may be known and decided about the entry.</param>
    /// <param name="cancellationToken">Ends when nobody waits any more.</param>
    /// <returns>The value.</returns>
    protected virtual ValueTask<TValue> LoadAsync(TKey key, CacheEntryContext context, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"{GetType().Name} has no loader. Override LoadAsync, or ask with a factory.");

    private static CacheEntryOptions? WithTime(CacheEntryOptions? options, TimeSpan? timeToLive)
    {
        if (timeToLive is not { } given)
        {
            return options;
        }

        var expiration = given == TimeSpan.Zero ? CacheEntryOptions.Forever : given;
        return (options ?? new CacheEntryOptions()) with { Expiration = expiration };
    }

    private static ValueTask<TValue?> ValueOf(ValueTask<CacheResult<TValue>> look) =>
        look.IsCompletedSuccessfully ? new ValueTask<TValue?>(look.Result.Value) : AwaitValueOf(look);

    private static async ValueTask<TValue?> AwaitValueOf(ValueTask<CacheResult<TValue>> look) =>
        (await look.ConfigureAwait(false)).Value;

    private static async ValueTask<TValue?> AwaitAsNullable(ValueTask<TValue> load) => await load.ConfigureAwait(false);

    private static ValueTask<TValue?> AsNullable(ValueTask<TValue> load) =>
        load.IsCompletedSuccessfully ? new ValueTask<TValue?>(load.Result) : AwaitAsNullable(load);

    private static void Return(char[]? rented)
    {
        if (rented is not null)
        {
            ArrayPool<char>.Shared.Return(rented);
        }
    }

    private async ValueTask LoadAllAsync(
        IReadOnlyCollection<TKey> keys, Dictionary<TKey, TValue> found, CancellationToken cancellationToken)
    {
        var loads = keys.Distinct().Select(key => (Key: key, Load: GetAsync(key, cancellationToken).AsTask())).ToArray();
        await Task.WhenAll(loads.Select(each => each.Load)).ConfigureAwait(false);
        foreach (var (key, load) in loads)
        {
            found[key] = (await load.ConfigureAwait(false))!;
        }
    }

    /// <summary>Writes a key into the space given, or into a rented array when it does not fit.</summary>
    private ReadOnlySpan<char> Write(TKey key, Span<char> space, out char[]? rented)
    {
        if (key is null)
        {
            Throw.NullKey();
        }

        rented = null;
        if (TryWriteKey(key, space, out var written))
        {
            return space[..written];
        }

        rented = ArrayPool<char>.Shared.Rent(CacheText.Longest + 1);
        if (TryWriteKey(key, rented, out written))
        {
            return rented.AsSpan(0, written);
        }

        Return(rented);
        return Throw.KeyTooLong(typeof(TKey));
    }
}
