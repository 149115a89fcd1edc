namespace Larder.Engine.Entries;

/// <summary>One cached pair in its smallest shape: no deadline, weight one.</summary>
/// <remarks>
/// The shapes are a family by inheritance so that an entry pays only for what it uses: 48 bytes plain, 56 with a
/// deadline, 72 with everything. <see cref="Key"/> never changes. <see cref="Value"/> is written under the stripe lock
/// only; a value that one store instruction cannot write is never overwritten, a new entry takes its place instead, so
/// that no reader sees half of it.
/// </remarks>
internal class Entry<TKey, TValue>(uint hash, EntryFlags flags, TKey key, TValue value) : EntryNode(hash, flags)
    where TKey : notnull
{
    internal readonly TKey Key = key;
    internal TValue Value = value;

    /// <summary>The rest of the chain. Written under the stripe lock; readers follow it without one.</summary>
    internal Entry<TKey, TValue>? Next;
}
