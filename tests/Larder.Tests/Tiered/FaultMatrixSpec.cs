using Larder.Testing;
using Larder.Testing.Tiers;

namespace Larder.Tests.Tiered;

/// <summary>Whatever a tier does, callers get a value or the factory's own error, in time, and never a wrong one.</summary>
public sealed class FaultMatrixSpec
{
    /// <summary>Far more than the hard limits of all calls to the tier that one call can make.</summary>
    private static readonly TimeSpan InTime = TimeSpan.FromSeconds(15);

    public static TheoryData<TierKind, TierFault> Faults()
    {
        var cases = new TheoryData<TierKind, TierFault>();
        foreach (var kind in Enum.GetValues<TierKind>())
        {
            foreach (var fault in Enum.GetValues<TierFault>()) cases.Add(kind, fault);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public Task Callers_get_what_is_true_whatever_the_tier_does(TierKind kind, TierFault fault) => RunAsync(kind, tier => tier.Always = fault);

    [Theory]
    [MemberData(nameof(Faults))]
    public Task And_when_it_flaps(TierKind kind, TierFault fault) =>
        RunAsync(kind, tier => tier.Cycle(TierFault.None, fault, TierFault.None, TierFault.None, fault, fault));

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task The_error_of_a_factory_reaches_its_caller_untouched(TierKind kind, TierFault fault)
    {
        var clock = new ManualClock();
        await using var place = new FaultyPlace(kind, clock);
        await using var test = new HybridUnderTest(tiers: place, clock: clock);
        place.Tier.Always = fault;
        var error = new IOException("the source itself");

        var load = test.Cache.GetOrCreateAsync<Exception, string>("key", error, static (it, _, _) => ValueTask.FromException<string>(it)).AsTask();

        Assert.Same(error, await Assert.ThrowsAsync<IOException>(() => test.Pump(load)));
        place.Tier.Release();
    }

    private static async Task RunAsync(TierKind kind, Action<FaultyTier> setUp)
    {
        var clock = new ManualClock();
        await using var place = new FaultyPlace(kind, clock);
        await using var test = new HybridUnderTest(tiers: place, clock: clock);
        for (var key = 0; key < 5; key++) await test.Cache.SetAsync($"item:{key}", 1_000L + key);
        place.Tier.OtherKey = "item:4";
        setUp(place.Tier);
        var truth = Enumerable.Range(0, 5).Select(static key => 1_000L + key).ToArray();

        for (var turn = 1; turn <= 40; turn++)
        {
            var key = turn % 5;
            var name = $"item:{key}";
            var began = test.Clock.GetUtcNow();
            switch (turn % 4)
            {
                case 0:
                    truth[key] += 5;
                    await test.Pump(test.Cache.SetAsync(name, truth[key]).AsTask());
                    break;
                case 1:
                    truth[key] += 5;
                    await test.Pump(test.Cache.RemoveAsync(name).AsTask());
                    break;
                default:
                    var tiers = turn % 8 < 4 ? CacheTiers.All : CacheTiers.All & ~CacheTiers.ReadMemory;
                    var read = await test.Pump(test.Cache.GetOrCreateAsync(
                        name, truth[key], static (it, _, _) => new ValueTask<long>(it), new CacheEntryOptions { Tiers = tiers }).AsTask());
                    Assert.Equal(truth[key], read);
                    break;
            }

            Assert.True(test.Clock.GetUtcNow() - began < InTime, $"turn {turn} took {test.Clock.GetUtcNow() - began}");
        }

        Assert.True(test.Owed <= 5, $"{test.Owed} debts for five keys");
        place.Tier.Always = TierFault.None;
        place.Tier.Release();
        await test.Pump(Eventually.IsTrue("nothing hangs any more", () => test.InFlight == 0));
        await OutageSpec.BackToNormal(test);
        for (var key = 0; key < 5; key++)
        {
            var look = await test.Pump(test.Cache.TryGetAsync<long>($"item:{key}", new CacheEntryOptions { Tiers = CacheTiers.ReadShared }).AsTask());
            if (look.Found) Assert.Equal(truth[key], look.Value);
        }
    }
}
