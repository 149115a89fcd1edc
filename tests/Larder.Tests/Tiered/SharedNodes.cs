using Larder.Testing;
using Larder.Tests.Invalidation;
using Larder.Tests.Nodes;

namespace Larder.Tests.Tiered;

/// <summary>
/// Caches that behave like processes over one tier and one origin, joined by a bus whose messages arrive when chance has them
/// arrive. One thread drives it.
/// </summary>
/// <remarks>
/// What is demanded of a node: nothing older than the origin held when the last invalidation that it knows of was issued; its
/// own are known at once. What is written to memory by a set, or loaded, may be as old as the load is.
/// </remarks>
internal sealed class SharedNodes : IAsyncDisposable
{
    private static readonly CacheEntryOptions[] OptionsOf =
    [
        new() { Tags = [Origin.TagOf(0), "all"], StaleIfError = TimeSpan.FromMinutes(5) },
        new() { Tags = [Origin.TagOf(1), "all"], StaleIfError = TimeSpan.FromMinutes(5) },
        new() { Tags = [] },
    ];

    private readonly QueuedInvalidationBus _bus = new();
    private readonly HybridUnderTest _hybrid;
    private readonly int _nodes;
    private readonly Queue<(int[] Keys, long[] Versions)>[] _onTheWay;
    private readonly long[][] _floors;
    private readonly List<(int Node, int Key, long Floor, TaskCompletionSource Answer, Task<long> Read)> _slow = [];
    private readonly Origin _origin;
    private readonly SeededRandom _random;

    internal SharedNodes(int nodes, int keys, SeededRandom random)
    {
        _hybrid = new HybridUnderTest(nodes, new CacheOptions { MemoryMaxSize = 4 }, bus: _bus);
        _nodes = nodes;
        _origin = new Origin(keys);
        _random = random;
        _onTheWay = [.. Enumerable.Range(0, nodes).Select(static _ => new Queue<(int[], long[])>())];
        _floors = [.. Enumerable.Range(0, nodes).Select(_ => new long[keys])];
    }

    internal int Reads { get; private set; }

    internal int Changes { get; private set; }

    internal long SharedHits => Enumerable.Range(0, _nodes).Sum(node => _hybrid[node].GetStats().SharedHits);

    internal async Task StepAsync()
    {
        var node = _random.Next(_nodes);
        var key = _random.Next(_origin.Keys);
        switch (_random.Next(100))
        {
            case < 40:
                await ReadAsync(node, key);
                break;
            case < 48:
                await LookAsync(node, key);
                break;
            case < 58:
                BeginSlowRead(node, key);
                break;
            case < 68:
                await AnswerOneAsync();
                break;
            case < 84:
                Deliver(node);
                break;
            default:
                await ChangeAsync(node, key);
                break;
        }
    }

    /// <summary>Delivers and answers everything; then every node must answer with what the origin holds now.</summary>
    internal async Task SettleAsync()
    {
        while (_slow.Count > 0) await AnswerOneAsync();
        for (var node = 0; node < _nodes; node++)
        {
            while (Deliver(node)) { }
        }

        for (var node = 0; node < _nodes; node++)
        {
            for (var key = 0; key < _origin.Keys; key++) await ReadAsync(node, key);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var load in _slow) load.Answer.TrySetResult();
        await _hybrid.DisposeAsync();
    }

    private static CacheEntryOptions Options(int key) => OptionsOf[key % OptionsOf.Length];

    private async Task ReadAsync(int node, int key)
    {
        var floor = _floors[node][key];
        var read = _hybrid[node].GetOrCreateAsync(
            Origin.NameOf(key), (_origin, key), static (it, _, _) => new ValueTask<long>(it._origin.Read(it.key)), Options(key)).AsTask();
        if (!read.IsCompleted)
        {
            // It has joined a load that is slow to answer: nothing else here takes time.
            foreach (var load in _slow.Where(each => each.Node == node && each.Key == key)) load.Answer.TrySetResult();
        }

        Check(node, key, floor, await read.WaitAsync(WaitLimit.Default));
        Reads++;
    }

    private async Task LookAsync(int node, int key)
    {
        var floor = _floors[node][key];
        var look = await _hybrid[node].TryGetAsync<long>(Origin.NameOf(key));
        if (look.Found) Check(node, key, floor, look.Value);
        Reads++;
    }

    private void BeginSlowRead(int node, int key)
    {
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var read = _hybrid[node].GetOrCreateAsync(
            Origin.NameOf(key),
            (_origin, key, answer),
            static async (it, _, token) =>
            {
                var version = it._origin.Read(it.key);
                await it.answer.Task.WaitAsync(token);
                return version;
            },
            Options(key));
        _slow.Add((node, key, _floors[node][key], answer, read.AsTask()));
    }

    private async Task AnswerOneAsync()
    {
        if (_slow.Count == 0) return;
        var chosen = _slow[_random.Next(_slow.Count)];

        // All of that node and key: one may wait for another.
        foreach (var load in _slow.Where(each => each.Node == chosen.Node && each.Key == chosen.Key).ToArray())
        {
            load.Answer.TrySetResult();
            Check(load.Node, load.Key, load.Floor, await load.Read.WaitAsync(WaitLimit.Default));
            _slow.Remove(load);
        }
    }

    /// <summary>The origin changes first, then a node says so in one of the ways there are.</summary>
    private async Task ChangeAsync(int node, int key)
    {
        Changes++;
        var version = _origin.Change(key);
        var cache = _hybrid[node];
        var name = Origin.NameOf(key);
        var class0 = key % OptionsOf.Length;
        switch (_random.Next(8))
        {
            case 0 or 1:
                await cache.SetAsync(name, version, Options(key));
                Issued(node, [key]);
                break;
            case 2 or 3:
                await cache.RemoveAsync(name);
                Issued(node, [key]);
                break;
            case 4:
                await cache.ExpireAsync(name);
                Issued(node, [key]);
                break;
            case 5 when class0 < 2:
                await cache.RemoveByTagAsync(Origin.TagOf(class0));
                Issued(node, KeysWhere(other => other % OptionsOf.Length == class0));
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
        for (var other = 0; other < _nodes; other++)
        {
            if (other != node) _onTheWay[other].Enqueue((keys, versions));
        }
    }

    private bool Deliver(int node)
    {
        if (!_bus.Deliver(node)) return false;
        var (keys, versions) = _onTheWay[node].Dequeue();
        Raise(node, keys, versions);
        return true;
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
