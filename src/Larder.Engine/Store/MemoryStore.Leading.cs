using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Larder.Engine.Flights;
using Larder.Engine.Table;

namespace Larder.Engine.Store;

/// <content>What a load does under way: begin, run the factory, publish, and keep the flight for the next.</content>
public sealed partial class MemoryStore<TKey, TValue>
{
    /// <summary>The same as <see cref="TryGet"/>, for a caller who needs the hash again when there is nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryGetOrHash(TKey key, out uint hash, [MaybeNullWhen(false)] out TValue value)
    {
        if (key is null)
        {
            Throw.NullKey();
        }

        if (!_keys.IsPlain)
        {
            hash = _keys.Hash(key);
            var found = _table.Find(key, hash, out var all);
            return found is null ? Miss(key, hash, all, out value) : TryTake(found, hash, out value);
        }

        hash = _keys.HashPlain(key);
        var entry = _table.FindPlain(key, hash, out var walked);
        return entry is null ? Miss(key, hash, walked, out value) : TryTake(entry, hash, out value);
    }

    // Not inlined, nor the next one: a hit would have to make room for all that they need.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private TValue Load<TState>(TKey key, uint hash, TState state, Func<TKey, TState, TValue> factory) =>
        Load(key, hash, state, factory, default);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private TValue Load<TState>(
        TKey key, uint hash, TState state, Func<TKey, TState, TValue> factory, in EntryOptions options)
    {
        if (Volatile.Read(ref _disposed)) // partner: the exchange in Dispose
        {
            Throw.Disposed();
        }

        _policy.Expect(hash);
        FlightStart start;
        Flight<TKey> flight;
        var stripe = _stripes.Of(hash);
        lock (stripe.Lock)
        {
            var present = _table.FindUnderLock(key, hash);
            if (present is not null && !IsOverdue(present))
            {
                return present.Value;
            }

            start = BeginUnderLock(stripe, key, hash, candidate: null, besideEntry: present is not null, out flight);
        }

        if (start is FlightStart.Leads)
        {
            return Lead(Unsafe.As<SyncFlight<TKey, TValue>>(flight), key, state, factory, options);
        }

        // A flight of another kind has a result that cannot be waited for here.
        return flight is SyncFlight<TKey, TValue> leader ? leader.Await() : factory(key, state);
    }

    // A candidate that is null stands for one whose followers wait on their own threads.
    private FlightStart BeginUnderLock(
        Stripe stripe, TKey key, uint hash, Flight<TKey>? candidate, bool besideEntry, out Flight<TKey> joined)
    {
        if (_flights.FindUnderLock(key, hash) is { } inTheAir)
        {
            (inTheAir as SyncFlight<TKey, TValue>)?.ExpectFollowerUnderLock();
            joined = inTheAir;
            return FlightStart.Follows;
        }

        candidate ??= NewSyncFlightUnderLock(key, hash);
        if (candidate.WasBegun)
        {
            Throw.FlightBegunTwice();
        }

        candidate.BeganBesideEntry = besideEntry;
        _flights.AddUnderLock(candidate, hash);
        stripe.Loads++;
        joined = candidate;
        return FlightStart.Leads;
    }

    private SyncFlight<TKey, TValue> NewSyncFlightUnderLock(TKey key, uint hash)
    {
        if (_flights.TakeSpareUnderLock(hash) is not { } spare)
        {
            return new SyncFlight<TKey, TValue>(key);
        }

        Debug.Assert(spare is SyncFlight<TKey, TValue>, "Only such flights are kept.");
        var flight = Unsafe.As<SyncFlight<TKey, TValue>>(spare);
        flight.Reuse(key);
        return flight;
    }

    private TValue Lead<TState>(
        SyncFlight<TKey, TValue> flight,
        TKey key,
        TState state,
        Func<TKey, TState, TValue> factory,
        in EntryOptions options)
    {
        var kept = false;
        try
        {
            var value = factory(key, state);
            PublishIfItFits(flight, value, options, out kept);
            if (!kept)
            {
                flight.Succeed(value);
            }

            return value;
        }
        catch (Exception error)
        {
            if (!kept) // else it may be another load's by now
            {
                AbandonFlight(flight);
                flight.Fail(error);
            }

            throw;
        }
    }

    // Who asked for a value gets it; that the store has no room to keep it is no reason to withhold it.
    private void PublishIfItFits(SyncFlight<TKey, TValue> flight, TValue value, in EntryOptions options, out bool kept)
    {
        kept = false;
        try
        {
            Publish(flight, value, options, mayKeep: true, out kept);
        }
        catch (StoreCapacityException)
        {
            Debug.Assert(!flight.IsAlive, "A flight whose value is refused has ended.");
        }
    }

    /// <param name="flight">The flight.</param>
    /// <param name="value">What was loaded.</param>
    /// <param name="options">How long the entry lives and what it weighs.</param>
    /// <param name="mayKeep">Whether a flight that nobody shares may be kept for the next load.</param>
    /// <param name="kept">Whether it was kept; then the caller must not touch it any more.</param>
    private bool Publish(
        Flight<TKey> flight, TValue value, in EntryOptions options, bool mayKeep, out bool kept)
    {
        kept = false;
        if (!flight.IsAlive)
        {
            return false;
        }

        var key = flight.Key;
        var hash = flight.Hash;
        var stripe = _stripes.Of(hash);
        var terms = Agree(key, value, options);
        if (terms.Weight > Capacity)
        {
            AbandonFlight(flight);
            Throw.TooHeavy(terms.Weight, Capacity);
        }

        WriteAftermath after;
        lock (stripe.Lock)
        {
            if (!_flights.EndUnderLock(flight))
            {
                return false;
            }

            // A flight that is still alive met no entry when it began, and no write since: only a refresh can find one.
            var existing = flight.BeganBesideEntry ? _table.FindUnderLock(key, hash) : null;
            after = WriteUnderLock(stripe, existing, key, hash, value, terms);
            if (mayKeep && !flight.IsShared)
            {
                flight.Key = default!; // a spare keeps no key alive
                _flights.KeepUnderLock(flight, hash);
                kept = true;
            }
        }

        Finish(after, stripe);
        return true;
    }
}
