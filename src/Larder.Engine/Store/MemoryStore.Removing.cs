using System.Diagnostics;
using System.Runtime.CompilerServices;
using Larder.Engine.Entries;
using Larder.Engine.Maintenance;
using Larder.Engine.Table;

namespace Larder.Engine.Store;

/// <content>Removing: by a caller, by maintenance, by time, all at once; and what retiring an entry means.</content>
public sealed partial class MemoryStore<TKey, TValue>
{
    /// <summary>Removes the entry of a key. Ends the flight of the key, whether or not there was an entry.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Whether there was a living entry.</returns>
    public bool TryRemove(TKey key) => TryRemove(key, out _);

    /// <inheritdoc cref="TryRemove(TKey)"/>
    /// <param name="key">The key.</param>
    /// <param name="value">The value that was removed, when there was one.</param>
    public bool TryRemove(TKey key, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out TValue value)
    {
        if (key is null)
        {
            Throw.NullKey();
        }

        var hash = _keys.Hash(key);
        var stripe = _stripes.Of(hash);
        Entry<TKey, TValue>? entry;
        bool alive;
        lock (stripe.Lock)
        {
            _flights.KillUnderLock(key, hash);
            entry = _table.FindUnderLock(key, hash);
            if (entry is null)
            {
                value = default;
                return false;
            }

            alive = !IsOverdue(entry);
            value = entry.Value;
            UnlinkAndRetire(stripe, entry, alive ? RemovalCause.Removed : RemovalCause.Expired);
        }

        AfterRemoval(entry);
        if (!alive)
        {
            value = default;
        }

        return alive;
    }

    /// <summary>Removes the entry of a key if it still has the value the caller saw.</summary>
    /// <param name="key">The key.</param>
    /// <param name="expected">What must be there, by the equality of its type.</param>
    /// <returns>Whether it was removed.</returns>
    public bool TryRemove(TKey key, TValue expected)
    {
        if (key is null)
        {
            Throw.NullKey();
        }

        var hash = _keys.Hash(key);
        var stripe = _stripes.Of(hash);
        while (TrySee(key, hash, out var entry, out var seen))
        {
            if (!EqualityComparer<TValue>.Default.Equals(seen, expected))
            {
                return false;
            }

            lock (stripe.Lock)
            {
                if (!IsStillUnderLock(key, hash, entry, seen))
                {
                    continue;
                }

                _flights.KillUnderLock(key, hash);
                UnlinkAndRetire(stripe, entry, RemovalCause.Removed);
            }

            AfterRemoval(entry);
            return true;
        }

        return false;
    }

    /// <summary>Removes every entry and ends every flight. Counters keep what they counted.</summary>
    public void Clear()
    {
        _maintenance.Clear();
    }

    /// <summary>Takes out the coldest entries.</summary>
    /// <param name="fraction">The share of the living entries to take out, from 0 to 1.</param>
    /// <returns>How many entries were taken out.</returns>
    public int Trim(double fraction)
    {
        if (!(fraction is >= 0 and <= 1))
        {
            Throw.FractionOutOfRange(fraction);
        }

        return _maintenance.Trim((long)Math.Ceiling(Count * fraction), RemovalCause.Evicted);
    }

    /// <summary>Brings the store to rest: pending writes, capacity, deadlines. Useful before measuring, and in tests.</summary>
    public void CatchUp()
    {
        _clock.Advance();
        _maintenance.Run();
    }

    private long DetachAndRetire()
    {
        IEnumerable<Entry<TKey, TValue>> detached;
        _stripes.EnterAll();
        try
        {
            _flights.KillAllUnderAllLocks();
            detached = _table.DetachUnderAllLocks();
            foreach (var stripe in _stripes.All)
            {
                stripe.Count = 0;
                stripe.Weight = 0;
            }

            // Under all stripe locks what is booked is what the table holds: it goes with it, and who pins an entry from
            // here on finds the room. Partner: ReservePinnedUnderLock.
            Volatile.Write(ref _pinnedWeight, 0);
        }
        finally
        {
            _stripes.ExitAll();
        }

        // Nobody else writes these entries: whoever does makes sure, under the stripe lock, that the entry is in the
        // table, and these are in the table no more. So their stripe locks are not needed to retire them.
        var counts = new long[2];
        var weight = 0L;
        foreach (var entry in detached)
        {
            var cause = IsOverdue(entry) ? RemovalCause.Expired : RemovalCause.Cleared;
            counts[cause == RemovalCause.Cleared ? 0 : 1]++;
            RetireDetached(entry, cause, shareIsSettled: true);
            weight += entry.Weight;
        }

        var first = _stripes[0];
        lock (first.Lock)
        {
            first.Removals[(int)RemovalCause.Cleared] += counts[0];
            first.Removals[(int)RemovalCause.Expired] += counts[1];
        }

        return weight;
    }

