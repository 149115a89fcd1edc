using System.Numerics;

namespace Larder.Engine.Statistics;

/// <summary>The cells of one thread: one for each store that lives at the same time.</summary>
/// <remarks>
/// Invariants.
/// <list type="bullet">
/// <item>The counts are written by their thread alone, without a lock. <see cref="ReadLedger"/> reads them from other
/// threads: exact once the thread is quiet, at worst a few counts behind until then.</item>
/// <item><see cref="Cells"/> is replaced by its thread alone, under the lock of the ledger, and read by others under
/// that lock. <see cref="Current"/> is the same array.</item>
/// <item>When the thread dies nothing refers to its <see cref="Farewell"/>, whose finalizer moves the counts into the
/// ledger. Until that collection the ledger still holds and counts the cells.</item>
/// </list>
/// </remarks>
internal sealed class ThreadReads
{
    /// <summary>
    /// Unused cells before and after those in use: 128 bytes, the reach of the adjacent-line prefetcher. Collections
    /// move the arrays of two threads side by side.
    /// </summary>
    internal const int Margin = 4;

    /// <summary>
    /// The cells of the running thread, where hits find them. Null until its first read of any store.
    /// </summary>
    [ThreadStatic]
    internal static ReadCell[]? Current;

    [ThreadStatic]
    private static Farewell? _farewell;

    internal ReadCell[] Cells = [];

    /// <summary>
    /// The cells of the running thread, large enough for this slot. Called under the lock of the ledger.
    /// </summary>
    /// <param name="slot">The slot that must exist.</param>
    /// <param name="isNew">Whether the ledger has not seen this thread before.</param>
    internal static ThreadReads Ensure(int slot, out bool isNew)
    {
        isNew = _farewell is null;
        _farewell ??= new Farewell(new ThreadReads());
        var reads = _farewell.Reads;

        if (reads.Cells.Length < slot + 1 + Margin)
        {
            int length = Margin + (int)BitOperations.RoundUpToPowerOf2((uint)(slot + 1 - Margin)) + Margin;
            Array.Resize(ref reads.Cells, length);
            Current = reads.Cells;
        }

        return reads;
    }

    /// <summary>Reachable from the thread alone: its finalizer runs after the thread has ended.</summary>
    private sealed class Farewell(ThreadReads reads)
    {
        internal readonly ThreadReads Reads = reads;

        ~Farewell() => ReadLedger.Fold(Reads);
    }
}
