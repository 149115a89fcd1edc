using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Larder.Engine.Flights;
using Larder.Invalidation;
using Larder.Memory;
using Larder.Writing;

namespace Larder.Reading;

/// <summary>Reading through one cache: a hit at once; else what is stale and allowed, or a load shared with others.</summary>
/// <remarks>
/// A hit is <see cref="MemoryTier.TryHit{T}(string, CacheEntryOptions?, out T, out Slot?)"/>, which the façade asks itself: it
/// returns from a method that is not async, allocates nothing, and is inlined where the type of the value is known and need not
/// be looked up. Everything else is in <see cref="MissAsync"/>.
/// </remarks>
internal sealed partial class ReadPath(
    CacheLifetime lifetime, MemoryTier memory, FarTier? far, OptionsResolver resolver, Loader loader, ReadSettings settings)
{
    /// <summary>
    /// How often a caller begins anew because the value it was about to take was overtaken; then it loads for itself.
    /// </summary>
    internal const int MostTurns = 64;

    /// <summary>Get or create by characters: a string is made of them only on a miss.</summary>
    internal ValueTask<T> GetOrCreateAsync<TState, T>(
        ReadOnlySpan<char> key,
        TState state,
        Func<TState, CacheEntryContext, CancellationToken, ValueTask<T>> factory,
        CacheEntryOptions? options,
        CancellationToken cancellationToken)
    {
        Slot? seen = null;
        if (MemoryTier.IsReadBy(options) && memory.TryHit<T>(key, out var value, out seen))
        {
            return new ValueTask<T>(value);
        }

        return MissAsync(new string(key), state, factory, options, seen, cancellationToken);
    }

    internal bool TryGetLocal<T>(ReadOnlySpan<char> key, [MaybeNullWhen(false)] out T value)
    {
        if (memory.TryHit(key, out value, out var seen))
        {
            return true;
        }

        if (seen is Slot<T> slot && memory.IsFresh(slot))
        {
            value = slot.Value;
            return true;
        }

        CountAsMiss(seen);
        value = default;
        return false;
    }

    internal ValueTask<CacheResult<T>> TryGetAsync<T>(
        string key, CacheEntryOptions? options, CancellationToken cancellationToken)
    {
        if (!ReadsMemory(options))
        {
            memory.Counters.CountSkippedRead();
            CheckCall(key, cancellationToken);
            return far is null ? default : LookAsync<T>(far, key, options, seen: null, cancellationToken);
        }

        if (memory.TryHit<T>(key, out _, out var seen) || seen is not null)
        {
            var result = Describe<T>(seen, options);
            return result.Found || far is null
                ? new ValueTask<CacheResult<T>>(result)
                : LookAsync<T>(far, key, options, seen, cancellationToken);
        }

        CheckCall(key, cancellationToken);
        return far is null ? default : LookAsync<T>(far, key, options, seen: null, cancellationToken);
    }

    private bool ReadsMemory(CacheEntryOptions? options) => (resolver.Resolve(options).Tiers & CacheTiers.ReadMemory) != 0;

    /// <summary>Whether there is a fresh value; counted neither as a hit nor as a miss.</summary>
    internal bool Exists(string key)
    {
        CheckCall(key, CancellationToken.None);
        return memory.Peek(key) is { } slot && memory.IsFresh(slot);
    }

    private CacheResult<T> Describe<T>(Slot? seen, CacheEntryOptions? options)
    {
        if (seen is Slot<T> slot)
        {
            switch (memory.Judge(slot, out var staleFor))
            {
                case SlotState.Fresh or SlotState.RefreshDue:
                    return new(true, slot.Value, CacheTier.Memory, false, memory.FreshFor(slot), slot.Version);

                case SlotState.Stale or SlotState.Held when staleFor <= resolver.Resolve(options).StaleFor.Ticks
                    && resolver.Resolve(options).StaleFor > TimeSpan.Zero:
                    memory.Counters.CountStaleHit();
                    return new(true, slot.Value, CacheTier.Memory, true, TimeSpan.Zero, slot.Version);
            }
        }

        memory.Counters.CountNotHit();
        return default;
    }

    // Kept out of line: what starts an async method would otherwise be copied to every place that asks for a value.
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal async ValueTask<T> MissAsync<TState, T>(
        string key,
        TState state,
        Func<TState, CacheEntryContext, CancellationToken, ValueTask<T>> factory,
        CacheEntryOptions? call,
        Slot? seen,
        CancellationToken cancellationToken)
    {
        CheckCall(key, cancellationToken);
        ArgumentNullException.ThrowIfNull(factory);
        var options = resolver.Resolve(call);
        if (TryServe(seen, key, options, state, factory, out var served, out var isStale))
        {
            CountStale(isStale, afterMiss: false);
            return served;
        }

        CountMiss(seen, wasAskedFor: MemoryTier.IsReadBy(call));
        if (LoadScope.IsLoading(memory, key))
        {
            Throw.OwnKeyInFactory(key);
        }

        var wait = new Wait(options, settings.Time, cancellationToken);
        var hasFilled = false;
        for (var turn = 0; turn < MostTurns; turn++)
        {
            var epoch = InvalidationEpoch.Current;
            switch (Enter<T>(key, ref seen, options, epoch, out var flight))
            {
                case Entry.Leads:
                    flight!.AcceptsStale = !hasFilled;
                    loader.Start(flight, Known(seen), state, factory);
                    break;

                case Entry.Waits:
                    break;

                case Entry.Apart:
                    return await RunApartAsync(key, state, factory, options, seen, cancellationToken).ConfigureAwait(false);

                default: // somebody wrote the key meanwhile
                    if (TryServe(seen, key, options, state, factory, out served, out isStale))
                    {
                        CountStale(isStale, afterMiss: true);
                        return served;
                    }

                    continue;
            }

            var outcome = await AwaitAsync(flight!, wait).ConfigureAwait(false);
            if (outcome.IsUsableSince(epoch, memory.Tags, flight!))
            {
                return outcome.Value;
            }

            // Either a tag of the value was removed before this caller came, after the load began; or the load has put something
            // stale into memory, to be judged as if it had been there.
            hasFilled |= flight!.HasFilled;
            seen = flight.HasFilled ? memory.Peek(key) : null;
            if (TryServe(seen, key, options, state, factory, out served, out isStale))
            {
                CountStale(isStale, afterMiss: true);
                return served;
            }
        }

        return await RunApartAsync(key, state, factory, options, seen, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Serves a slot at once, if it is fresh or may be served stale; begins a refresh if one is due.</summary>
    private bool TryServe<TState, T>(
        Slot? seen,
        string key,
        ResolvedOptions options,
        TState state,
        Func<TState, CacheEntryContext, CancellationToken, ValueTask<T>> factory,
        [MaybeNullWhen(false)] out T value,
        out bool isStale)
    {
        value = default;
        isStale = false;
        if (seen is not Slot<T> slot || (options.Tiers & CacheTiers.ReadMemory) == 0)
        {
            return false;
        }

        switch (memory.Judge(slot, out var staleFor))
        {
            case SlotState.Fresh:
                break;

            case SlotState.RefreshDue:
                loader.TryRefresh(slot, key, options, state, factory);
                break;

            case SlotState.Stale when IsWithin(options.StaleFor, staleFor):
                isStale = true;
                loader.TryRefresh(slot, key, options, state, factory);
                break;

            case SlotState.Held when MayHelpOut(options, staleFor) || IsWithin(options.StaleFor, staleFor):
                isStale = true;
                break;

            default:
                return false;
        }

        value = slot.Value;
        return true;
    }

    /// <summary>Whether a stale value may stand in for a factory that failed, as this caller sees it.</summary>
    private static bool MayHelpOut(ResolvedOptions options, long staleFor) => IsWithin(options.StaleIfError, staleFor);

    private static bool IsWithin(TimeSpan window, long staleFor) => window > TimeSpan.Zero && staleFor <= window.Ticks;

    /// <summary>What a factory may know of the value from earlier: nothing, once that was removed by a tag.</summary>
    private Slot? Known(Slot? seen) => seen is not null && memory.Judge(seen, out _) != SlotState.Gone ? seen : null;

    /// <summary>Leads or joins the load of a key.</summary>
    private Entry Enter<T>(string key, ref Slot? seen, ResolvedOptions options, long epoch, out LoadFlight<T>? flight)
    {
        var candidate = new LoadFlight<T>(key, options, epoch, isRefresh: false);
        var evenIfPresent = (options.Tiers & CacheTiers.ReadMemory) == 0;
        var start = memory.Begin(key, seen, evenIfPresent, candidate, out var joined, out var found);
        flight = candidate;
        if (start == FlightStart.Leads)
        {
            return Entry.Leads;
        }

        candidate.Dispose();
        flight = joined as LoadFlight<T>;
        if (start == FlightStart.Found)
        {
            seen = found;
            return Entry.Again;
        }

        if (flight is null)
        {
            return Entry.Apart; // the key is being loaded as another type
        }

        // A load that nobody waits for any more, or whose tags are known to be gone, is not worth joining: it ends, and the
        // next turn begins another.
        if (memory.Tags.LastRemoval(flight.Options.Tags, flight.BeganEpoch) != 0
            || MayAnswerAgainst(options, flight)
            || !flight.TryJoin(options.Tiers))
        {
            memory.Abandon(flight);
            return Entry.Again;
        }

        if (flight.Context is null && LoadScope.IsInside(memory, LoadScope.Current))
        {
            // We sit on a place, and it may be waiting for one.
            flight.WaivePlace();
        }

        return Entry.Waits;
    }

    /// <summary>Whether a load may answer from a tier that the caller does not want to read.</summary>
    private bool MayAnswerAgainst(ResolvedOptions options, LoadFlight flight) =>
        far is not null
        && (options.Tiers & CacheTiers.ReadShared) == 0
        && (flight.Options.Tiers & CacheTiers.ReadShared) != 0
        && flight.Context is null; // else it has passed the tier already

    /// <summary>Runs the factory for this caller alone; what it brings is not kept.</summary>
    private async ValueTask<T> RunApartAsync<TState, T>(
        string key,
        TState state,
        Func<TState, CacheEntryContext, CancellationToken, ValueTask<T>> factory,
        ResolvedOptions options,
        Slot? seen,
        CancellationToken cancellationToken)
    {
        var flight = new LoadFlight<T>(key, options, InvalidationEpoch.Current, isRefresh: false);
        loader.Start(flight, Known(seen), state, factory);
        var wait = new Wait(options, settings.Time, cancellationToken);
        return (await AwaitAsync(flight, wait).ConfigureAwait(false)).Value;
    }

    /// <summary>Counts a miss: the store has counted what it was asked for and did not have.</summary>
    private void CountMiss(Slot? seen, bool wasAskedFor)
    {
        if (wasAskedFor)
        {
            CountAsMiss(seen);
        }
        else
        {
            memory.Counters.CountSkippedRead();
        }
    }

    private void CountAsMiss(Slot? seen)
    {
        if (seen is not null)
        {
            memory.Counters.CountNotHit();
        }
    }

    /// <summary>A stale value that was served at once is a hit; one that was met later helps a look-up out that missed.</summary>
    private void CountStale(bool isStale, bool afterMiss)
    {
        if (isStale && afterMiss)
        {
            memory.Counters.CountStandIn();
        }
        else if (isStale)
        {
            memory.Counters.CountStaleHit();
        }
    }

    private void CheckCall(string key, CancellationToken cancellationToken)
    {
        CacheText.CheckKey(key);
        lifetime.Check();
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>How a caller got into the load of a key.</summary>
    private enum Entry
    {
        Again = 0,
        Leads = 1,
        Waits = 2,
        Apart = 3,
    }
}
