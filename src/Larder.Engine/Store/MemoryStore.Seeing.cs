using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Larder.Engine.Entries;

namespace Larder.Engine.Store;

/// <content>The slower ways of looking: after a race, for comparing, and by characters.</content>
public sealed partial class MemoryStore<TKey, TValue>
{
    /// <summary>
    /// Looks a key up, and returns its value or, when there is none, the default of the type. For values that are never null
    /// it says all that <see cref="TryGet"/> says, and a little sooner: the answer does not pass through memory.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <returns>The value, or the default of its type.</returns>
    public TValue? GetOrDefault(TKey key)
    {
        if (typeof(TValue).IsValueType)
        {
            return TryGet(key, out var copy) ? copy : default;
        }

        if (key is null)
        {
            Throw.NullKey();
        }

        if (!_keys.IsPlain)
        {
            return GetByComparerOrDefault(key);
        }

        // As in TryGet, each way that is rarer than a hit ends in one call.
        var hash = _keys.HashPlain(key);
        var entry = _table.FindPlain(key, hash, out var walked);
        return entry is null ? MissOrDefault(key, hash, walked) : TakeOrDefault(entry, hash);
    }

    internal bool TryGetByCharacters(ReadOnlySpan<char> key, [MaybeNullWhen(false)] out TValue value)
    {
        if (!_keys.IsString)
        {
            Throw.CharactersNeedOrdinalKeys();
        }

        var hash = _keys.Hash(key);
        var entry = _table.Find(key, hash, out var walked) ?? _table.Confirm(key, hash, walked);
        if (entry is null)
        {
            value = default;
            CountMiss();
            return false;
        }

        return TryTake(entry, hash, out value);
    }

    /// <summary>What a hit does with the entry it found.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryTake(Entry<TKey, TValue> entry, uint hash, [MaybeNullWhen(false)] out TValue value)
    {
        var taken = entry.Value;
        Volatile.ReadBarrier(); // the value comes before the flags; partner: the barrier in RetireDetached
        var flags = entry.Flags;
        if (flags != EntryFlags.None && !IsFresh(entry, flags))
        {
            return TryTakeSpecial(entry, hash, flags, taken, out value);
        }

        if (entry.Frequency < _touchLimit)
        {
            if (_tracksRecency)
            {
                value = taken;
                return TouchAndCount(entry);
            }

            entry.Frequency++;
        }

        // Written last: the runtime's helper that stores a reference would otherwise sit among values still needed.
        var reads = _reads;
        value = taken;
        return reads is null || reads.Hit();
    }

