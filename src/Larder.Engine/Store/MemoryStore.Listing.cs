using Larder.Engine.Entries;

namespace Larder.Engine.Store;

/// <content>Listing: what is in the store, a page at a time, while it goes on being used.</content>
public sealed partial class MemoryStore<TKey, TValue>
{
    /// <summary>The most entries a page may be asked to hold.</summary>
    public const int LargestPage = 10_000;

    // A page whose prefix is rare ends after this many entries looked at for each one wanted, so that a call is bounded.
    private const int LookedAtPerWanted = 64;
    private const long EndOfHashes = 1L << 32;

    /// <summary>
    /// Lists living entries. An entry that is there from the first page to the last is listed exactly once, whatever is
    /// written meanwhile; one that comes or goes in between may be listed or not.
    /// </summary>
    /// <param name="cursor">Zero to begin; then <see cref="EntryPage{TKey}.Next"/> of the page before.</param>
    /// <param name="limit">
    /// About how many entries to return, 1 to <see cref="LargestPage"/>; keys whose hashes are neighbours stay together,
    /// so a few more may come.
    /// </param>
    /// <param name="prefix">What string keys must begin with, ordinally. Default null: all keys.</param>
    /// <returns>The page.</returns>
    /// <exception cref="NotSupportedException">A prefix was given, but the keys are not strings.</exception>
    public EntryPage<TKey> List(long cursor = 0, int limit = 1_000, string? prefix = null)
    {
        if (cursor is < 0 or >= EndOfHashes)
        {
            Throw.CursorOutOfRange(cursor);
        }

        if (limit is < 1 or > LargestPage)
        {
            Throw.LimitOutOfRange(limit, LargestPage);
        }

        if (prefix is not null && typeof(TKey) != typeof(string))
        {
            Throw.PrefixNeedsStrings(typeof(TKey));
        }

        var found = new List<EntryInfo<TKey>>();
        var chain = new List<Entry<TKey, TValue>>();
        var position = cursor;
        for (var chains = 0L; found.Count < limit && position < EndOfHashes; chains++)
        {
            if (chains == (long)limit * LookedAtPerWanted)
            {
                break;
            }

            chain.Clear();
            position = _table.CopyChain(position, chain);
            foreach (var entry in chain)
            {
                if ((prefix is null || ((string)(object)entry.Key).StartsWith(prefix, StringComparison.Ordinal))
                    && !entry.IsRetired && !IsOverdue(entry))
                {
                    found.Add(Describe(entry));
                }
            }
        }

        return new EntryPage<TKey>(found, position == EndOfHashes ? 0 : position);
    }

    /// <summary>Lists all living entries, page by page, as <see cref="List"/> does.</summary>
    /// <returns>The entries; nothing is held between two of them.</returns>
    public IEnumerable<EntryInfo<TKey>> ListAll()
    {
        var cursor = 0L;
        do
        {
            var page = List(cursor);
            foreach (var entry in page.Entries)
            {
                yield return entry;
            }

            cursor = page.Next;
        }
        while (cursor != 0);
    }

    /// <summary>How many entries the wheel watches apart from the queues; for tests.</summary>
    internal int WatchedCount => _maintenance.WatchedCount;

    /// <summary>Checks everything the books say against everything the table holds. For tests, when nobody writes.</summary>
    /// <exception cref="InvalidOperationException">Something does not agree; the message says what.</exception>
    internal void AssertInvariants()
    {
        _maintenance.Run();
        var (pinned, evictable) = _table.AssertInvariants();
        Invariant.Holds(pinned == Volatile.Read(ref _pinnedWeight), "What is pinned is booked."); // partner: its writers
        _maintenance.AssertInvariants(_stripes.TotalWeight(), evictable);
        if (_stripes.TotalWeight() > Capacity)
        {
            throw new InvalidOperationException(
                $"The store holds {_stripes.TotalWeight()}, but its capacity is {Capacity}.");
        }
    }

    private EntryInfo<TKey> Describe(Entry<TKey, TValue> entry)
    {
        TimeSpan? left = (entry.Flags & EntryFlags.Timed) == 0
            ? null
            : TimeSpan.FromTicks(Math.Max(0, entry.Deadline - _clock.Now));
        var priority = (entry.Flags & EntryFlags.Pinned) != 0 ? EntryPriority.NeverRemove : EntryPriority.Normal;
        return new EntryInfo<TKey>(entry.Key, left, entry.Weight, priority, _maintenance.EstimateFrequency(entry));
    }
}
