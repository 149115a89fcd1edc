using System.Diagnostics;
using System.Runtime.CompilerServices;
using Larder.Engine.Entries;

namespace Larder.Engine.Table;

/// <content>Growing, clearing and walking: whatever concerns all buckets at once.</content>
internal sealed partial class EntryTable<TKey, TValue>
{
    // Entries for eight buckets. A hit that meets another entry first was guessed wrongly by the processor and waits for
    // memory, so a small table has two buckets for each entry. In a large one memory counts for more: sixteen bytes an entry
    // up to this many buckets, then eleven where the capacity tells how many entries there will be, and nine or ten where
    // nobody does.
    private const int SmallTableBuckets = 131_072;
    private const int EntriesPerLoadOfSmall = 4;
    private const int EntriesPerLoad = 6;
    private const int EntriesPerLoadOfUnknown = 7;
    private const int BucketsPerLoad = 8;

    // What a table grows by: half, or a quarter where it is large and nobody knows where it will end.
    private const int ShareOfGrowth = 2;
    private const int ShareOfGrowthOfUnknown = 4;

    // Larger arrays would need 64-bit lengths; chains simply grow longer from there on.
    private const int LargestBucketCount = 1 << 30;
    private const int FewestBucketsPerStripe = 4;

    /// <summary>Whether a stripe is fuller than it should be, and the table may still grow.</summary>
    internal bool IsCrowded(Stripe stripe)
    {
        var buckets = _buckets.Length;
        return buckets < _mostBuckets && stripe.Count * Stripes.Count * BucketsPerLoad > buckets * EntriesPer(buckets);
    }

    /// <summary>Grows the table, unless another writer has done so since. The caller holds no stripe lock.</summary>
    internal void GrowIfCrowded(Stripe stripe)
    {
        Stripes.EnterAll();
        try
        {
            if (IsCrowded(stripe))
            {
                GrowUnderAllLocks();
            }
        }
        finally
        {
            Stripes.ExitAll();
        }
    }

    /// <summary>Empties the table and returns what was in it; nobody else links or unlinks those entries any more.</summary>
    internal IEnumerable<Entry<TKey, TValue>> DetachUnderAllLocks()
    {
        var old = _buckets;
        Volatile.Write(ref _buckets, new Entry<TKey, TValue>?[FirstBuckets(_mostBuckets, Stripes.Count)]); // partner: IsConfirmedMiss
        return Walk(old);
    }

    /// <summary>
    /// The entries of the chain that a hash belongs to, from that hash on, and the first hash of the chain after it. The
    /// position is a hash, so that it stays meaningful when the table grows between two calls.
    /// </summary>
    /// <returns>The first hash of the next chain; 2^32 when this was the last.</returns>
    internal long CopyChain(long position, List<Entry<TKey, TValue>> into)
    {
        Debug.Assert(position is >= 0 and < 1L << 32, "A position is a hash.");
        lock (Stripes.Of((uint)position).Lock)
        {
            var buckets = _buckets;
            for (var entry = SlotOf(buckets, (uint)position); entry is not null; entry = entry.Next)
            {
                // What lies before the position was listed with another chain, when the table had other bounds.
                if (entry.Hash >= position)
                {
                    into.Add(entry);
                }
            }

            var index = (position * buckets.Length) >> 32;
            return (((index + 1) << 32) + buckets.Length - 1) / buckets.Length; // the first hash of the next bucket
        }
    }

