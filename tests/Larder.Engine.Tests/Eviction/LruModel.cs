namespace Larder.Engine.Tests.Eviction;

/// <summary>A true list: the key asked for last is last.</summary>
internal sealed class LruModel(int capacity)
{
    private readonly LinkedList<int> _order = [];
    private readonly Dictionary<int, LinkedListNode<int>> _places = [];

    internal long Hits { get; private set; }

    internal IEnumerable<int> Keys => _places.Keys;

    /// <summary>A request; the key that leaves for it, if any, is told.</summary>
    internal bool Request(int key, out int? evicted)
    {
        evicted = null;
        if (_places.TryGetValue(key, out var place))
        {
            _order.Remove(place);
            _order.AddLast(place);
            Hits++;
            return true;
        }

        _places.Add(key, _order.AddLast(key));
        if (_places.Count > capacity)
        {
            evicted = _order.First!.Value;
            _places.Remove(evicted.Value);
            _order.RemoveFirst();
        }

        return false;
    }

    internal void Remove(int key)
    {
        if (_places.Remove(key, out var place))
        {
            _order.Remove(place);
        }
    }
}
