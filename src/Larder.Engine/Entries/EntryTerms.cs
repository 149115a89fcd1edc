namespace Larder.Engine.Entries;

/// <summary>What was agreed for one write, resolved to instants of the coarse clock.</summary>
internal readonly struct EntryTerms(long due, long cap, uint slidingMs, int weight, bool pinned)
{
    internal readonly long Due = due;
    internal readonly long Cap = cap;
    internal readonly uint SlidingMs = slidingMs;
    internal readonly int Weight = weight;
    internal readonly EntryFlags Flags =
        (due == EntryNode.Never ? EntryFlags.None : EntryFlags.Timed)
        | (slidingMs == 0 ? EntryFlags.None : EntryFlags.Sliding)
        | (pinned ? EntryFlags.Pinned : EntryFlags.None);

    /// <summary>No deadline, weight one, open to eviction.</summary>
    internal static EntryTerms Plain { get; } = new(EntryNode.Never, EntryNode.Never, 0, 1, pinned: false);

    internal bool IsTimed => (Flags & EntryFlags.Timed) != 0;

    internal bool IsPinned => (Flags & EntryFlags.Pinned) != 0;

    /// <summary>The smallest shape of entry that can carry these terms.</summary>
    internal EntryShape Shape =>
        SlidingMs != 0 || Weight != 1 ? EntryShape.Weighted : IsTimed ? EntryShape.Timed : EntryShape.Plain;
}
