namespace Larder.Engine.Entries;

/// <summary>
/// The part of an entry that policies and the timer wheel see: no key, no value, one word of state.
/// </summary>
/// <remarks>
/// Invariants.
/// <list type="bullet">
/// <item><see cref="Hash"/> never changes.</item>
/// <item><see cref="Flags"/> is written under the stripe lock of the key, or by a clear that has taken the entry out
/// of everybody's reach; and read by anyone.
/// <see cref="EntryFlags.Retired"/> is set before the value is cleared and never taken back.</item>
/// <item><see cref="Frequency"/> is written by hits without any lock and by the policy under the policy lock. Lost
/// writes are benign: the worst outcome is one access counted too few or too many.</item>
/// <item><see cref="Stamp"/> belongs to the policy: written under the policy lock, and by hits under Lru (a benign race:
/// an entry looks as recent as the older of two simultaneous hits).</item>
/// </list>
/// The life of an entry is told in three words: alive (in the table and on a queue), retired (out of the table, still
/// on a queue), dead (out of both).
/// </remarks>
internal abstract class EntryNode(uint hash, EntryFlags flags)
{
    /// <summary>The deadline of an entry that has none.</summary>
    internal const long Never = long.MaxValue;

    internal readonly uint Hash = hash;
    internal byte Frequency;
    internal EntryFlags Flags = flags;
    internal ushort Stamp;

    internal bool IsRetired => (Flags & EntryFlags.Retired) != 0;

    /// <summary>When the entry expires, in ticks of the coarse clock; <see cref="Never"/> when it does not.</summary>
    internal virtual long Deadline => Never;

    /// <summary>How much of the capacity the entry takes.</summary>
    internal virtual int Weight => 1;
}
