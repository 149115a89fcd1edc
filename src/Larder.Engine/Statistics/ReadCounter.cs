using System.Runtime.CompilerServices;

namespace Larder.Engine.Statistics;

/// <summary>Counts the hits and misses of one store: nearly free to count, exact when read.</summary>
/// <remarks>
/// Invariants.
/// <list type="bullet">
/// <item>A count is a plain increment of a cell that only the running thread writes: no shared line, no barrier.</item>
/// <item><see cref="Read"/> gives every count of a thread that is quiet, or has ended, and at worst misses the last few
/// of one that runs.</item>
/// <item>All members may run together. Counts that arrive during or after <see cref="Dispose"/> are dropped; they reach
/// no other counter, because a cell counts only while it carries our number.</item>
/// </list>
/// No thread refers to the counter, so a store that is forgotten is collected, and its slot with it.
/// </remarks>
internal sealed class ReadCounter : IDisposable
{
    private readonly int _slot;
    private readonly long _owner;
    private readonly Lock _closing = new();
    private ReadCounts _final;
    private bool _closed;

    internal ReadCounter()
    {
        (_slot, _owner) = ReadLedger.Open();
    }

    ~ReadCounter()
    {
        // Finalizers run for objects whose constructor threw, too.
        if (_owner != 0)
        {
            ReadLedger.Close(_slot, _owner);
        }
    }

    /// <summary>Counts a read that found a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Hit()
    {
        var cells = ThreadReads.Current;
        int slot = _slot;

        if (cells is not null && (uint)slot < (uint)cells.Length)
        {
            ref var cell = ref cells[slot];
            if (cell.Owner == _owner)
            {
                cell.Hits++;
                return;
            }
        }

        CountFirst(isHit: true);
    }

    /// <summary>Counts a read that found nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Miss()
    {
        var cells = ThreadReads.Current;
        int slot = _slot;

        if (cells is not null && (uint)slot < (uint)cells.Length)
        {
            ref var cell = ref cells[slot];
            if (cell.Owner == _owner)
            {
                cell.Misses++;
                return;
            }
        }

        CountFirst(isHit: false);
    }

    /// <summary>The counts so far; after <see cref="Dispose"/>, the counts at that moment.</summary>
    internal ReadCounts Read()
    {
        lock (_closing)
        {
            return _closed ? _final : ReadLedger.Total(_slot, _owner);
        }
    }

    /// <summary>Gives the slot back. Idempotent.</summary>
    public void Dispose()
    {
        lock (_closing)
        {
            if (_closed)
            {
                return;
            }

            _final = ReadLedger.Close(_slot, _owner);
            _closed = true;
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>The first count of this thread for this store, or one that comes too late.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void CountFirst(bool isHit)
    {
        // The partner is the write in Dispose. Seen too late it costs a look into the ledger, which refuses us.
        if (Volatile.Read(ref _closed) || !ReadLedger.TryClaim(_slot, _owner))
        {
            return;
        }

        ref var cell = ref ThreadReads.Current![_slot];
        if (isHit)
        {
            cell.Hits++;
        }
        else
        {
            cell.Misses++;
        }
    }
}