    /// <summary>The same for a value that is a reference: it goes through the counter and comes back as what it was.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TValue? TakeOrDefault(Entry<TKey, TValue> entry, uint hash)
    {
        var taken = entry.Value;
        Volatile.ReadBarrier(); // the value comes before the flags; partner: the barrier in RetireDetached
        var flags = entry.Flags;
        if (flags != EntryFlags.None && !IsFresh(entry, flags))
        {
            return TakeSpecialOrDefault(entry, hash, flags, taken);
        }

        if (entry.Frequency < _touchLimit)
        {
            if (_tracksRecency)
            {
                return TouchAndTake(entry, taken);
            }

            entry.Frequency++;
        }

        return CountTaken(taken);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TValue CountTaken(TValue taken)
    {
        if (_reads is not { } reads)
        {
            return taken;
        }

        var counted = reads.Hit(Unsafe.As<TValue, object?>(ref taken));
        return Unsafe.As<object?, TValue>(ref counted);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private TValue TouchAndTake(Entry<TKey, TValue> entry, TValue taken)
    {
        TouchByOrder(entry);
        return CountTaken(taken);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private TValue? TakeSpecialOrDefault(Entry<TKey, TValue> entry, uint hash, EntryFlags flags, TValue taken) =>
        TryTakeSpecial(entry, hash, flags, taken, out var value) ? value : default;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private TValue? MissOrDefault(TKey key, uint hash, Entry<TKey, TValue>?[] walked) =>
        Miss(key, hash, walked, out var value) ? value : default;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private TValue? GetByComparerOrDefault(TKey key) => TryGetByComparer(key, out var value) ? value : default;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryGetByComparer(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        var hash = _keys.Hash(key);
        var entry = _table.Find(key, hash, out var walked);
        return entry is null ? Miss(key, hash, walked, out value) : TryTake(entry, hash, out value);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TouchAndCount(Entry<TKey, TValue> entry)
    {
        TouchByOrder(entry);
        return _reads is null || _reads.Hit();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool Miss(TKey key, uint hash, Entry<TKey, TValue>?[] walked, [MaybeNullWhen(false)] out TValue value)
    {
        if (_table.Confirm(key, hash, walked) is { } entry)
        {
            return TryTake(entry, hash, out value);
        }

        value = default;
        CountMiss();
        return false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryTakeSpecial(
        Entry<TKey, TValue> entry, uint hash, EntryFlags flags, TValue taken, [MaybeNullWhen(false)] out TValue value)
    {
        value = taken;
        if (!IsAliveAndSlid(entry, flags))
        {
            if ((flags & EntryFlags.Retired) == 0)
            {
                RemoveOverdue(entry);
            }

            // It was retired under our eyes: another entry of the key may have taken its place in that moment.
            if (!TryFindLiving(entry.Key, hash, out var successor, out value))
            {
                CountMiss();
                return false;
            }

            entry = successor;
        }

        if (entry.Frequency < _touchLimit)
        {
            Touch(entry);
        }

        _reads?.Hit();
        return true;
    }

    /// <summary>Finds the living entry of a key under its lock, where nothing can change meanwhile.</summary>
    private bool TryFindLiving(
        TKey key, uint hash, [MaybeNullWhen(false)] out Entry<TKey, TValue> entry, [MaybeNullWhen(false)] out TValue value)
    {
        lock (_stripes.Of(hash).Lock)
        {
            entry = _table.FindUnderLock(key, hash);
            if (entry is not null && !IsOverdue(entry))
            {
                value = entry.Value;
                return true;
            }
        }

        entry = null;
        value = default;
        return false;
    }

    /// <summary>What a comparison will be made with: the living entry and its value, not counted as a look-up.</summary>
    private bool TrySee(
        TKey key, uint hash, [MaybeNullWhen(false)] out Entry<TKey, TValue> entry, [MaybeNullWhen(false)] out TValue value) =>
        TryFindLiving(key, hash, out entry, out value);

    /// <summary>Whether the entry is still the living one of its key and has the value that was seen.</summary>
    private bool IsStillUnderLock(TKey key, uint hash, Entry<TKey, TValue> entry, TValue seen)
    {
        // Asked of the table: an entry that is being cleared has left it, but is not retired yet.
        if (!ReferenceEquals(_table.FindUnderLock(key, hash), entry) || IsOverdue(entry))
        {
            return false;
        }

        // A value that is overwritten in place is a reference or a primitive: neither comparison is the caller's code.
        return !ValueIsAtomic
            || (typeof(TValue).IsValueType
                ? EqualityComparer<TValue>.Default.Equals(entry.Value, seen)
                : ReferenceEquals(entry.Value, seen));
    }

    /// <summary>A write counts as an access, too; the order is not renewed here, where a lock is held.</summary>
    private void TouchUnderLock(Entry<TKey, TValue> entry)
    {
        if (_tracksRecency)
        {
            _policy.Touch(entry);
        }
        else if (entry.Frequency < _touchLimit)
        {
            entry.Frequency++;
        }
    }

    private void TouchByOrder(Entry<TKey, TValue> entry)
    {
        if (!_policy.Touch(entry))
        {
            // The policy has no later place in its order to give until it counts from the start again.
            _maintenance.RenewOrder();
            _policy.Touch(entry);
        }
    }

    private void CountMiss()
    {
        _reads?.Miss();
        if (_lease is not null)
        {
            _clock.Advance();
        }
    }

    private void Touch(Entry<TKey, TValue> entry)
    {
        if (_tracksRecency)
        {
            TouchByOrder(entry);
        }
        else
        {
            entry.Frequency++;
        }
    }
}
