using System.Diagnostics.CodeAnalysis;

namespace Larder;

/// <summary>What a factory may know and decide about the entry it is making. One for each load; not for several threads.</summary>
/// <remarks>
/// Invariants: written by the factory alone, read by the load after the factory has ended. Only the fallback is read
/// earlier, by callers whose time is up: it is a finished object, published by a volatile write.
/// </remarks>
public sealed class CacheEntryContext
{
    private readonly IStaleValue? _stale;
    private readonly ResolvedOptions _resolved;
    private List<string>? _tags;
    private object? _fallback;
    private TimeSpan? _expiration;
    private TimeSpan? _localExpiration;
    private TimeSpan? _sliding;
    private TimeSpan? _staleFor;
    private TimeSpan? _staleIfError;
    private long? _size;

    internal CacheEntryContext(string key, ResolvedOptions resolved, IStaleValue? stale, bool isRefresh)
    {
        Key = key;
        IsRefresh = isRefresh;
        _resolved = resolved;
        _stale = stale;
        ETag = stale?.ETag;
        LastModified = stale?.LastModified;
    }

    /// <summary>The key that is being loaded.</summary>
    public string Key { get; }

    /// <summary>Whether this load runs in the background, while callers get the value that is there.</summary>
    public bool IsRefresh { get; }

    /// <summary>How long the value will be fresh. Begins as the options say; <see cref="CacheEntryOptions.Forever"/> for ever.</summary>
    public TimeSpan Expiration
    {
        get => _expiration ?? _resolved.Expiration;
        set => _expiration = Throw.IfNotPositive(value);
    }

    /// <summary>How long it will be fresh in the memory of this process; follows <see cref="Expiration"/> where only that is set.</summary>
    public TimeSpan LocalExpiration
    {
        get => _localExpiration ?? _expiration ?? _resolved.LocalExpiration;
        set => _localExpiration = Throw.IfNotPositive(value);
    }

    /// <summary>How long after the last access it lives; zero when accesses do not matter.</summary>
    public TimeSpan Sliding
    {
        get => _sliding ?? _resolved.Sliding;
        set => _sliding = Throw.IfNegative(value);
    }

    /// <summary>How long it is returned after its time, while it is made anew.</summary>
    public TimeSpan StaleFor
    {
        get => _staleFor ?? _resolved.StaleFor;
        set => _staleFor = Throw.IfNegative(value);
    }

    /// <summary>How long it helps out after its time, when its factory fails.</summary>
    public TimeSpan StaleIfError
    {
        get => _staleIfError ?? _resolved.StaleIfError;
        set => _staleIfError = Throw.IfNegative(value);
    }

    /// <summary>What the entry weighs, in a cache that is bounded by size.</summary>
    public long? Size
    {
        get => _size ?? _resolved.Size;
        set => _size = Throw.IfNegative(value);
    }

    /// <summary>The tags of the entry: those of the options to begin with, and what the factory adds.</summary>
    public IList<string> Tags => _tags ??= [.. _resolved.Tags];

    /// <summary>What the source calls this version of the value; begins as it was for the value from earlier.</summary>
    public string? ETag { get; set; }

    /// <summary>When the source last changed the value; begins as it was for the value from earlier.</summary>
    public DateTimeOffset? LastModified { get; set; }

    /// <summary>Whether there is a value from earlier.</summary>
    public bool HasStale => _stale is not null;

    internal bool MayBeCached { get; private set; } = true;

    internal bool KeepsStale { get; private set; }

    internal string? Failure { get; private set; }

    /// <summary>The tags of the entry, a copy when the factory touched them.</summary>
    internal string[] ChosenTags
    {
        get
        {
            // A value that is kept keeps what an earlier run of the factory tagged it with.
            IEnumerable<string> kept = KeepsStale ? _stale!.Tags : [];
            return _tags is null && !KeepsStale
                ? _resolved.Tags
                : [.. (_tags ?? [.. _resolved.Tags]).Concat(kept).Distinct(StringComparer.Ordinal)];
        }
    }

    /// <summary>The value from earlier, to compare with or to ask the source about.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The value, when there is one of that type.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetStale<T>([MaybeNullWhen(false)] out T value)
    {
        if (_stale is not null)
        {
            return _stale.TryRead(out value);
        }

        value = default;
        return false;
    }

    /// <summary>Whatever the factory returns goes to the callers and is not kept.</summary>
    public void DoNotCache() => MayBeCached = false;

    /// <summary>The value from earlier is still true: it is kept for another term, and what the factory returns is ignored.</summary>
    /// <exception cref="InvalidOperationException">There is no value from earlier.</exception>
    public void KeepStale()
    {
        if (_stale is null)
        {
            Throw.NothingToKeep(Key);
        }

        KeepsStale = true;
    }

    /// <summary>The factory failed, without an exception: a stale value helps out, if there is one.</summary>
    /// <param name="reason">Why, in a sentence; callers without a stale value get it in a <see cref="CacheLoadException"/>.</param>
    public void Fail(string reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        Failure = reason;
    }

    /// <summary>
    /// What callers get when this load fails or takes too long, and no value from earlier helps out. Where
    /// <see cref="CacheEntryOptions.StaleIfError"/> is on, it is kept as a stale value for
    /// <see cref="CacheEntryOptions.ErrorRetryAfter"/>.
    /// </summary>
    /// <typeparam name="T">The type of the value; that of the load.</typeparam>
    /// <param name="value">The value.</param>
    public void FallBackTo<T>(T value) => Volatile.Write(ref _fallback, new Fallback<T>(value)); // partner: TryGetFallback

    internal bool TryGetFallback<T>([MaybeNullWhen(false)] out T value)
    {
        // A caller whose time is up looks while the factory still runs: the write in FallBackTo is this read's partner.
        if (Volatile.Read(ref _fallback) is Fallback<T> fallback)
        {
            value = fallback.Value;
            return true;
        }

        value = default;
        return false;
    }

    private sealed class Fallback<T>(T value)
    {
        internal T Value { get; } = value;
    }
}
