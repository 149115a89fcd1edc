using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Larder.Engine;
using Larder.Engine.Flights;
using Larder.Engine.Store;
using Larder.Engine.Time;
using Larder.Invalidation;

namespace Larder.Memory;

/// <summary>The near tier of one cache: typed slots in a bounded store, and what decides whether a slot is still true.</summary>
/// <remarks>
/// Invariants.
/// <list type="bullet">
/// <item>A slot is returned as fresh only if its time is not over, its tags were not invalidated since its stamp, and memory
/// is trusted: all three are asked of what was true when the look-up began, or later.</item>
/// <item>Whatever makes a key's value untrue ends the flight of that key in the store, under the lock of its stripe, before
/// or together with the value; a load that began earlier is never published after it.</item>
/// <item>Invalidation by tag does not touch the entries: they become worth nothing, and are replaced or leave by their
/// deadline.</item>
/// </list>
/// </remarks>
internal sealed partial class MemoryTier : IInvalidationSink, IAsyncDisposable
{
    private readonly MemoryStore<string, Slot> _store;
    private readonly CoarseClock _clock;
    private readonly MemoryTrust _trust;
    private readonly MemoryTrust _trustOfHits;
    private readonly SlotMaker _maker;

    internal MemoryTier(MemoryTierSettings settings)
    {
        var meter = settings.Meter;
        _store = new MemoryStore<string, Slot>(
            settings.Store,
            comparer: null,
            meter is null ? null : new WeightGiven());
        _clock = CoarseClock.Over(settings.Store.Time);
        _trust = new MemoryTrust();
        _trustOfHits = _trust;
        if (!settings.IsReadByDefault)
        {
            // A hit that asks for nothing else knows nothing of the options of the cache: here there is no such hit.
            _trustOfHits = new MemoryTrust();
            _trustOfHits.Withdraw();
        }

        _maker = new SlotMaker(_clock, new Chance(settings.Seed), meter, settings.TierIssuesVersions);
        Tags = new TagTable(settings.TagCapacity);
    }

    internal CacheCounters Counters { get; } = new();

    internal TagTable Tags { get; }

    internal CoarseClock Clock => _clock;

    /// <summary>The id by which this memory knows its own messages on a bus.</summary>
    public Guid Origin { get; } = Guid.NewGuid();

    internal long Count => _store.Count;

