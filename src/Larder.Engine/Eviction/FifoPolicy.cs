using Larder.Engine.Entries;

namespace Larder.Engine.Eviction;

/// <summary>The oldest entry leaves first, however often it is asked for. Hits leave no trace.</summary>
/// <remarks>
/// Invariants: one queue in the order of writing, guarded by the policy lock. A write that replaces a value in place keeps
/// the entry's turn; a write that makes a new entry ends it.
/// </remarks>
internal sealed class FifoPolicy(bool weighted, ISegmentTimer? timer) : IEvictionPolicy
{
    private readonly EntryQueue _queue = new(new SegmentPool(), timer, weighted);

    public byte TouchLimit => 0;

    public bool TracksRecency => false;

    public int QueuedCount => _queue.Count;

    public bool Touch(EntryNode node) => true;

    public void RenewOrder()
    {
    }

    public void Add(EntryNode node, bool full) => _queue.Enqueue(node);

    public EntryNode? SelectVictim() => _queue.Dequeue();

    public EntryNode? SelectColdest() => _queue.Dequeue();

    public int EstimateFrequency(EntryNode node) => 0;

    public int Compact(int maxSegments) => _queue.Compact(maxSegments);

    public void Clear() => _queue.Clear();

    public int AssertInvariants() => _queue.AssertInvariants();
}
