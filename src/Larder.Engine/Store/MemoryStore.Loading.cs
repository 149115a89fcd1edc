using System.Diagnostics.CodeAnalysis;
using Larder.Engine.Flights;

namespace Larder.Engine.Store;

/// <content>Loading: one factory run for a key, and the flights by which a load is told apart from the next.</content>
public sealed partial class MemoryStore<TKey, TValue>
{
    /// <summary>Looks a key up, and loads it when it is missing: once, however many ask at the same time.</summary>
    /// <param name="key">The key.</param>
    /// <param name="factory">
    /// Makes the value; runs with no lock held. What it throws reaches the caller and everyone who waited, untouched.
    /// </param>
    /// <param name="options">How long the entry lives and what it weighs.</param>
    /// <returns>
    /// The value. When the key was written or removed while the factory ran, the result is returned to those who were
    /// already waiting, and not stored; nor is it when it does not fit into the capacity.
    /// </returns>
    /// <exception cref="InvalidOperationException">The factory asked for its own key.</exception>
    public TValue GetOrAdd(TKey key, Func<TKey, TValue> factory, in EntryOptions options = default)
    {
        ArgumentNullException.ThrowIfNull(factory);
        return GetOrAdd(key, factory, static (k, f) => f(k), options);
    }

    /// <inheritdoc cref="GetOrAdd{TState}(TKey, TState, Func{TKey, TState, TValue}, in EntryOptions)"/>
    public TValue GetOrAdd<TState>(TKey key, TState state, Func<TKey, TState, TValue> factory)
    {
        ArgumentNullException.ThrowIfNull(factory);

        // The options of nobody are made on a miss only: a hit need not clear them.
        return TryGetOrHash(key, out var hash, out var value) ? value : Load(key, hash, state, factory);
    }

    /// <inheritdoc cref="GetOrAdd(TKey, Func{TKey, TValue}, in EntryOptions)"/>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="state">What the factory needs, so that it need not be a closure.</param>
    /// <param name="factory">Makes the value from the key and the state.</param>
    /// <param name="options">How long the entry lives and what it weighs.</param>
    public TValue GetOrAdd<TState>(
        TKey key, TState state, Func<TKey, TState, TValue> factory, in EntryOptions options)
    {
        ArgumentNullException.ThrowIfNull(factory);
        return TryGetOrHash(key, out var hash, out var value) ? value : Load(key, hash, state, factory, options);
    }

    /// <summary>Registers a load, unless the value is there or another load is in the air.</summary>
    /// <param name="key">The key.</param>
    /// <param name="candidate">A new flight for the key; it is begun when the result is <see cref="FlightStart.Leads"/>.</param>
    /// <param name="joined">The flight to lead or to follow; null when the value was found.</param>
    /// <param name="value">The value, when it was found.</param>
    /// <param name="evenIfPresent">Begin even though there is a living entry: for refreshing it.</param>
    /// <returns>Whether the value is there, the caller leads, or it follows.</returns>
    public FlightStart BeginFlight(
        TKey key,
        Flight<TKey> candidate,
        out Flight<TKey>? joined,
        [MaybeNull] out TValue value,
        bool evenIfPresent = false)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        if (key is null)
        {
            Throw.NullKey();
        }

        var hash = _keys.Hash(key);
        var stripe = _stripes.Of(hash);
        lock (stripe.Lock)
        {
            var present = _table.FindUnderLock(key, hash);
            if (!evenIfPresent && present is not null && !IsOverdue(present))
            {
                joined = null;
                value = present.Value;
                return FlightStart.Found;
            }

            value = default;
            return BeginUnderLock(stripe, key, hash, candidate, besideEntry: present is not null, out joined);
        }
    }

    /// <summary>Stores the result of a load, if no write, removal or clear came after it began.</summary>
    /// <param name="flight">The flight that was begun.</param>
    /// <param name="value">What was loaded.</param>
    /// <param name="options">How long the entry lives and what it weighs.</param>
    /// <returns>Whether the value was stored; false when the flight had ended.</returns>
    public bool TryPublish(Flight<TKey> flight, TValue value, in EntryOptions options = default)
    {
        ArgumentNullException.ThrowIfNull(flight);
        return Publish(flight, value, options, mayKeep: false, out _);
    }

    /// <summary>Ends a load that brought no value. Harmless when the flight had ended.</summary>
    /// <param name="flight">The flight that was begun.</param>
    /// <returns>Whether the flight was still in the air.</returns>
    public bool AbandonFlight(Flight<TKey> flight)
    {
        ArgumentNullException.ThrowIfNull(flight);
        if (!flight.IsAlive)
        {
            return false;
        }

        var stripe = _stripes.Of(flight.Hash);
        lock (stripe.Lock)
        {
            stripe.LoadFailures += flight.IsAlive ? 1 : 0;
            return _flights.EndUnderLock(flight);
        }
    }
}
