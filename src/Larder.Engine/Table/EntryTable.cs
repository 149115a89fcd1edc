using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Larder.Engine.Entries;
using Larder.Engine.Keys;

namespace Larder.Engine.Table;

/// <summary>Key to entry: look-ups without a lock, writes under the lock of a stripe.</summary>
/// <remarks>
/// <para>Invariants.</para>
/// <list type="bullet">
/// <item>A bucket is a chain of entries whose hashes lie next to each other: the index is the hash, as a fraction of all
/// hashes, times the number of buckets. So any number of buckets will do, and as it is a multiple of the number of
/// stripes, a bucket belongs to one stripe.</item>
/// <item>Chains and <see cref="Entry{TKey,TValue}.Next"/> are written under the stripe lock. An unlinked entry keeps its
/// Next, so that a reader standing on it walks on; it is never linked again.</item>
/// <item>An entry is complete before it is published: the release store of the bucket or of Next is the partner of the
/// reader's data-dependent loads, which no supported processor reorders.</item>
/// <item>Growing relinks the entries in place, under all stripe locks. A reader that meets a half-relinked chain can
/// miss an entry that is there, but never find one that is not. So only a miss has to be confirmed:
/// <see cref="_relinking"/> is raised before the first link moves and lowered after the new array is published; a
/// reader that misses looks at the flag first and at the array second, and asks again under the lock unless the flag
/// is down and the array is the one it walked.</item>
/// </list>
/// </remarks>
internal sealed partial class EntryTable<TKey, TValue>
    where TKey : notnull
{
    private readonly KeyComparer<TKey> _keys;
    private readonly int _mostBuckets;
    private Entry<TKey, TValue>?[] _buckets;
    private bool _relinking;

    /// <param name="keys">How keys are hashed and compared.</param>
    /// <param name="stripes">Who guards what.</param>
    /// <param name="expectedEntries">How many entries the table is to hold at most, as far as that is known.</param>
    internal EntryTable(in KeyComparer<TKey> keys, StripeSet stripes, long expectedEntries)
    {
        _keys = keys;
        Stripes = stripes;
        _mostBuckets = BucketsFor(expectedEntries, stripes.Count);
        _buckets = new Entry<TKey, TValue>?[FirstBuckets(_mostBuckets, stripes.Count)];
    }

    internal StripeSet Stripes { get; }

    /// <summary>The entry of a key, or null. Takes no lock; a null is a miss only once it is confirmed.</summary>
    /// <param name="key">The key.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="walked">What <see cref="Confirm(TKey, uint, Entry{TKey, TValue}?[])"/> needs.</param>
    internal Entry<TKey, TValue>? Find(TKey key, uint hash, out Entry<TKey, TValue>?[] walked)
    {
        var buckets = _buckets;
        walked = buckets;
        var entry = SlotOf(buckets, hash);
        while (entry is not null && !Matches(entry, key, hash))
        {
            entry = entry.Next;
        }

        return entry;
    }

    /// <summary>The same for plain keys, all of it inlined into the hit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Entry<TKey, TValue>? FindPlain(TKey key, uint hash, out Entry<TKey, TValue>?[] walked)
    {
        var buckets = _buckets;
        walked = buckets;
        var entry = SlotOf(buckets, hash);
        while (entry is not null
            && !((typeof(TKey).IsValueType || entry.Hash == hash) && KeyComparer<TKey>.EqualsPlain(entry.Key, key)))
        {
            entry = entry.Next;
        }

        return entry;
    }

    /// <summary>The same for characters, where keys are strings.</summary>
    internal Entry<TKey, TValue>? Find(ReadOnlySpan<char> key, uint hash, out Entry<TKey, TValue>?[] walked)
    {
        walked = _buckets;
        return Walk(walked, key, hash);
    }

    /// <summary>Asks again under the lock if a miss coincided with growth.</summary>
    internal Entry<TKey, TValue>? Confirm(TKey key, uint hash, Entry<TKey, TValue>?[] walked)
    {
        if (IsConfirmed(walked))
        {
            return null;
        }

        lock (Stripes.Of(hash).Lock)
        {
            return FindUnderLock(key, hash);
        }
    }

    /// <inheritdoc cref="Confirm(TKey, uint, Entry{TKey, TValue}?[])"/>
    internal Entry<TKey, TValue>? Confirm(ReadOnlySpan<char> key, uint hash, Entry<TKey, TValue>?[] walked)
    {
        if (IsConfirmed(walked))
        {
            return null;
        }

        lock (Stripes.Of(hash).Lock)
        {
            return Walk(_buckets, key, hash);
        }
    }

    /// <summary>Asks the processor for the bucket of a hash. Needs no lock.</summary>
    internal void Expect(uint hash) => CacheLine.Prefetch(ref SlotOf(_buckets, hash));

    internal Entry<TKey, TValue>? FindUnderLock(TKey key, uint hash)
    {
        AssertHeld(hash);
        var entry = SlotOf(_buckets, hash);
        while (entry is not null && !Matches(entry, key, hash))
        {
            entry = entry.Next;
        }

        return entry;
    }

    /// <summary>Puts a new entry at the head of its chain.</summary>
    internal void LinkUnderLock(Entry<TKey, TValue> entry)
    {
        AssertHeld(entry.Hash);
        ref var slot = ref SlotOf(_buckets, entry.Hash);
        entry.Next = slot;
        Volatile.Write(ref slot, entry); // publishes the entry; partner: the data-dependent loads of Find
    }

    /// <summary>Takes an entry out of its chain; false when it is not in it any more.</summary>
    internal bool UnlinkUnderLock(Entry<TKey, TValue> entry)
    {
        AssertHeld(entry.Hash);
        ref var link = ref LinkTo(entry);
        if (Unsafe.IsNullRef(ref link))
        {
            return false;
        }

        Volatile.Write(ref link, entry.Next); // readers on the entry itself keep walking by its own Next
        return true;
    }

    /// <summary>Puts an entry where another entry of the same key stood, with no moment in which neither is there.</summary>
    internal void ReplaceUnderLock(Entry<TKey, TValue> old, Entry<TKey, TValue> replacement)
    {
        AssertHeld(old.Hash);
        Debug.Assert(old.Hash == replacement.Hash, "An entry is replaced by one of the same key.");
        ref var link = ref LinkTo(old);
        Debug.Assert(!Unsafe.IsNullRef(ref link), "The replaced entry is in the table.");
        replacement.Next = old.Next;
        Volatile.Write(ref link, replacement); // publishes the replacement; partner: Find
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref Entry<TKey, TValue>? SlotOf(Entry<TKey, TValue>?[] buckets, uint hash)
    {
        // The index is less than the length, whatever the hash: the array's own check would be a second one.
        var index = (nuint)(((ulong)hash * (uint)buckets.Length) >> 32);
        return ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(buckets), index);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Matches(Entry<TKey, TValue> entry, TKey key, uint hash) =>
        (typeof(TKey).IsValueType || entry.Hash == hash) && _keys.Equals(entry.Key, key);

    private ref Entry<TKey, TValue>? LinkTo(Entry<TKey, TValue> entry)
    {
        ref var link = ref SlotOf(_buckets, entry.Hash);
        while (link is not null)
        {
            if (ReferenceEquals(link, entry))
            {
                return ref link;
            }

            link = ref link.Next;
        }

        return ref Unsafe.NullRef<Entry<TKey, TValue>?>();
    }

    private bool IsConfirmed(Entry<TKey, TValue>?[] walked)
    {
        Volatile.ReadBarrier(); // the walk comes before the check; partner: the barriers of GrowUnderAllLocks
        return !Volatile.Read(ref _relinking) && ReferenceEquals(Volatile.Read(ref _buckets), walked);
    }

    private Entry<TKey, TValue>? Walk(Entry<TKey, TValue>?[] buckets, ReadOnlySpan<char> key, uint hash)
    {
        var entry = SlotOf(buckets, hash);
        while (entry is not null && !(entry.Hash == hash && _keys.Equals(key, entry.Key)))
        {
            entry = entry.Next;
        }

        return entry;
    }

    [Conditional("DEBUG")]
    private void AssertHeld(uint hash) =>
        Debug.Assert(Stripes.Of(hash).Lock.IsHeldByCurrentThread, "The stripe lock of the key is held.");
}
