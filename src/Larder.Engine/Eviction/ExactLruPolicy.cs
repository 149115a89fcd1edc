using System.Diagnostics;
using Larder.Engine.Entries;

namespace Larder.Engine.Eviction;

/// <summary>The entry that was not asked for longest leaves first: to the letter, for small stores.</summary>
/// <remarks>
/// A hit writes the next ticket of a plain counter into the entry, and moves nothing. Victims come from a run, sorted by
/// ticket once: an entry of the run whose ticket is still what it was then is older than everything that was touched or
/// written since, so the run is right until it is used up. What was touched is set aside, and sorted into the next
/// run with what was written. So each touched or written entry is sorted once, and no list is kept in order by hits.
/// <para>
/// A call that starts a new run sorts what there is: up to <see cref="MaxCapacity"/> entries. That bound is the reason
/// why larger stores have <see cref="CoarseLruPolicy"/>.
/// </para>
/// Invariants, all guarded by the policy lock, but for the tickets.
/// <list type="bullet">
/// <item>Stamp is the low, Frequency the high part of the 24-bit ticket of the latest write or touch. Hits write them, and
/// <c>_lastTicket</c>, without a lock: on one thread the order is exact; of simultaneous hits one may look as old as the
/// other, or be lost, or set the counter back to where it was when the hit began. The next sort sets it right.</item>
/// <item>Every entry is on one of the two queues; <c>_run</c> is in the order of the tickets its entries had when
/// <c>_lastTicket</c> was <c>_sortedAt</c>.</item>
/// </list>
/// </remarks>
internal sealed class ExactLruPolicy : IEvictionPolicy
{
    /// <summary>The largest capacity this policy is meant for.</summary>
    internal const int MaxCapacity = 4096;

    /// <summary>
    /// Tickets between two renewals of the order: nearly all that 24 bits hold. The high byte stays below its maximum,
    /// so a hit may skip what has reached it without a look at the policy.
    /// </summary>
    internal const int MaxTicket = (byte.MaxValue << 16) - 1;

    /// <summary>Not the zero of a new entry, which would else look as if it were the one touched last.</summary>
    private const int FirstTicket = 1;

    private readonly SegmentPool _pool = new();
    private readonly List<(int Ticket, EntryNode Node)> _sorting = [];
    private readonly EntryQueue _run;
    private readonly EntryQueue _fresh;
    private readonly int _maxTicket;
    private int _lastTicket = FirstTicket;
    private int _sortedAt;

    internal ExactLruPolicy(bool weighted, ISegmentTimer? timer, int maxTicket = MaxTicket)
    {
        Debug.Assert(maxTicket is > 0 and <= MaxTicket, "Tickets fit into 24 bits.");
        _run = new EntryQueue(_pool, timer, weighted);
        _fresh = new EntryQueue(_pool, timer, weighted);
        _maxTicket = maxTicket;
    }

    public byte TouchLimit => 0;

    public bool TracksRecency => true;

    public int QueuedCount => _pool.QueuedCount;

    public bool Touch(EntryNode node)
    {
        // Read and written without a lock, by design: see the invariants.
        var last = _lastTicket;
        if (TicketOf(node) == last)
        {
            return true;
        }

        if (last >= _maxTicket)
        {
            return false;
        }

        _lastTicket = last + 1;
        Stamp(node, last + 1);
        return true;
    }

    public void RenewOrder()
    {
        if (_lastTicket < _maxTicket)
        {
            return;
        }

        Collect(_run);
        Collect(_fresh);
        StartRun();
        var ticket = FirstTicket;
        foreach (var node in _run.Nodes())
        {
            Stamp(node, ++ticket);
        }

        _lastTicket = ticket;
        _sortedAt = ticket;
    }

    public void Add(EntryNode node, bool full)
    {
        if (!Touch(node))
        {
            RenewOrder();
            Touch(node);
        }

        _fresh.Enqueue(node);
    }

    public EntryNode? SelectVictim()
    {
        for (var runs = 0; runs < 2; runs++)
        {
            while (_run.Count > 0)
            {
                if (_run.Dequeue() is not { } node)
                {
                    // Only retired entries were met, as many as one call may drop.
                    continue;
                }

                if (TicketOf(node) <= _sortedAt)
                {
                    return node;
                }

                _fresh.Enqueue(node);
            }

            Collect(_fresh);
            StartRun();
        }

        return null;
    }

    public EntryNode? SelectColdest() => SelectVictim();

    public int EstimateFrequency(EntryNode node) => 0;

    public int Compact(int maxSegments) => _run.Compact(maxSegments) + _fresh.Compact(maxSegments);

    public void Clear()
    {
        _run.Clear();
        _fresh.Clear();
    }

    public int AssertInvariants()
    {
        // Not the order of the run: of hits that race, one may give a ticket of before the sort.
        return _run.AssertInvariants() + _fresh.AssertInvariants();
    }

    private static int TicketOf(EntryNode node) => (node.Frequency << 16) | node.Stamp;

    private static void Stamp(EntryNode node, int ticket)
    {
        node.Stamp = (ushort)ticket;
        node.Frequency = (byte)(ticket >> 16);
    }

    private void Collect(EntryQueue queue)
    {
        while (queue.Count > 0)
        {
            if (queue.Dequeue() is { } node)
            {
                _sorting.Add((TicketOf(node), node));
            }
        }
    }

    private void StartRun()
    {
        Debug.Assert(_run.Count == 0, "A run is used up before the next is started.");
        _sorting.Sort(static (left, right) => left.Ticket.CompareTo(right.Ticket));

        // A hit that was interrupted may have set the counter back, and two hits may have made one ticket of two. What
        // has a later ticket than the counter counts as touched since; if it stayed so it could never leave.
        var latest = _sorting.Count == 0 ? FirstTicket : _sorting[^1].Ticket;
        _lastTicket = Math.Min(Math.Max(_lastTicket, latest), _maxTicket);
        _sortedAt = Math.Max(_lastTicket, latest);
        foreach (var (_, node) in _sorting)
        {
            _run.Enqueue(node);
        }

        _sorting.Clear();
    }
}
