using System.Diagnostics;
using System.Runtime.CompilerServices;
using Larder.Engine.Entries;
using Larder.Engine.Table;

namespace Larder.Engine.Store;

/// <content>Writing: set, add, update, and what a write leaves to be done once the lock is let go.</content>
public sealed partial class MemoryStore<TKey, TValue>
{
    /// <summary>Writes a value, whatever is there. Ends the flight of the key: a load in the air is not published.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="StoreCapacityException">
    /// The entry weighs more than the store holds, or is never to be removed and too much is so already; its old value is
    /// gone.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public void Set(TKey key, TValue value) => Set(key, value, default);

    /// <inheritdoc cref="Set(TKey, TValue)"/>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="options">How long the entry lives and what it weighs.</param>
    /// <exception cref="ArgumentException">The options make no sense; the message says which.</exception>
    public void Set(TKey key, TValue value, in EntryOptions options)
    {
        var terms = Agree(key, value, options);
        var hash = _keys.Hash(key);
        var stripe = _stripes.Of(hash);
        if (terms.Weight > Capacity)
        {
            TryRemove(key); // what the caller meant to replace must not be served any longer
            Throw.TooHeavy(terms.Weight, Capacity);
        }

        WriteAftermath after;
        try
        {
            lock (stripe.Lock)
            {
                _flights.KillUnderLock(key, hash);
                after = WriteUnderLock(stripe, _table.FindUnderLock(key, hash), key, hash, value, terms);
            }
        }
        catch (StoreCapacityException) // too much is never removed: the same holds for the old value
        {
            TryRemove(key);
            throw;
        }

        Finish(after, stripe);
    }

    /// <summary>Writes a value if the key has none. Ends the flight of the key when it writes.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="options">How long the entry lives and what it weighs.</param>
    /// <returns>Whether it was written.</returns>
    public bool TryAdd(TKey key, TValue value, in EntryOptions options = default)
    {
        var terms = Agree(key, value, options);
        var hash = _keys.Hash(key);
        var stripe = _stripes.Of(hash);
        RefuseIfTooHeavy(terms);

        WriteAftermath after;
        lock (stripe.Lock)
        {
            var existing = _table.FindUnderLock(key, hash);
            if (existing is not null && !IsOverdue(existing))
            {
                return false;
            }

            _flights.KillUnderLock(key, hash);
            after = WriteUnderLock(stripe, existing, key, hash, value, terms);
        }

        Finish(after, stripe);
        return true;
    }

    /// <summary>Writes a value if the key still has the value the caller saw.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The new value.</param>
    /// <param name="expected">What must be there, by the equality of its type.</param>
    /// <param name="options">How long the entry lives and what it weighs.</param>
    /// <returns>Whether it was written.</returns>
    public bool TryUpdate(TKey key, TValue value, TValue expected, in EntryOptions options = default)
    {
        var terms = Agree(key, value, options);
        var hash = _keys.Hash(key);
        var stripe = _stripes.Of(hash);
        RefuseIfTooHeavy(terms);

        // The equality of the values is the caller's code and runs without the lock; under it we only make sure that
        // what was compared is still there. A retry means that another writer got through.
        while (TrySee(key, hash, out var entry, out var seen))
        {
            if (!EqualityComparer<TValue>.Default.Equals(seen, expected))
            {
                return false;
            }

            WriteAftermath after;
            lock (stripe.Lock)
            {
                if (!IsStillUnderLock(key, hash, entry, seen))
                {
                    continue;
                }

                _flights.KillUnderLock(key, hash);
                after = WriteUnderLock(stripe, entry, key, hash, value, terms);
            }

            Finish(after, stripe);
            return true;
        }

        return false;
    }

