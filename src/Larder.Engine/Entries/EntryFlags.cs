namespace Larder.Engine.Entries;

/// <summary>What is special about an entry. Plain, living entries have no flag, so that a hit needs one compare.</summary>
[Flags]
internal enum EntryFlags : byte
{
    /// <summary>Alive, without a deadline, and open to eviction.</summary>
    None = 0,

    /// <summary>Out of the table for good; its value is gone or about to go. Set once, never cleared.</summary>
    Retired = 1,

    /// <summary>Has a deadline.</summary>
    Timed = 2,

    /// <summary>Each access moves the deadline.</summary>
    Sliding = 4,

    /// <summary>Never evicted: it sits on no eviction queue.</summary>
    Pinned = 8,
}
