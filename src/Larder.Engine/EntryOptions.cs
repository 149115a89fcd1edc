namespace Larder.Engine;

/// <summary>How long one entry lives and what it weighs. The default value means: for ever, weight as the store says.</summary>
public readonly record struct EntryOptions
{
    /// <summary>The longest sliding time: what 32 bits of milliseconds hold, a little under fifty days.</summary>
    public static readonly TimeSpan LongestSliding = TimeSpan.FromMilliseconds(uint.MaxValue);

    /// <summary>How long after the write the entry lives at most. Default null: no limit. Must be positive.</summary>
    public TimeSpan? Expiration { get; init; }

    /// <summary>
    /// How long after the last access the entry lives; never past <see cref="Expiration"/>. Default null: accesses do not
    /// prolong. Must be positive and at most <see cref="LongestSliding"/>. A hit moves the deadline only when it gains
    /// more than a hundredth, so the entry may go up to that much early.
    /// </summary>
    public TimeSpan? Sliding { get; init; }

    /// <summary>What the entry weighs, in the unit of the capacity. Default null: ask the store's weigher, else one.</summary>
    public int? Weight { get; init; }

    /// <summary>Whether the entry may be evicted. Default <see cref="EntryPriority.Normal"/>.</summary>
    public EntryPriority Priority { get; init; }
}