    private WriteAftermath WriteUnderLock(
        Stripe stripe, Entry<TKey, TValue>? existing, TKey key, uint hash, TValue value, in EntryTerms terms)
    {
        // Again under the lock: disposing clears the store, under every stripe lock, after it has said so. A write that
        // comes before that is cleared with the rest, and one that comes after it sees this; partner: the exchange in
        // Dispose.
        if (Volatile.Read(ref _disposed))
        {
            Throw.Disposed();
        }

        var overdue = existing is not null && IsOverdue(existing);
        if (existing is not null && !overdue && FitsInPlace(existing, terms))
        {
            return OverwriteUnderLock(stripe, existing, value, terms);
        }

        ReservePinnedUnderLock(existing, terms);
        var entry = Shape(key, hash, value, terms);
        var released = 0;
        if (existing is null)
        {
            _table.LinkUnderLock(entry);
        }
        else
        {
            entry.Frequency = existing.Frequency;
            released = existing.Weight;
            _table.ReplaceUnderLock(existing, entry);
            var cause = overdue ? RemovalCause.Expired : RemovalCause.Replaced;
            Retire(stripe, existing, cause, shareIsSettled: terms.IsPinned);
        }

        stripe.Count++;
        stripe.Weight += terms.Weight;
        stripe.Sets++;
        return new WriteAftermath(entry, null, released, _table.IsCrowded(stripe));
    }

    private WriteAftermath OverwriteUnderLock(
        Stripe stripe, Entry<TKey, TValue> entry, TValue value, in EntryTerms terms)
    {
        _news?.PutDown(entry.Key, entry.Value, RemovalCause.Replaced);
        entry.Value = value;
        var earlier = false;
        if (entry is TimedEntry<TKey, TValue> timed)
        {
            if (timed is WeightedEntry<TKey, TValue> weighted)
            {
                Debug.Assert(MaySlideOn(weighted, terms), "A hit under way may slide by the terms of before.");
                weighted.Cap = terms.Cap;
                weighted.SlidingMs = terms.SlidingMs;
            }

            // After the value: a reader that sees the new deadline must not pair it with an old value that is overdue.
            earlier = terms.Due < timed.Due;
            Volatile.Write(ref timed.Due, terms.Due); // partner: the reads in IsFresh and Slide
            timed.Flags = terms.Flags;
        }

        stripe.Sets++;
        stripe.CountRemoval(RemovalCause.Replaced);
        TouchUnderLock(entry);
        return new WriteAftermath(null, earlier ? entry : null, 0, crowded: false);
    }

    private void Finish(in WriteAftermath after, Stripe stripe)
    {
        if (after.Crowded)
        {
            _table.GrowIfCrowded(stripe);
        }

        if (after.Released != 0)
        {
            _maintenance.Released(after.Released);
        }

        if (after.Added is not null)
        {
            _maintenance.Post(after.Added);
        }
        else if (after.Earlier is not null)
        {
            _maintenance.PostEarlier(after.Earlier);
        }

        _news?.Tell();
    }

    private static Entry<TKey, TValue> Shape(TKey key, uint hash, TValue value, in EntryTerms terms) =>
        terms.Shape switch
        {
            EntryShape.Plain => new Entry<TKey, TValue>(hash, terms.Flags, key, value),
            EntryShape.Timed => new TimedEntry<TKey, TValue>(hash, terms.Flags, key, value, terms.Due),
            _ => new WeightedEntry<TKey, TValue>(hash, key, value, terms),
        };

    // In place only what readers and the policy may see change under their eyes: not the weight, which is on the
    // policy's books, nor whether the entry sits on an eviction queue.
    private bool FitsInPlace(Entry<TKey, TValue> entry, in EntryTerms terms)
    {
        if (!ValueIsAtomic || terms.IsPinned != ((entry.Flags & EntryFlags.Pinned) != 0))
        {
            return false;
        }

        // Each deadline brought forward in place costs the wheel a place until the entry leaves; a new entry does not.
        if (terms.Due < entry.Deadline && _maintenance.WatchesTooMany)
        {
            return false;
        }

        return entry switch
        {
            WeightedEntry<TKey, TValue> weighted => weighted.Weight == terms.Weight && MaySlideOn(weighted, terms),
            TimedEntry<TKey, TValue> => terms.Shape <= EntryShape.Timed,
            _ => terms.Shape == EntryShape.Plain,
        };
    }

