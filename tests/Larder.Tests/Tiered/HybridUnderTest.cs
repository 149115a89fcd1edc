using Larder.Invalidation;
using Larder.Testing;
using Larder.Tests.Serialization;
using Larder.Tiers;

namespace Larder.Tests.Tiered;

/// <summary>One or more caches over one tier and one clock, told of each other's changes at once.</summary>
internal sealed class HybridUnderTest : IAsyncDisposable
{
    internal const string Key = "key";

    private readonly List<CacheManager> _managers = [];
    private readonly FaultyPlace? _faulty;

    internal HybridUnderTest(
        int nodes = 1,
        CacheOptions? options = null,
        TierCapabilities capabilities = SharedPlace.Everything,
        IInvalidationBus? bus = null,
        ICacheTierFactory? tiers = null,
        ManualClock? clock = null,
        bool isAlone = false)
    {
        Clock = clock ?? new ManualClock();
        _faulty = tiers as FaultyPlace;
        Place = new SharedPlace(Clock, capabilities);
        bus ??= isAlone ? null : new InProcessInvalidationBus();
        for (var i = 0; i < nodes; i++)
        {
            _managers.Add(new CacheManager(new CacheManagerOptions
            {
                Default = (options ?? new CacheOptions()) with
                {
                    MemoryPressureThreshold = 1,
                    RetryDelay = TimeSpan.Zero, // nobody moves the clock between two tries
                    Serializers = [new JsonCacheSerializer(TestJson.Default)],
                },
                Time = Clock,
                Bus = bus,
                Tiers = [tiers ?? Place],
                Seed = 17,
            }));
        }
    }

    internal ManualClock Clock { get; }

    internal SharedPlace Place { get; }

    internal LarderCache Cache => _managers[0].Default;

    internal LarderCache Other => _managers[1].Default;

    internal LarderCache this[int node] => _managers[node].Default;

    internal CacheManager Manager => _managers[0];

    /// <summary>How much all of them owe the tier.</summary>
    internal int Owed => _managers.Sum(static manager => manager.Default.Tier!.Far.Debts.Count);

    internal int InFlight => _managers.Sum(static manager => manager.Default.Tier!.Guard.Health.InFlight);

    internal bool IsRecoveryResting => _managers.All(static manager => manager.Default.Tier!.IsRecoveryResting);

    /// <summary>Moves the clock until a call has ended: retries and limits are measured by it.</summary>
    internal async Task<T> Pump<T>(Task<T> call)
    {
        await Pump((Task)call);
        return await call;
    }

    internal async Task Pump(Task call)
    {
        for (var turn = 1; !call.IsCompleted; turn++)
        {
            // What needs no clock has a moment to end by itself, on however busy a machine: only then is it the clock it waits for.
            await Task.WhenAny(call, Moment());
            if (!call.IsCompleted && _faulty is not { Working: > 0 }) Clock.Advance(TimeSpan.FromMilliseconds(100));
            if (turn > 100_000) Assert.Fail("The call does not end, however far the clock is moved.");
        }

        await call;
    }

    private static Task Moment() => Task.Delay(TimeSpan.FromMilliseconds(4), TimeProvider.System);

    internal async Task<T> Load<T>(T value, CacheEntryOptions? options = null, int node = 0, string key = Key)
    {
        var loaded = await this[node].GetOrCreateAsync(key, value, static (it, _, _) => new ValueTask<T>(it), options);
        await WhenQuiet(node);
        return loaded;
    }

    internal async Task<T> Held<T>(int node = 0, CacheEntryOptions? options = null, string key = Key) =>
        (await this[node].TryGetAsync<T>(key, options)).Value!;

    /// <summary>Waits until no load writes to the tier any more.</summary>
    internal Task WhenQuiet(int node = 0) => Eventually.IsTrue("no load runs", () => this[node].RunningLoads == 0);

    public async ValueTask DisposeAsync()
    {
        foreach (var manager in _managers) await manager.DisposeAsync();
    }
}
