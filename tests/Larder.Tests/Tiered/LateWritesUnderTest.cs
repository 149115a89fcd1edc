using Larder.Testing;
using Larder.Testing.Tiers;
using Larder.Tests.Nodes;
using Larder.Tiers;
using Larder.Writing;

namespace Larder.Tests.Tiered;

/// <summary>Three processes over one tier, each of which can be cut off from it, and news that arrive when a test has them arrive.</summary>
public abstract class LateWritesUnderTest : IAsyncDisposable
{
    private protected const string Key = HybridUnderTest.Key;
    private protected const int A = 0;
    private protected const int B = 1;
    private protected const int C = 2;
    private protected static readonly CacheEntryOptions FromTier = new() { Tiers = CacheTiers.ReadShared };
    private protected static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ManualClock _clock = new();
    private protected readonly NewsUnderTest _news;
    private protected readonly FaultyPlace _place;
    private HybridUnderTest? _test;
    private bool _hasNews;

    protected LateWritesUnderTest()
    {
        _news = new NewsUnderTest(new Origin(1), _clock);
        _place = new FaultyPlace(TierKind.Heap, _clock);
    }

    public async ValueTask DisposeAsync()
    {
        if (_test is not null) await _test.DisposeAsync();
        await _place.DisposeAsync();
    }

    private protected void Gone(bool isGone)
    {
        _place.IsGone = isGone;
        _test!.Place.IsGone = isGone;
    }

    private protected void Make(LateWriting when = LateWriting.WhenNewsIsHeard, TierCapabilities without = TierCapabilities.None, bool withBus = true)
    {
        _hasNews = withBus;
        var options = new CacheOptions { LateWrites = when };
        _test = without == TierCapabilities.None
            ? new HybridUnderTest(nodes: 3, options, bus: withBus ? _news : null, tiers: _place, clock: _clock, isAlone: !withBus)
            : new HybridUnderTest(nodes: 3, options, SharedPlace.Everything & ~without, withBus ? _news : null, clock: _clock, isAlone: !withBus);
    }

    private protected LarderCache Cache(int node) => _test![node];

    private protected (long WrittenLate, long NotWrittenLate) Late(int node) =>
        (Cache(node).Memory.Counters.WrittenLate, Cache(node).Memory.Counters.NotWrittenLate);

    /// <summary>Lets time pass until what the tier had before is taken away, and the others have a while to do the same.</summary>
    private protected Task PassUntilPaidAsync() => PassUntilAsync(() => ValueTask.FromResult(!Cache(A).Tier!.Far.Debts.Any));

    /// <summary>Lets time pass until the promise stands in the tier.</summary>
    private protected Task PassUntilPromisedAsync() => PassUntilAsync(async () =>
        await Cache(C).Tier!.Far.ReadAsync<string>(Key, PayloadFormat.Envelope, TierPatience.Hard, default) is { State: FarState.Miss, Fence: > 0 });

    private protected async Task PassUntilAsync(Func<ValueTask<bool>> isThere)
    {
        for (var seconds = 0; !await isThere(); seconds++)
        {
            Assert.True(seconds < 30, "It does not come to that.");
            await PassAsync(1);
        }
    }

    /// <summary>Lets a second pass, and waits for nothing.</summary>
    private protected void Advance() => _clock.Advance(Second);

    /// <summary>Lets time pass, and nobody hears anything.</summary>
    private protected async Task PassInSilenceAsync(int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            _clock.Advance(Second);
            await RestingAsync();
        }
    }

    private protected async Task<string?> InTierAsync(int node) => (await Cache(node).TryGetAsync<string>(Key, FromTier)).Value;

    private protected async Task<string?> Held(int node) => (await Cache(node).TryGetAsync<string>(Key)).Value;

    private protected async Task SetMissedAsync(int node, string value, CacheEntryOptions? options = null)
    {
        _place.IsGone = true;
        await Cache(node).SetAsync(Key, value, options);
        _place.IsGone = false;
    }

    private protected void Break(int node) => _place.Ways[node].Always = TierFault.Throws;

    private protected async Task HearAsync(params int[] nodes)
    {
        foreach (var node in _hasNews ? nodes : [])
        {
            while (_news.Deliver(node) is not null) { }
        }

        await RestingAsync();
    }

    /// <summary>Lets time pass. News arrive as they are issued.</summary>
    private protected async Task PassAsync(int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            await HearAsync(A, B, C);
            _clock.Advance(Second);
            await RestingAsync();
        }
    }

    /// <summary>Lets time pass; each second a node that has heard everything looks, and must find nothing but what is true.</summary>
    private protected async Task WatchAsync(int node, int seconds, params string[] mayFind)
    {
        for (var i = 0; i < seconds; i++)
        {
            await HearAsync(node);
            var found = await Held(node);
            Assert.True(found is null || mayFind.Contains(found), $"After {i} seconds it found \"{found}\".");
            _clock.Advance(Second);
            if (i % 4 == 3) await HearAsync(A, B); // within the delay
            await RestingAsync();
        }
    }

    private protected Task RestingAsync() => Eventually.IsTrue("no round of recovery runs", () => _test!.IsRecoveryResting);
}
