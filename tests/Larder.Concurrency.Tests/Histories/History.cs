namespace Larder.Concurrency.Tests.Histories;

/// <summary>What several threads asked of a store and were answered, in an order that respects real time.</summary>
/// <remarks>
/// Invariants. Tickets are drawn from one counter by Interlocked alone: when one call returned before another began,
/// its ticket is the smaller. Each lane is written by one thread; lanes are read after those threads were joined,
/// which orders them. Drawing a ticket is a full fence, so a recorded run can hide what a processor would reorder
/// across two calls; runs without a history are needed beside it.
/// </remarks>
internal sealed class History
{
    private readonly HistoryLane[] _lanes;
    private long _ticket;

    internal History(int lanes, int operationsPerLane)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lanes, LinearizabilityChecker.MaxLanes);
        _lanes = new HistoryLane[lanes];
        for (var i = 0; i < lanes; i++) _lanes[i] = new HistoryLane(this, i, operationsPerLane);
    }

    /// <summary>The lane of one thread.</summary>
    internal HistoryLane this[int lane] => _lanes[lane];

    /// <summary>All operations of all lanes. Call it when the threads have been joined.</summary>
    internal IReadOnlyList<Operation> Operations() => [.. _lanes.SelectMany(static lane => lane.Operations())];

    // Partner: every other draw; the counter alone orders calls.
    internal long Draw() => Interlocked.Increment(ref _ticket);
}
