using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;
using Larder.Engine.Entries;

namespace Larder.Engine.Maintenance;

/// <summary>A bounded queue of new entries that many writers fill and the holder of the policy lock empties.</summary>
/// <remarks>
/// Invariants.
/// <list type="bullet">
/// <item><c>_head &lt;= _tail &lt; _head + Capacity</c>. Writers move the tail by compare-and-swap; only the holder of
/// the policy lock moves the head.</item>
/// <item>A slot between head and tail is null only while its writer is between winning the slot and filling it. The
/// reader stops there; that writer tries the policy lock next, and empties the queue itself if nobody else does.</item>
/// </list>
/// </remarks>
internal sealed class PendingWrites
{
    /// <summary>How many writes may wait for the policy lock; one more writer waits for the lock itself.</summary>
    internal const int Capacity = 128;

    private const int Mask = Capacity - 1;

    // The holder has given the place of the entry it is working off back already, but the store still holds that entry.
    private const int InHand = 1;

    private readonly EntryNode?[] _slots = new EntryNode?[Capacity];
    private Padded _tail;
    private Padded _head;

    /// <summary>Whether the next node is there to be taken; not so while its writer is still putting it down.</summary>
    internal bool HasReady =>
        Volatile.Read(ref _slots[Volatile.Read(ref _head.Value) & Mask]) is not null; // partner: the write in TryPush

    /// <summary>Leaves a node for the holder of the lock; false when the queue is full.</summary>
    internal bool TryPush(EntryNode node)
    {
        while (true)
        {
            var tail = Volatile.Read(ref _tail.Value); // partner: the compare-and-swap of another writer
            if (tail - Volatile.Read(ref _head.Value) >= Capacity - InHand) // partner: the write of the head in TryPopUnderLock
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref _tail.Value, tail + 1, tail) == tail)
            {
                Volatile.Write(ref _slots[tail & Mask], node); // partner: the read in TryPopUnderLock

                // The writer now looks whether the lock is free, and that look is a plain read: it must not come before
                // the node is there for the holder, who looks here after letting the lock go. Partner: Lock.Exit.
                Interlocked.MemoryBarrier();
                return true;
            }
        }
    }

    internal EntryNode? TryPopUnderLock()
    {
        var head = _head.Value;
        ref var slot = ref _slots[head & Mask];
        var node = Volatile.Read(ref slot); // partner: the write in TryPush
        if (node is null)
        {
            return null;
        }

        slot = null;
        Volatile.Write(ref _head.Value, head + 1); // gives the slot back, emptied; partner: the read in TryPush
        return node;
    }

    static PendingWrites() => Debug.Assert(BitOperations.IsPow2(Capacity), "Positions are masked.");

    /// <summary>A counter on cache lines of its own.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 128)]
    private struct Padded
    {
        internal long Value;
    }
}