    private bool TryTakeOut(EntryNode node, RemovalCause cause, bool onlyIfOverdue)
    {
        var entry = Unsafe.As<Entry<TKey, TValue>>(node);
        _table.Expect(entry.Hash);
        var stripe = _stripes.Of(entry.Hash);
        lock (stripe.Lock)
        {
            if (entry.IsRetired || (onlyIfOverdue && !IsOverdue(entry)))
            {
                return false;
            }

            // An entry that is being cleared has left the table, but is not retired yet: whoever clears will do that.
            if (!_table.UnlinkUnderLock(entry))
            {
                return false;
            }

            Retire(stripe, entry, cause);
            return true;
        }
    }

    /// <summary>A look-up met an entry whose time was up: it goes now, instead of waiting for the wheel.</summary>
    private void RemoveOverdue(Entry<TKey, TValue> entry)
    {
        if (TryTakeOut(entry, RemovalCause.Expired, onlyIfOverdue: true))
        {
            AfterRemoval(entry);
        }
    }

    private void AfterRemoval(Entry<TKey, TValue> entry)
    {
        _maintenance.Released(entry.Weight);
        _news?.Tell();
    }

    private void UnlinkAndRetire(Stripe stripe, Entry<TKey, TValue> entry, RemovalCause cause)
    {
        var unlinked = _table.UnlinkUnderLock(entry);
        Debug.Assert(unlinked, "An entry that is not retired is in the table.");
        Retire(stripe, entry, cause);
    }

    /// <summary>Ends the life of an entry that is out of its chain, and lets its value go.</summary>
    /// <param name="stripe">The stripe of the entry, whose lock is held.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="cause">Why it leaves.</param>
    /// <param name="shareIsSettled">Whether what it takes of the share of pinned entries was passed on to another.</param>
    private void Retire(
        Stripe stripe, Entry<TKey, TValue> entry, RemovalCause cause, bool shareIsSettled = false)
    {
        stripe.Count--;
        stripe.Weight -= entry.Weight;
        stripe.CountRemoval(cause);
        RetireDetached(entry, cause, shareIsSettled);
    }

    private void RetireDetached(Entry<TKey, TValue> entry, RemovalCause cause, bool shareIsSettled = false)
    {
        Debug.Assert(!entry.IsRetired, "An entry is retired once.");
        _news?.PutDown(entry.Key, entry.Value, cause);
        if ((entry.Flags & EntryFlags.Pinned) != 0 && !shareIsSettled)
        {
            Interlocked.Add(ref _pinnedWeight, -entry.Weight); // partner: ReservePinnedUnderLock
        }

        entry.Flags |= EntryFlags.Retired;
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TValue>())
        {
            Volatile.WriteBarrier(); // retired first, cleared second; partner: the barrier in TryGet
            entry.Value = default!;
        }
    }

    /// <summary>What maintenance may do with the store; a class of its own keeps these off the public surface.</summary>
    private sealed class Sink(MemoryStore<TKey, TValue> store) : IMaintenanceSink
    {
        public long Count => store.Count;

        public bool TryTakeOut(EntryNode node, RemovalCause cause) =>
            store.TryTakeOut(node, cause, onlyIfOverdue: false);

        public bool TryTakeOutExpired(EntryNode node) =>
            store.TryTakeOut(node, RemovalCause.Expired, onlyIfOverdue: true);

        public long TakeOutEverything() => store.DetachAndRetire();

        public void TellListeners() => store._news?.Tell();
    }
}
