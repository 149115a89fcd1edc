using System.Diagnostics.CodeAnalysis;
using Larder.Engine.Entries;
using Larder.Engine.Flights;

namespace Larder.Engine.Store;

/// <content>What a cache above the store needs: peeking, replacing what was seen, ending loads, removing by a condition.</content>
public sealed partial class MemoryStore<TKey, TValue>
{
    /// <summary>Looks a key up without a trace: not counted, not an access to the policy, no deadline slides.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value, when there is one.</param>
    /// <returns>Whether there is a living entry.</returns>
    public bool TryPeek(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (key is null)
        {
            Throw.NullKey();
        }

        return TrySee(key, _keys.Hash(key), out _, out value);
    }

    /// <summary>
    /// Registers a load that shall replace the value the caller saw, unless another value is there or another load is in the
    /// air.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="seen">The value the caller saw; the same object, when it is an object.</param>
    /// <param name="candidate">A new flight for the key.</param>
    /// <param name="joined">The flight to lead or to follow; null when another value was found.</param>
    /// <param name="value">The other value, when one was found.</param>
    /// <returns>Whether another value is there, the caller leads, or it follows.</returns>
    /// <exception cref="NotSupportedException">The values are structs that cannot be compared under a lock.</exception>
    public FlightStart BeginReplacement(
        TKey key, TValue seen, Flight<TKey> candidate, out Flight<TKey>? joined, [MaybeNull] out TValue value)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        if (key is null)
        {
            Throw.NullKey();
        }

        if (!ValueIsAtomic)
        {
            Throw.CannotCompareUnderLock(typeof(TValue));
        }

        var hash = _keys.Hash(key);
        var stripe = _stripes.Of(hash);
        lock (stripe.Lock)
        {
            var present = _table.FindUnderLock(key, hash);
            if (present is not null && !IsOverdue(present) && !IsStillUnderLock(key, hash, present, seen))
            {
                joined = null;
                value = present.Value;
                return FlightStart.Found;
            }

            value = default;
            return BeginUnderLock(stripe, key, hash, candidate, besideEntry: present is not null, out joined);
        }
    }

    /// <summary>Ends the load that is in the air for a key, if there is one; its result will not be stored.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Whether there was one.</returns>
    public bool EndFlight(TKey key)
    {
        if (key is null)
        {
            Throw.NullKey();
        }

        var hash = _keys.Hash(key);
        lock (_stripes.Of(hash).Lock)
        {
            return _flights.KillUnderLock(key, hash);
        }
    }

    /// <summary>
    /// Removes the entries whose keys fulfil a condition, and ends the loads of such keys. What is written meanwhile may stay.
    /// </summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="state">What the condition needs, so that it need not be a closure.</param>
    /// <param name="matches">The condition; called with no lock held.</param>
    /// <returns>How many entries were removed.</returns>
    public long RemoveWhere<TState>(TState state, Func<TKey, TState, bool> matches)
    {
        ArgumentNullException.ThrowIfNull(matches);

        // Loads first: one that is published before it is ended leaves an entry, and the walk below meets it.
        EndFlightsWhere(state, matches);
        var removed = 0L;
        var chain = new List<Entry<TKey, TValue>>();
        for (var position = 0L; position < EndOfHashes;)
        {
            chain.Clear();
            position = _table.CopyChain(position, chain);
            foreach (var entry in chain)
            {
                if (!entry.IsRetired && matches(entry.Key, state) && TryRemove(entry.Key))
                {
                    removed++;
                }
            }
        }

        return removed;
    }

    private void EndFlightsWhere<TState>(TState state, Func<TKey, TState, bool> matches)
    {
        var flights = new List<Flight<TKey>>();
        for (var i = 0; i < _stripes.Count; i++)
        {
            lock (_stripes[i].Lock)
            {
                _flights.CopyUnderLock(i, flights);
            }
        }

        foreach (var flight in flights)
        {
            if (!matches(flight.Key, state))
            {
                continue;
            }

            lock (_stripes.Of(flight.Hash).Lock)
            {
                _flights.EndUnderLock(flight);
            }
        }
    }
}