    /// <summary>Looks a fresh value up. All of a hit: one look-up in the store, and three comparisons.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value, when there is a fresh one.</param>
    /// <param name="seen">The slot that was found, to be judged if it was no hit; null when there was none.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryHit<T>(string key, [MaybeNullWhen(false)] out T value, out Slot? seen)
    {
        seen = _store.GetOrDefault(key);
        if (seen is not null && IsCalm<T>(seen))
        {
            value = Unsafe.As<Slot<T>>(seen).Value;
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>The same, for a call that may not want to look into memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryHit<T>(
        string key, CacheEntryOptions? options, [MaybeNullWhen(false)] out T value, out Slot? seen)
    {
        if (IsReadBy(options))
        {
            return TryHit(key, out value, out seen);
        }

        value = default;
        seen = null;
        return false;
    }

    /// <summary>Whether a call wants to look into memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsReadBy(CacheEntryOptions? options) =>
        options?.Tiers is not { } tiers || (tiers & CacheTiers.ReadMemory) != 0;

    /// <inheritdoc cref="TryHit{T}(string, out T, out Slot?)"/>
    internal bool TryHit<T>(ReadOnlySpan<char> key, [MaybeNullWhen(false)] out T value, out Slot? seen)
    {
        if (_store.TryGet(key, out seen) && IsCalm<T>(seen))
        {
            value = Unsafe.As<Slot<T>>(seen).Value;
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>Looks a slot up without a trace.</summary>
    internal Slot? Peek(string key) => _store.TryPeek(key, out var slot) ? slot : null;

    /// <summary>Registers a load, unless the key holds something else than the caller saw, or another load is in the air.</summary>
    internal FlightStart Begin(
        string key, Slot? seen, bool evenIfPresent, Flight<string> candidate, out Flight<string>? joined, out Slot? found) =>
        seen is null || evenIfPresent
            ? _store.BeginFlight(key, candidate, out joined, out found, evenIfPresent)
            : _store.BeginReplacement(key, seen, candidate, out joined, out found);

    /// <summary>Publishes what a load brought, if the load is still alive.</summary>
    /// <returns>Whether it was stored.</returns>
    /// <exception cref="CacheCapacityException">It can never fit.</exception>
    internal bool TryPublish<T>(Flight<string> flight, T value, in SlotTerms terms) =>
        TryPublish(flight, value, terms, out _);

    /// <inheritdoc cref="TryPublish{T}(Flight{string}, T, in SlotTerms)"/>
    internal bool TryPublish<T>(Flight<string> flight, T value, in SlotTerms terms, out Slot<T> slot)
    {
        slot = _maker.Make(flight.Key, value, terms, out var kept);
        return TryPublish(flight, slot, kept);
    }

    /// <summary>A slot that is not kept, for a value that a load may look at.</summary>
    internal Slot<T> MakeLoose<T>(string key, T value, in SlotTerms terms) => _maker.Make(key, value, terms, out _);

    /// <summary>Lets a stale slot stand in for the factory that failed, if the load is still alive.</summary>
    internal bool TryHold<T>(Flight<string> flight, Slot<T> stale, ResolvedOptions options)
    {
        var slot = _maker.Hold(flight.Key, stale, options, out var kept);
        return TryPublish(flight, slot, kept);
    }

    /// <summary>Lets a fallback stand in for the factory that failed, if the load is still alive.</summary>
    internal bool TryHoldFallback<T>(Flight<string> flight, T value, long stamp, ResolvedOptions options)
    {
        var slot = _maker.HoldFallback(flight.Key, value, stamp, options, out var kept);
        return TryPublish(flight, slot, kept);
    }

    /// <summary>Ends a load whose outcome is that there is nothing; what was there when it began goes, if it is still there.</summary>
    internal void DropInsteadOfPublishing(Flight<string> flight, Slot? old)
    {
        if (_store.AbandonFlight(flight) && old is not null)
        {
            _store.TryRemove(flight.Key, old);
        }
    }

    /// <returns>Whether the load was still alive.</returns>
    internal bool Abandon(Flight<string> flight) => _store.AbandonFlight(flight);

    /// <summary>Writes a value, whatever is there.</summary>
    /// <returns>Its version.</returns>
    internal long Set<T>(string key, T value, in SlotTerms terms)
    {
        var slot = _maker.Make(key, value, terms, out var kept);
        try
        {
            _store.Set(key, slot, kept);
        }
        catch (StoreCapacityException error)
        {
            throw Throw.TooBig(error);
        }

        slot.StampIfUnstamped(InvalidationEpoch.Current);
        return slot.Version;
    }

    /// <summary>Writes a value if the key still holds the slot that was seen, or still nothing.</summary>
    /// <returns>Its version; 0 when something else was there.</returns>
    internal long TryReplace<T>(string key, Slot? seen, T value, in SlotTerms terms)
    {
        var slot = _maker.Make(key, value, terms, out var kept);
        try
        {
            var written = seen is null ? _store.TryAdd(key, slot, kept) : _store.TryUpdate(key, slot, seen, kept);
            slot.StampIfUnstamped(InvalidationEpoch.Current);
            return written ? slot.Version : 0;
        }
        catch (StoreCapacityException error)
        {
            throw Throw.TooBig(error);
        }
    }

    /// <summary>Leaves nothing, if the key still holds the slot that was seen, or still nothing; and ends its load.</summary>
    /// <returns>False when something else was there.</returns>
    internal bool TryDrop(string key, Slot? seen)
    {
        if (seen is not null)
        {
            return _store.TryRemove(key, seen);
        }

        // The load first: one that was published before it could be ended has left something.
        _store.EndFlight(key);
        return Peek(key) is null;
    }

    /// <summary>Removes the value of a key, and ends its load.</summary>
    /// <returns>Whether there was a fresh value.</returns>
    internal bool Remove(string key)
    {
        // Judged before it is taken: a removal by tag that comes between the two would otherwise have this call deny what it
        // has just removed, and what nobody else will have removed in the eyes of those who look meanwhile.
        var seen = Peek(key);
        var wasFresh = seen is not null && IsFresh(seen);
        return _store.TryRemove(key, out var taken) && (ReferenceEquals(taken, seen) ? wasFresh : IsFresh(taken));
    }

    /// <summary>Makes the value of a key stale, and ends its load.</summary>
    /// <returns>Whether there was a fresh value.</returns>
    internal bool Expire(string key)
    {
        // The load first: it must not bring back, or let stand in, what is made stale here.
        _store.EndFlight(key);
        if (Peek(key) is not { } slot)
        {
            return false;
        }

        var wasFresh = IsFresh(slot);
        slot.ExpireAt(_clock.Advance());
        return wasFresh;
    }

    internal void InvalidateTags(IReadOnlyList<string> tags, TagMatch match, bool keepStale)
    {
        var now = _clock.Advance();
        if (match == TagMatch.All && tags.Count > 1)
        {
            _ = keepStale ? Tags.ExpireAll(tags, now) : Tags.RemoveAll(tags, now);
            return;
        }

        foreach (var tag in tags)
        {
            _ = keepStale ? Tags.Expire(tag, now) : Tags.Remove(tag, now);
        }
    }

    internal long RemoveMatching(KeyPattern pattern) =>
        _store.RemoveWhere(pattern, static (key, condition) => condition.Matches(key));

    internal void Clear() => _store.Clear();

    internal long Trim(double fraction) => _store.Trim(fraction);

    internal EntryPage<string> List(long cursor, int limit, string? prefix) => _store.List(cursor, limit, prefix);

    internal StoreStatistics StoreStatistics() => _store.GetStatistics();

    /// <inheritdoc/>
    public void Apply(CacheInvalidation what)
    {
        if (what.Origin == Origin)
        {
            return;
        }

        switch (what.Kind)
        {
            case CacheInvalidationKind.Set or CacheInvalidationKind.Remove:
                _store.TryRemove(what.Key!);
                break;
            case CacheInvalidationKind.Expire:
                Expire(what.Key!);
                break;
            case CacheInvalidationKind.RemoveByTags or CacheInvalidationKind.ExpireByTags:
                InvalidateTags(what.Tags, what.Match, what.Kind == CacheInvalidationKind.ExpireByTags);
                break;
            case CacheInvalidationKind.RemoveByPattern:
                RemoveMatching(KeyPattern.Parse(what.Pattern!));
                break;
            default:
                Clear();
                break;
        }
    }

    /// <inheritdoc/>
    public void Distrust() => _trust.Withdraw();

    /// <inheritdoc/>
    public void Trust()
    {
        // Whatever was missed meanwhile, nothing of it may be believed.
        Clear();
        _trust.Restore();
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private bool TryPublish<T>(Flight<string> flight, Slot<T> slot, in EntryOptions kept)
    {
        try
        {
            return _store.TryPublish(flight, slot, kept);
        }
        catch (StoreCapacityException error)
        {
            throw Throw.TooBig(error);
        }
    }

    /// <summary>The store asks only for entries whose weight was not given; all of ours are weighed before.</summary>
    private sealed class WeightGiven : IWeigher<string, Slot>
    {
        public int Weigh(string key, Slot value) => 1;
    }
}