    /// <summary>Checks every chain against the counts of its stripe.</summary>
    /// <returns>What the entries weigh that are never evicted, and how many others there are.</returns>
    internal (long Pinned, long Evictable) AssertInvariants()
    {
        Stripes.EnterAll();
        try
        {
            long pinned = 0, evictable = 0;
            var counts = new long[Stripes.Count];
            var weights = new long[Stripes.Count];
            for (var i = 0; i < _buckets.Length; i++)
            {
                for (var entry = _buckets[i]; entry is not null; entry = entry.Next)
                {
                    Invariant.Holds(!entry.IsRetired, "An entry in the table is not retired.");
                    Invariant.Holds(
                        Unsafe.AreSame(ref SlotOf(_buckets, entry.Hash), ref _buckets[i]),
                        "An entry hangs in the bucket of its hash.");
                    counts[Stripes.IndexOf(entry.Hash)]++;
                    weights[Stripes.IndexOf(entry.Hash)] += entry.Weight;
                    var isPinned = (entry.Flags & EntryFlags.Pinned) != 0;
                    pinned += isPinned ? entry.Weight : 0;
                    evictable += isPinned ? 0 : 1;
                }
            }

            for (var i = 0; i < counts.Length; i++)
            {
                Invariant.Holds(counts[i] == Stripes[i].Count, "A stripe counts the entries of its chains.");
                Invariant.Holds(weights[i] == Stripes[i].Weight, "A stripe weighs the entries of its chains.");
            }

            return (pinned, evictable);
        }
        finally
        {
            Stripes.ExitAll();
        }
    }

    private void GrowUnderAllLocks()
    {
        var old = _buckets;
        var grown = new Entry<TKey, TValue>?[BucketsAfter(old.Length)];

        Volatile.Write(ref _relinking, true);
        Volatile.WriteBarrier(); // the flag is up before any link moves; partner: IsConfirmed

        foreach (var chain in old)
        {
            var entry = chain;
            while (entry is not null)
            {
                var next = entry.Next;
                ref var slot = ref SlotOf(grown, entry.Hash);
                entry.Next = slot;
                slot = entry;
                entry = next;
            }
        }

        Volatile.Write(ref _buckets, grown); // every link is in place before the array is seen
        Volatile.Write(ref _relinking, false); // and the array is seen before the flag goes down
    }

    /// <summary>How many buckets the table has in the end, in whole buckets for each stripe.</summary>
    private static int BucketsFor(long entries, int stripes)
    {
        const int EntriesOfSmall = SmallTableBuckets / BucketsPerLoad * EntriesPerLoadOfSmall;
        if (entries >= LargestBucketCount)
        {
            return LargestBucketCount / stripes * stripes;
        }

        var wanted = entries <= EntriesOfSmall
            ? entries * BucketsPerLoad / EntriesPerLoadOfSmall
            : SmallTableBuckets + ((entries - EntriesOfSmall) * BucketsPerLoad / EntriesPerLoad);
        wanted = Math.Clamp(wanted, stripes * FewestBucketsPerStripe, LargestBucketCount);
        return (int)Math.Min((wanted + stripes - 1) / stripes * stripes, LargestBucketCount / stripes * stripes);
    }

    /// <summary>A few buckets for each stripe, unless fewer will ever be needed.</summary>
    private static int FirstBuckets(int most, int stripes) => Math.Min(most, stripes * FewestBucketsPerStripe);

    /// <summary>More buckets, as many for each stripe; never more than will be needed.</summary>
    private int BucketsAfter(int buckets)
    {
        var share = IsLarge(buckets) && IsEndUnknown ? ShareOfGrowthOfUnknown : ShareOfGrowth;
        var perStripe = buckets / Stripes.Count;
        var grown = (perStripe + (perStripe / share) + 1L) * Stripes.Count;
        return (int)Math.Min(grown, _mostBuckets);
    }

    private bool IsEndUnknown => _mostBuckets >= LargestBucketCount / Stripes.Count * Stripes.Count;

    private static bool IsLarge(int buckets) => buckets >= SmallTableBuckets;

    /// <summary>How many entries make eight buckets of a table of that size crowded.</summary>
    private long EntriesPer(int buckets) => !IsLarge(buckets)
        ? EntriesPerLoadOfSmall
        : IsEndUnknown ? EntriesPerLoadOfUnknown : EntriesPerLoad;

    private static IEnumerable<Entry<TKey, TValue>> Walk(Entry<TKey, TValue>?[] buckets)
    {
        foreach (var head in buckets)
        {
            for (var entry = head; entry is not null; entry = entry.Next)
            {
                yield return entry;
            }
        }
    }
}
