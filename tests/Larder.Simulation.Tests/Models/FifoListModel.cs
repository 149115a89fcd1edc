using Larder.Simulation.Runs;

namespace Larder.Simulation.Tests.Models;

/// <summary>Exact FIFO by weight: the oracle for the store, and for the accounting of weighted runs.</summary>
internal sealed class FifoListModel(long capacity) : ISimulatedStore
{
    private readonly Dictionary<long, int> _sizes = [];
    private readonly Queue<long> _order = [];
    private long _weight;

    public bool TryGet(long key) => _sizes.ContainsKey(key);

    public void Set(long key, int size)
    {
        _sizes.Add(key, size);
        _order.Enqueue(key);
        _weight += size;

        while (_weight > capacity && _order.TryDequeue(out long oldest) && _sizes.Remove(oldest, out int left))
            _weight -= left;
    }

    public void Dispose()
    {
    }
}
