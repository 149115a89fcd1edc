using Larder.Testing;
using Larder.Tests.Invalidation;

namespace Larder.Tests.Nodes;

/// <summary>
/// Caches that behave like processes: joined by a bus whose messages arrive when chance has them arrive, over one origin.
/// </summary>
/// <remarks>
/// One thread drives it. What is demanded: from the delivery of an invalidation on, a node answers with nothing older than
/// the origin held when that invalidation was issued.
/// </remarks>
internal sealed class NodesUnderTest : IAsyncDisposable
{
    private static readonly CacheEntryOptions[] OptionsOf =
    [
        new() { Tags = [Origin.TagOf(0), "all"] },
        new() { Tags = [Origin.TagOf(1), "all"] },
    ];

    private readonly QueuedInvalidationBus _bus = new();
    private readonly CacheManager[] _nodes;
    private readonly Queue<(int[] Keys, long[] Versions)>[] _onTheWay;
    private readonly long[][] _floors;
    private readonly bool[] _cutOff;
    private readonly Dictionary<(int Node, int Key), List<SlowLoad>> _slow = [];
    private readonly Origin _origin;
    private readonly SeededRandom _random;

    internal NodesUnderTest(int nodes, int keys, SeededRandom random)
    {
        _origin = new Origin(keys);
        _random = random;
        _nodes = [.. Enumerable.Range(0, nodes).Select(_ => new CacheManager(new CacheManagerOptions
        {
            Default = new CacheOptions { MemoryPressureThreshold = 1 },
            Bus = _bus,
        }))];
        _onTheWay = [.. _nodes.Select(static _ => new Queue<(int[], long[])>())];
        _floors = [.. _nodes.Select(_ => new long[keys])];
        _cutOff = new bool[nodes];
    }

    internal int Reads { get; private set; }

    internal int Changes { get; private set; }

    internal async Task StepAsync()
    {
        var node = _random.Next(_nodes.Length);
        var key = _random.Next(_origin.Keys);
        switch (_random.Next(100))
        {
            case < 40:
                await ReadAsync(node, key);
                break;
            case < 52:
                BeginSlowRead(node, key);
                break;
            case < 60:
                await AnswerAsync(node, key);
                break;
            case < 80:
                Deliver(node);
                break;
            case < 82:
                CutOffOrJoin(node);
                break;
            default:
                await ChangeAsync(node, key);
                break;
        }
    }

    /// <summary>Delivers and answers everything; then every node must answer with what the origin holds now.</summary>
    internal async Task SettleAsync()
    {
        for (var node = 0; node < _nodes.Length; node++)
        {
            if (_cutOff[node]) CutOffOrJoin(node);
            while (Deliver(node)) { }
        }

        for (var node = 0; node < _nodes.Length; node++)
        {
            for (var key = 0; key < _origin.Keys; key++)
            {
                await AnswerAsync(node, key);
                await ReadAsync(node, key);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var load in _slow.Values.SelectMany(static loads => loads)) load.Answer.TrySetResult();
        foreach (var node in _nodes) await node.DisposeAsync();
    }

    private async Task ReadAsync(int node, int key)
    {
        var floor = _floors[node][key];
        var read = _nodes[node].GetOrCreateAsync(
            Origin.NameOf(key), (_origin, key), static (it, _, _) => new ValueTask<long>(it._origin.Read(it.key)), OptionsOf[key % 2]);
        if (!read.IsCompleted)
        {
            // It has joined a load that is slow to answer, and that nothing has overtaken.
            await AnswerAsync(node, key);
        }

        Check(node, key, floor, await read);
        Reads++;
    }

    private void BeginSlowRead(int node, int key)
    {
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var read = _nodes[node].GetOrCreateAsync(
            Origin.NameOf(key),
            (_origin, key, answer),
            static async (it, _, token) =>
            {
                var version = it._origin.Read(it.key);
                await it.answer.Task.WaitAsync(token);
                return version;
            },
            OptionsOf[key % 2]);
        if (!_slow.TryGetValue((node, key), out var loads)) _slow[(node, key)] = loads = [];
        loads.Add(new SlowLoad(read.AsTask(), answer, _floors[node][key]));
    }

    private async Task AnswerAsync(int node, int key)
    {
        if (!_slow.Remove((node, key), out var loads)) return;
        foreach (var load in loads) load.Answer.TrySetResult();
        foreach (var load in loads) Check(node, key, load.Floor, await load.Read.WaitAsync(WaitLimit.Default));
    }

    /// <summary>The origin changes first, then a node says so in one of the ways there are.</summary>
    private async Task ChangeAsync(int node, int key)
    {
        Changes++;
        var version = _origin.Change(key);
        var cache = _nodes[node].Default;
        var name = Origin.NameOf(key);
        switch (_random.Next(8))
        {
            case 0:
                await cache.SetAsync(name, version, OptionsOf[key % 2]);
                Issued(node, [key]);
                break;
            case 1 or 2:
                await cache.RemoveAsync(name);
                Issued(node, [key]);
                break;
            case 3:
                await cache.ExpireAsync(name);
                Issued(node, [key]);
                break;
            case 4:
                await cache.RemoveByTagAsync(Origin.TagOf(key));
                Issued(node, KeysWhere(other => other % 2 == key % 2));
                break;
            case 5:
                await cache.ExpireByTagsAsync([Origin.TagOf(key), "all"], TagMatch.All);
                Issued(node, KeysWhere(other => other % 2 == key % 2));
                break;
            case 6:
                await cache.RemoveByPatternAsync($"item:{key}");
                Issued(node, [key]);
                break;
            default:
                await cache.ClearAsync();
                Issued(node, KeysWhere(static _ => true));
                break;
        }
    }

    private int[] KeysWhere(Func<int, bool> condition) => [.. Enumerable.Range(0, _origin.Keys).Where(condition)];

    private void Issued(int node, int[] keys)
    {
        long[] versions = [.. keys.Select(_origin.Read)];
        Raise(node, keys, versions);
        for (var other = 0; other < _nodes.Length; other++)
        {
            if (other != node && !_cutOff[other]) _onTheWay[other].Enqueue((keys, versions));
        }
    }

    private bool Deliver(int node)
    {
        if (!_bus.Deliver(node)) return false;
        var (keys, versions) = _onTheWay[node].Dequeue();
        Raise(node, keys, versions);
        return true;
    }

    private void CutOffOrJoin(int node)
    {
        _cutOff[node] = !_cutOff[node];
        if (_cutOff[node])
        {
            _bus.CutOff(node);
            _onTheWay[node].Clear();
            return;
        }

        // Whatever it missed: joined again, it holds nothing from before.
        var keys = KeysWhere(static _ => true);
        long[] versions = [.. keys.Select(_origin.Read)];
        _bus.Join(node);
        Raise(node, keys, versions);
    }

    private void Raise(int node, int[] keys, long[] versions)
    {
        for (var i = 0; i < keys.Length; i++) _floors[node][keys[i]] = Math.Max(_floors[node][keys[i]], versions[i]);
    }

    private static void Check(int node, int key, long floor, long seen) =>
        Assert.True(
            seen >= floor,
            $"Node {node} answered version {seen} of key {key}, though it was told before that {floor} is the oldest true one.");
}
