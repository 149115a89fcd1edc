namespace Larder.Engine.Entries;

/// <summary>An entry with a deadline.</summary>
/// <remarks>
/// Invariants: <see cref="Due"/> is written under the stripe lock, and by hits on sliding entries with a compare-and-swap, so that
/// a hit never undoes the deadline of a newer write.
/// </remarks>
internal class TimedEntry<TKey, TValue>(uint hash, EntryFlags flags, TKey key, TValue value, long due)
    : Entry<TKey, TValue>(hash, flags, key, value)
    where TKey : notnull
{
    internal long Due = due;

    // Read by the wheel while hits may slide it: any value it sees was the deadline at some moment, and a deadline
    // that has moved since is met again when the wheel comes round.
    internal override long Deadline => Volatile.Read(ref Due);
}
