using Larder.Engine.Entries;
using Larder.Engine.Eviction;
using Larder.Engine.Tests.Entries;

namespace Larder.Engine.Tests.Eviction;

/// <summary>The smallest cache there can be over a policy: one thread, a dictionary, get and then set on a miss.</summary>
internal sealed class PolicyDriver(IEvictionPolicy policy, long capacity)
{
    private readonly Dictionary<int, TestNode> _table = [];

    internal long Weight { get; private set; }

    internal int Count => _table.Count;

    internal long Hits { get; private set; }

    internal long Requests { get; private set; }

    internal double HitPercent => 100.0 * Hits / Requests;

    internal IEnumerable<int> Keys => _table.Keys;

    internal List<int> Evicted { get; } = [];

    internal bool Contains(int key) => _table.ContainsKey(key);

    /// <summary>A request: a hit when the key is there, else a write.</summary>
    internal bool Request(int key, int weight = 1)
    {
        Requests++;
        if (TryGet(key))
        {
            Hits++;
            return true;
        }

        Write(key, weight);
        return false;
    }

    internal bool TryGet(int key)
    {
        if (!_table.TryGetValue(key, out var node))
        {
            return false;
        }

        if (node.Frequency < policy.TouchLimit)
        {
            node.Frequency++;
        }

        if (policy.TracksRecency && !policy.Touch(node))
        {
            policy.RenewOrder();
            Assert.True(policy.Touch(node), "An order that was renewed has room.");
        }

        return true;
    }

    /// <summary>Writes a key as a new entry; one that was there is retired.</summary>
    internal void Write(int key, int weight = 1)
    {
        Remove(key);
        var node = new TestNode(key, weight: weight);
        _table.Add(key, node);
        Weight += weight;
        policy.Add(node, full: Weight > capacity);

        while (Weight > capacity)
        {
            if (policy.SelectVictim() is not TestNode victim)
            {
                Assert.True(policy.QueuedCount > 0, "A store over its capacity has something to evict.");
                continue;
            }

            Evicted.Add(victim.Key);
            Retire(victim);
        }
    }

    internal void Remove(int key)
    {
        if (_table.TryGetValue(key, out var node))
        {
            Retire(node);
        }
    }

    internal TestNode Node(int key) => _table[key];

    internal void Run(IEnumerable<int> requests)
    {
        foreach (var key in requests)
        {
            Request(key);
        }
    }

    private void Retire(TestNode node)
    {
        Assert.True(_table.Remove(node.Key), "A victim is alive.");
        node.Retire();
        Weight -= node.Weight;
    }
}
