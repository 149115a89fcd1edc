using Larder.Engine.Entries;

namespace Larder.Engine.Eviction;

/// <summary>Chooses which entry leaves when the store is full.</summary>
/// <remarks>
/// Invariants.
/// <list type="bullet">
/// <item>Every member but <see cref="TouchLimit"/>, <see cref="TracksRecency"/> and <see cref="Touch"/> is called under
/// the policy lock, which also guards every field of an implementation.</item>
/// <item>A hit takes no lock. It does <c>if (node.Frequency &lt; TouchLimit) node.Frequency++</c>, or, where
/// <see cref="TracksRecency"/> says so, <see cref="Touch"/>; both are plain stores whose loss costs one access.</item>
/// <item>An entry added is on exactly one queue of the policy until <see cref="SelectVictim"/> returns it, the timer
/// wheel expires it, or a sweep finds it retired. Pinned entries are never added.</item>
/// <item>No call does work in proportion to the capacity, but for <see cref="Clear"/> (a step for each segment) and what
/// an implementation names in its own remarks.</item>
/// </list>
/// </remarks>
internal interface IEvictionPolicy
{
    /// <summary>Where a hit stops to raise <see cref="EntryNode.Frequency"/>; zero when hits are not counted.</summary>
    byte TouchLimit { get; }

    /// <summary>Whether a hit must call <see cref="Touch"/>.</summary>
    bool TracksRecency { get; }

    /// <summary>How many entries sit on the queues, retired ones included.</summary>
    int QueuedCount { get; }

    /// <summary>Notes a hit where the order of hits matters. Called without any lock, by any thread.</summary>
    /// <returns>
    /// False when the order must be renewed first, which is rare: the caller takes the policy lock (or leaves it, when
    /// another thread holds it: one hit goes unnoted), calls <see cref="RenewOrder"/>, and touches again.
    /// </returns>
    bool Touch(EntryNode node);

    /// <summary>Makes room for more hits to be ordered.</summary>
    void RenewOrder();

    /// <summary>
    /// Tells that an entry with this hash will probably be added soon. Called without any lock, by any thread; a hint that
    /// changes nothing.
    /// </summary>
    void Expect(uint hash)
    {
    }

    /// <summary>Takes in an entry that was just written to the table.</summary>
    /// <param name="node">The entry; its weight does not change while it is queued.</param>
    /// <param name="full">
    /// Whether the table holds its capacity or more, so that a newcomer must compete for its place.
    /// </param>
    void Add(EntryNode node, bool full);

    /// <summary>
    /// Takes the entry that should leave out of the queues. The caller takes it out of the table, may find that it went
    /// meanwhile, and calls again while the table is over its capacity.
    /// </summary>
    /// <returns>
    /// Null when nothing was found within the bound of one call. Nothing can be evicted at all when
    /// <see cref="QueuedCount"/> is then zero; otherwise another call goes on.
    /// </returns>
    EntryNode? SelectVictim();

    /// <summary>Takes the coldest entry out of the queues, without weighing newcomers: for trims.</summary>
    /// <returns>Null as with <see cref="SelectVictim"/>.</returns>
    EntryNode? SelectColdest();

    /// <summary>How often the key of the entry was asked for of late, as far as the policy knows: 0 to 15.</summary>
    int EstimateFrequency(EntryNode node);

    /// <summary>
    /// Drops retired entries from the next few segments of the queues. The caller calls it when
    /// <see cref="QueuedCount"/> runs far ahead of the table's count.
    /// </summary>
    /// <param name="maxSegments">The most segments looked at in this call.</param>
    /// <returns>How many entries were dropped.</returns>
    int Compact(int maxSegments);

    /// <summary>Forgets every entry and what was learned about keys.</summary>
    void Clear();

    /// <summary>Throws when the structures contradict each other. For tests.</summary>
    /// <returns>How many entries on the queues are not retired.</returns>
    int AssertInvariants();
}
