using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Larder.Engine.Entries;

/// <summary>A run of slots of an <see cref="EntryQueue"/>, and the unit in which deadlines are watched.</summary>
/// <remarks>
/// Invariants, all guarded by the policy lock.
/// <list type="bullet">
/// <item>Entries lie in slots <see cref="Head"/> (inclusive) to <see cref="Tail"/> (exclusive), oldest first; a slot
/// between them is null when its entry was dropped; every other slot is null.</item>
/// <item><see cref="Live"/> is the number of slots that are not null.</item>
/// <item><see cref="Earliest"/> is not later than the earliest deadline the entries had when they were queued. It may be
/// too early (an entry left, or slid), which costs one look; never too late, but for a deadline moved forward in
/// place, whose entry is watched apart.</item>
/// <item>The timer fields belong to the <see cref="ISegmentTimer"/>.</item>
/// </list>
/// </remarks>
internal sealed class QueueSegment
{
    /// <summary>Slots of a segment, and so the most entries that one look of the timer wheel inspects.</summary>
    internal const int Size = 64;

    /// <summary>The value of <see cref="TimerBucket"/> while no timer watches the segment.</summary>
    internal const short Unwatched = -1;

    internal QueueSegment? Next;
    internal QueueSegment? Previous;
    internal EntryQueue? Owner;
    internal long Earliest = EntryNode.Never;
    internal byte Head;
    internal byte Tail;
    internal byte Live;

    internal short TimerBucket = Unwatched;
    internal QueueSegment? TimerNext;
    internal QueueSegment? TimerPrevious;
    internal long TimerDue;

    private Slots _slots;

    internal ref EntryNode? this[int slot]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _slots[slot];
    }

    /// <summary>Moves what is left to the front, in order, and so makes room at the end.</summary>
    internal void Pack()
    {
        var to = 0;
        for (int from = Head; from < Tail; from++)
        {
            var node = _slots[from];
            if (node is null)
            {
                continue;
            }

            _slots[from] = null;
            _slots[to++] = node;
        }

        Debug.Assert(to == Live, "Live counts the filled slots.");
        Head = 0;
        Tail = (byte)to;
    }

    /// <summary>Makes the segment as good as new. No timer may watch it any more.</summary>
    internal void Reset()
    {
        Debug.Assert(TimerBucket == Unwatched, "A segment is cancelled before it is reset.");
        ((Span<EntryNode?>)_slots).Clear();
        Next = null;
        Previous = null;
        Owner = null;
        Earliest = EntryNode.Never;
        Head = 0;
        Tail = 0;
        Live = 0;
    }

    [InlineArray(Size)]
    private struct Slots
    {
        private EntryNode? _first;
    }
}
