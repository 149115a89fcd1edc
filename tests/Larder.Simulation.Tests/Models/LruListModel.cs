using Larder.Simulation.Runs;

namespace Larder.Simulation.Tests.Models;

/// <summary>Exact LRU by a linked list: the oracle for the store.</summary>
internal sealed class LruListModel(long capacity) : ISimulatedStore
{
    private readonly Dictionary<long, LinkedListNode<long>> _nodes = [];
    private readonly LinkedList<long> _recent = [];

    public bool TryGet(long key)
    {
        if (!_nodes.TryGetValue(key, out var node))
            return false;

        _recent.Remove(node);
        _recent.AddFirst(node);
        return true;
    }

    public void Set(long key, int size)
    {
        if (_nodes.Count == capacity)
        {
            _nodes.Remove(_recent.Last!.Value);
            _recent.RemoveLast();
        }

        _nodes.Add(key, _recent.AddFirst(key));
    }

    public void Dispose()
    {
    }
}
