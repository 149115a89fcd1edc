using Larder.Testing;
using Larder.Testing.Tiers;
using Larder.Tests.Tiered;

namespace Larder.Tests.Nodes;

/// <summary>
/// Caches that behave like processes: joined by a bus whose messages arrive when chance has them arrive, over one origin and
/// perhaps one tier.
/// </summary>
/// <remarks>
/// One thread drives it. What is demanded of a node stands in <see cref="Floors"/>; a load that is under way counts from its
/// beginning.
/// </remarks>
internal sealed class NodesUnderTest : IAsyncDisposable
{
    private static readonly CacheEntryOptions[] OptionsOf =
    [
        new() { Tags = [Origin.TagOf(0), "all"] },
        new() { Tags = [Origin.TagOf(1), "all"] },
        new() { Tags = [] },
    ];

    private readonly ManualClock _clock = new();
    private readonly Origin _origin = new(NodesPlan.Keys);
    private readonly NewsUnderTest _news;
    private readonly Floors _floors;
    private readonly FaultyPlace? _place;
    private readonly CacheManager[] _nodes;
    private readonly bool[] _cutOff;
    private readonly int[] _waiting;
    private readonly Dictionary<(int Node, int Key), List<SlowLoad>> _slow = [];
    private readonly NodesPlan _plan;
    private readonly SeededRandom _random;

    internal NodesUnderTest(NodesPlan plan, SeededRandom random)
    {
        _plan = plan;
        _random = random;
        _news = new NewsUnderTest(_origin, _clock);
        _floors = new Floors(plan.Nodes, _origin);
        _place = plan.Tier is { } kind ? new FaultyPlace(kind, _clock) : null;
        _nodes = [.. Enumerable.Range(0, plan.Nodes).Select(_ => new CacheManager(new CacheManagerOptions
        {
            Default = plan.Options with
            {
                MemoryPressureThreshold = 1,
                RetryDelay = TimeSpan.Zero, // nobody moves the clock between two tries
                Entry = new CacheEntryOptions { StaleIfError = TimeSpan.FromMinutes(5) },
            },
            Bus = _news,
            Time = _clock,
            Tiers = _place is null ? [] : [_place],
        }))];
        _cutOff = new bool[plan.Nodes];
        _waiting = new int[plan.Nodes];
    }

    internal int Reads { get; private set; }

    internal int Changes { get; private set; }

    internal int Outages { get; private set; }

    internal long SharedHits => _nodes.Sum(static node => node.Default.GetStats().SharedHits);

    internal long WrittenLate => _nodes.Sum(static node => node.Default.Memory.Counters.WrittenLate);

    internal async Task StepAsync()
    {
        var node = _random.Next(_nodes.Length);
        var key = _random.Next(_origin.Keys);
        switch (_random.Next(100))
        {
            case < 30 when !_plan.HasOutages || _random.Next(4) == 0: // a load of anybody ends a late write
                await ReadAsync(node, key);
                break;
            case < 44:
                await LookAsync(node, key);
                break;
            case < 52:
                BeginSlowRead(node, key);
                break;
            case < 60:
                await AnswerAsync(node, key);
                break;
            case < 78:
                Deliver(node);
                break;
            case < 80 when _plan.CutsOff:
                CutOffOrJoin(node);
                break;
            case < 79 when _plan.HasOutages:
                BreakOrMend(node);
                break;
            case < 80 when _plan.HasOutages:
                await BlipAsync(node, key);
                break;
            case < 95 when _plan.HasOutages:
                await PassAsync(TimeSpan.FromMilliseconds(100 * _random.Next(15)));
                break;
            default:
                await ChangeAsync(node, key);
                break;
        }
    }

