namespace Larder.Tests.Nodes;

/// <summary>
/// What each node may still answer with: nothing older than the origin held when the last invalidation that the node knows of was
/// issued. Its own are known at once, those of others from their delivery on.
/// </summary>
internal sealed class Floors(int nodes, Origin origin)
{
    private readonly long[][] _floors = [.. Enumerable.Range(0, nodes).Select(_ => new long[origin.Keys])];

    internal long Of(int node, int key) => _floors[node][key];

    /// <summary>A node knows what the origin holds of some keys now.</summary>
    internal void Raise(int node, int[] keys) => Raise(node, keys, [.. keys.Select(origin.Read)]);

    internal void Raise(int node, int[] keys, long[] versions)
    {
        for (var i = 0; i < keys.Length; i++) _floors[node][keys[i]] = Math.Max(Of(node, keys[i]), versions[i]);
    }

    internal static void Check(int node, int key, long floor, long seen) =>
        Assert.True(
            seen >= floor,
            $"Node {node} answered version {seen} of key {key}, though it was told before that {floor} is the oldest true one.");
}