    // A hit that slides may be under way with the terms it saw, and the deadline it saw may be the very one that is about
    // to be written: then its compare-and-swap succeeds. So an entry that slides goes on by terms that allow whatever
    // the old ones did, or another entry takes its place.
    private static bool MaySlideOn(WeightedEntry<TKey, TValue> entry, in EntryTerms terms) =>
        entry.SlidingMs == 0 || (entry.SlidingMs == terms.SlidingMs && entry.Cap <= terms.Cap);

    private void RefuseIfTooHeavy(in EntryTerms terms)
    {
        if (terms.Weight > Capacity)
        {
            Throw.TooHeavy(terms.Weight, Capacity);
        }
    }

    /// <summary>Books the weight of an entry that is never evicted; such entries may fill half of the capacity.</summary>
    private void ReservePinnedUnderLock(Entry<TKey, TValue>? existing, in EntryTerms terms)
    {
        if (!terms.IsPinned)
        {
            return;
        }

        // The share of the existing entry is passed on, in one step with what is missing: were both booked even for a
        // moment, a writer of another key would be refused though there is room.
        var more = terms.Weight - (existing is null ? 0 : PinnedWeightOf(existing));
        var booked = Volatile.Read(ref _pinnedWeight); // partner: the compare-and-swap of another writer
        while (true)
        {
            if (more > 0 && booked + more > Capacity / 2)
            {
                Throw.TooMuchPinned(booked + more, Capacity / 2);
            }

            // Each turn means that another writer has booked its share: somebody always gets on.
            var found = Interlocked.CompareExchange(ref _pinnedWeight, booked + more, booked);
            if (found == booked)
            {
                return;
            }

            booked = found;
        }
    }

    private static int PinnedWeightOf(Entry<TKey, TValue> entry) =>
        (entry.Flags & EntryFlags.Pinned) != 0 ? entry.Weight : 0;

    private EntryTerms Agree(TKey key, TValue value, in EntryOptions options)
    {
        if (key is null)
        {
            Throw.NullKey();
        }

        if (Volatile.Read(ref _disposed)) // partner: the exchange in Dispose
        {
            Throw.Disposed();
        }

        var weight = _weigher is null ? 1 : options.Weight ?? _weigher.Weigh(key, value);
        var nothingSaid = options is { Expiration: null, Sliding: null, Weight: null, Priority: EntryPriority.Normal };
        return nothingSaid && weight == 1 ? EntryTerms.Plain : AgreeOnSpecials(options, weight);
    }

    private EntryTerms AgreeOnSpecials(in EntryOptions options, int weight)
    {
        if (weight < 0)
        {
            Throw.NegativeWeight(weight);
        }

        if (options.Weight is { } given && _weigher is null)
        {
            Throw.WeightWithoutWeigher(given);
        }

        if (options.Priority is not (EntryPriority.Normal or EntryPriority.NeverRemove))
        {
            Throw.UnknownPriority(options.Priority);
        }

        if (options.Expiration is null && options.Sliding is null)
        {
            return new EntryTerms(
                EntryNode.Never, EntryNode.Never, 0, weight, options.Priority == EntryPriority.NeverRemove);
        }

        return AgreeOnTimes(options, weight);
    }

    /// <summary>What a write leaves to be done once the stripe lock is let go.</summary>
    private readonly struct WriteAftermath(
        Entry<TKey, TValue>? added, Entry<TKey, TValue>? earlier, int released, bool crowded)
    {
        internal readonly Entry<TKey, TValue>? Added = added;
        internal readonly Entry<TKey, TValue>? Earlier = earlier;
        internal readonly int Released = released;
        internal readonly bool Crowded = crowded;
    }
}