    /// <summary>Mends, delivers and answers everything; then every node must answer with what the origin holds now.</summary>
    internal async Task SettleAsync()
    {
        if (_place is not null) _place.IsGone = false;
        foreach (var (node, key) in _slow.Keys.ToArray()) await AnswerAsync(node, key);
        for (var node = 0; node < _nodes.Length; node++)
        {
            if (_cutOff[node]) CutOffOrJoin(node);
            while (Deliver(node)) { }
        }

        for (var second = 0; second < 60 && _plan.HasOutages; second++) await PassAsync(TimeSpan.FromSeconds(1));
        for (var node = 0; node < _nodes.Length; node++)
        {
            while (Deliver(node)) { }
            Assert.Equal(0, _nodes[node].Default.Tier?.Far.Debts.Count ?? 0);
        }

        for (var node = 0; node < _nodes.Length; node++)
        {
            for (var key = 0; key < _origin.Keys; key++)
            {
                Assert.Equal(_origin.Read(key), _floors.Of(node, key) == 0 ? _origin.Read(key) : _floors.Of(node, key));
                await ReadAsync(node, key);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var load in _slow.Values.SelectMany(static loads => loads)) load.Answer.TrySetResult();
        foreach (var node in _nodes) await node.DisposeAsync();
        if (_place is not null) await _place.DisposeAsync();
    }

    private static CacheEntryOptions Options(int key) => OptionsOf[key % OptionsOf.Length];

    private async Task ReadAsync(int node, int key)
    {
        var floor = _floors.Of(node, key);
        var read = _nodes[node].GetOrCreateAsync(
            Origin.NameOf(key), (_origin, key), static (it, _, _) => new ValueTask<long>(it._origin.Read(it.key)), Options(key)).AsTask();
        if (!read.IsCompleted)
        {
            // Perhaps it has joined a load that is slow to answer, and that nothing has overtaken.
            await AnswerAsync(node, key);
        }

        Floors.Check(node, key, floor, await read.WaitAsync(WaitLimit.Default));
        Reads++;
    }

    private async Task LookAsync(int node, int key)
    {
        var floor = _floors.Of(node, key);
        var look = await _nodes[node].Default.TryGetAsync<long>(Origin.NameOf(key));
        if (look.Found) Floors.Check(node, key, floor, look.Value);
        Reads++;
    }

    private void BeginSlowRead(int node, int key)
    {
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var read = _nodes[node].GetOrCreateAsync(
            Origin.NameOf(key),
            (Test: this, node, key, answer),
            static async (it, _, token) =>
            {
                var version = it.Test._origin.Read(it.key);
                Interlocked.Increment(ref it.Test._waiting[it.node]);
                try
                {
                    await it.answer.Task.WaitAsync(token);
                    return version;
                }
                finally
                {
                    Interlocked.Decrement(ref it.Test._waiting[it.node]);
                }
            },
            Options(key));
        if (!_slow.TryGetValue((node, key), out var loads)) _slow[(node, key)] = loads = [];
        loads.Add(new SlowLoad(read.AsTask(), answer, _floors.Of(node, key)));
    }

    private async Task AnswerAsync(int node, int key)
    {
        if (!_slow.Remove((node, key), out var loads)) return;
        foreach (var load in loads) load.Answer.TrySetResult();
        foreach (var load in loads) Floors.Check(node, key, load.Floor, await load.Read.WaitAsync(WaitLimit.Default));
    }

    /// <summary>The origin changes first, then a node says so in one of the ways there are.</summary>
    private async Task ChangeAsync(int node, int key)
    {
        Changes++;
        var version = _origin.Change(key);
        var cache = _nodes[node].Default;
        var name = Origin.NameOf(key);
        var group = key % OptionsOf.Length;
        switch (_random.Next(12))
        {
            case 0 or 1 or 9 or 10:
                await IssueAsync(node, [key], () => cache.SetAsync(name, version, Options(key)).AsTask());
                break;
            case 2 or 3:
                await IssueAsync(node, [key], () => cache.RemoveAsync(name).AsTask());
                break;
            case 4:
                await IssueAsync(node, [key], () => cache.ExpireAsync(name).AsTask());
                break;
            case 5 when group < 2:
                await IssueAsync(node, KeysWhere(other => other % OptionsOf.Length == group), () => cache.RemoveByTagAsync(Origin.TagOf(group)).AsTask());
                break;
            case 6 when group < 2:
                await IssueAsync(
                    node,
                    KeysWhere(other => other % OptionsOf.Length == group),
                    () => cache.ExpireByTagsAsync([Origin.TagOf(group), "all"], TagMatch.All).AsTask());
                break;
            case 7:
                await IssueAsync(node, [key], () => cache.RemoveByPatternAsync($"item:{key}").AsTask());
                break;
            default:
                await IssueAsync(node, KeysWhere(static _ => true), () => cache.ClearAsync().AsTask());
                break;
        }
    }

    private int[] KeysWhere(Func<int, bool> condition) => [.. Enumerable.Range(0, _origin.Keys).Where(condition)];

    private async Task IssueAsync(int node, int[] keys, Func<Task> change)
    {
        if (_plan.NewsTakes == TimeSpan.Zero)
        {
            // What a load brought is written to the tier after its caller has gone. News that are quicker than that are quicker
            // than any, but they come after the change, and a write that has begun is not called back.
            await Eventually.IsTrue("what loads have brought is written", AreLoadsWritten);
        }

        _news.Changing = keys;
        await change().WaitAsync(WaitLimit.Default);
        _news.Changing = null;
        _floors.Raise(node, keys);
        if (_plan.NewsTakes == TimeSpan.Zero)
        {
            for (var other = 0; other < _nodes.Length; other++)
            {
                while (Deliver(other)) { }
            }
        }
    }

    /// <summary>Whether no load runs but those whose source has not answered yet.</summary>
    private bool AreLoadsWritten()
    {
        for (var node = 0; node < _nodes.Length; node++)
        {
            if (_nodes[node].Default.RunningLoads != Volatile.Read(ref _waiting[node])) return false; // partner: the changes in BeginSlowRead
        }

        return true;
    }

    private bool Deliver(int node)
    {
        if (_news.Deliver(node) is not { } told) return false;
        _floors.Raise(node, told.Keys, told.Versions);
        return true;
    }

    private void CutOffOrJoin(int node)
    {
        _cutOff[node] = !_cutOff[node];
        if (_cutOff[node])
        {
            _news.CutOff(node);
            return;
        }

        // Whatever it missed: joined again, it holds nothing from before.
        _news.Join(node);
        _floors.Raise(node, KeysWhere(static _ => true));
    }

    private void BreakOrMend(int node)
    {
        var fault = _random.Next(6) switch
        {
            0 => TierFault.Throws,
            1 => TierFault.LosesAnswer,
            _ => TierFault.None,
        };
        Outages += fault == TierFault.None ? 0 : 1;
        foreach (var way in _random.Next(2) == 0 ? _place!.Ways : [_place!.Ways[node]]) way.Always = fault;
    }

    /// <summary>An outage of a moment, in which something is set.</summary>
    private async Task BlipAsync(int node, int key)
    {
        Outages++;
        _place!.Ways[node].Always = _random.Next(3) == 0 ? TierFault.LosesAnswer : TierFault.Throws;
        var version = _origin.Change(key);
        await IssueAsync(node, [key], () => _nodes[node].SetAsync(Origin.NameOf(key), version, Options(key)).AsTask());
        Changes++;
        _place.Ways[node].Always = TierFault.None;
    }

    /// <summary>Moves the clock. Messages that would be on their way for too long arrive before.</summary>
    private async Task PassAsync(TimeSpan time)
    {
        for (var node = 0; node < _nodes.Length; node++)
        {
            while (_plan.NewsTakes is { } most && _news.AgeOfOldest(node) + time >= most && Deliver(node)) { }
        }

        _clock.Advance(time);
        await Eventually.IsTrue("no round of recovery runs", () => _nodes.All(static node => node.Default.Tier?.IsRecoveryResting != false));
    }
}
