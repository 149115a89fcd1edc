using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Larder.Engine.Statistics;

/// <summary>Counts the hits and misses of one store: nearly free to count, exact when read.</summary>
/// <remarks>
/// <para>
/// Each page of a stack has a cell of its own. A stack belongs to one thread, so whoever stands on a page is the only
/// one to write its cell, and a plain increment is exact. To know the page costs an address of a local variable; to ask
/// the runtime for a thread's own storage is a call, which would cost a hit more than all the rest of counting.
/// </para>
/// Invariants.
/// <list type="bullet">
/// <item>The counts of a cell are written by the thread whose stack the page belongs to, with no lock. When a thread ends
/// and another is given the same memory for its stack, the system has ordered the two.</item>
/// <item><c>_byPage</c> knows every cell there is, and <c>_overflow</c> what came when there were too many; both are
/// guarded by <c>_gate</c>. A count is in exactly one place.</item>
/// <item><c>_places</c> is a shortcut to <c>_byPage</c>: a place holds a cell of a page that belongs there, or the cell of
/// nobody. Any place may be stale, which costs a look under the gate.</item>
/// <item><see cref="Read"/> gives every count of a thread that is quiet or has ended, and at worst misses the last few of
/// one that runs. All members may run together.</item>
/// </list>
/// </remarks>
internal sealed class ReadCounter
{
    /// <summary>The most cells of one counter; pages beyond that are counted together, under the gate.</summary>
    internal const int MostCells = 4_096;

    // The smallest page of any supported system: two stacks never share one.
    private const int PageBits = 12;
    private const int FirstPlaces = 16;
    private const int MostPlaces = 2 * MostCells;

    private readonly Lock _gate = new();
    private readonly Dictionary<nuint, ReadCell> _byPage = [];
    private readonly int _mostCells;
    private ReadCell[] _places = Empty(FirstPlaces);
    private ReadCell.Tally _overflow;

    /// <param name="mostCells">Fewer than <see cref="MostCells"/> for tests of the overflow.</param>
    internal ReadCounter(int mostCells = MostCells)
    {
        _mostCells = mostCells;
    }

    /// <summary>How many pages have been counted from. For tests.</summary>
    internal int CellCount
    {
        get
        {
            lock (_gate)
            {
                return _byPage.Count;
            }
        }
    }

    /// <summary>Counts a read that found a value; true, so that the caller can return at once.</summary>
    /// <remarks>
    /// Not inlined on purpose: a method that takes the address of a local cannot leave by a jump, and the hit that calls
    /// this one last would have to save and restore six registers.
    /// </remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal bool Hit()
    {
        var page = Page();
        ref var counts = ref Place(_places, page).Counts;
        if (counts.Page != page)
        {
            return CountFirst(page, isHit: true);
        }

        counts.Hits++;
        return true;
    }

    /// <summary>Counts a read that found a value, and gives that back: then nobody has to keep it meanwhile.</summary>
    /// <param name="found">What was found.</param>
    /// <returns>The same.</returns>
    /// <remarks>
    /// Inlined on purpose, unlike the other: who has something to do after the hit does not leave by a jump anyway, and a call in
    /// the middle of the way would have all that is needed later put away and fetched again.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal object? Hit(object? found)
    {
        var page = Page();
        ref var counts = ref Place(_places, page).Counts;
        if (counts.Page != page)
        {
            return CountFirst(page, found);
        }

        counts.Hits++;
        return found;
    }

    /// <summary>Counts a read that found nothing.</summary>
    internal void Miss()
    {
        var page = Page();
        ref var counts = ref Place(_places, page).Counts;
        if (counts.Page != page)
        {
            CountFirst(page, isHit: false);
            return;
        }

        counts.Misses++;
    }

    /// <summary>The counts so far.</summary>
    internal ReadCounts Read()
    {
        lock (_gate)
        {
            // The partners of these reads are the plain increments of other threads.
            var total = new ReadCounts(Volatile.Read(ref _overflow.Hits), Volatile.Read(ref _overflow.Misses));
            foreach (var cell in _byPage.Values)
            {
                ref var counts = ref cell.Counts;
                total = total.Plus(new ReadCounts(Volatile.Read(ref counts.Hits), Volatile.Read(ref counts.Misses)));
            }

            return total;
        }
    }

    /// <summary>The page of the stack that the caller stands on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe nuint Page()
    {
        byte here;
        return (nuint)(&here) >> PageBits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref ReadCell Place(ReadCell[] places, nuint page)
    {
        // Masked by the length, a power of two: the index is always within the array.
        var index = (page ^ (page >> 8)) & (nuint)(uint)(places.Length - 1);
        return ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(places), index);
    }

    private static ReadCell[] Empty(int places)
    {
        var empty = new ReadCell[places];
        Array.Fill(empty, ReadCell.OfNobody);
        return empty;
    }

    /// <summary>The first count from a page, or one whose place was taken by another page.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool CountFirst(nuint page, bool isHit)
    {
        lock (_gate)
        {
            var cell = CellUnderLock(page);
            ref var counts = ref cell is null ? ref _overflow : ref cell.Counts;
            counts.Hits += isHit ? 1 : 0;
            counts.Misses += isHit ? 0 : 1;
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private object? CountFirst(nuint page, object? found)
    {
        CountFirst(page, isHit: true);
        return found;
    }

    private ReadCell? CellUnderLock(nuint page)
    {
        var cell = KnowUnderLock(page);
        if (cell is null)
        {
            return null;
        }

        PlaceUnderLock(cell);

        // The same thread will stand a page higher or lower before long, and should then count without allocating.
        Prepare(page - 1);
        Prepare(page + 1);
        return cell;

        void Prepare(nuint neighbour)
        {
            if (!_byPage.ContainsKey(neighbour) && KnowUnderLock(neighbour) is { } prepared)
            {
                PlaceUnderLock(prepared);
            }
        }
    }

    private ReadCell? KnowUnderLock(nuint page)
    {
        if (!_byPage.TryGetValue(page, out var cell) && _byPage.Count < _mostCells)
        {
            cell = new ReadCell(page);
            _byPage.Add(page, cell);
        }

        return cell;
    }

    private void PlaceUnderLock(ReadCell cell)
    {
        // Two pages that want one place would ask under the gate again and again: with more places they part.
        var page = cell.Counts.Page;
        while (!ReferenceEquals(Place(_places, page), ReadCell.OfNobody)
            && !ReferenceEquals(Place(_places, page), cell)
            && _places.Length < MostPlaces)
        {
            var more = Empty(_places.Length * 2);
            foreach (var known in _byPage.Values)
            {
                Place(more, known.Counts.Page) = known;
            }

            Volatile.Write(ref _places, more); // the places are filled first; partner: the reads of Hit and Miss
        }

        Place(_places, page) = cell;
    }
}
