using Larder.Engine.Eviction;

namespace Larder.Engine.Tests.Eviction;

public sealed class CoarseLruPolicySpec
{
    [Theory]
    [InlineData(0.7, 5000)]
    [InlineData(0.9, 5000)]
    [InlineData(1.1, 10_000)]
    public void The_hit_rate_is_within_half_a_point_of_a_true_list(double exponent, int capacity)
    {
        var cache = new PolicyDriver(new CoarseLruPolicy(capacity, weighted: false, timer: null), capacity);
        var model = new LruModel(capacity);
        var requests = Loads.Zipf(exponent, 50_000, 300_000, seed: 6);

        cache.Run(requests);
        foreach (var key in requests)
        {
            model.Request(key, out _);
        }

        Assert.InRange(cache.HitPercent, (100.0 * model.Hits / requests.Length) - 0.5, 100);
    }

    [Fact]
    public void Victims_come_from_the_oldest_quarter()
    {
        const int capacity = 8000;
        var cache = new PolicyDriver(new CoarseLruPolicy(capacity, weighted: false, timer: null), capacity);
        var lastUse = new Dictionary<int, int>();
        var time = 0;

        foreach (var key in Loads.Zipf(0.8, 40_000, 200_000, seed: 12))
        {
            var before = cache.Evicted.Count;
            cache.Request(key);
            lastUse[key] = time++;
            if (cache.Evicted.Count > before && time % 100 == 0)
            {
                var victimsUse = lastUse[cache.Evicted[^1]];
                var older = cache.Keys.Count(resident => lastUse[resident] < victimsUse);

                Assert.InRange(older, 0, capacity / 4);
            }
        }
    }

    [Fact]
    public void The_newest_entries_survive_although_all_others_are_hot()
    {
        const int capacity = 5000;
        const int promised = capacity / 100;
        var cache = new PolicyDriver(new CoarseLruPolicy(capacity, weighted: false, timer: null), capacity);
        cache.Run(Enumerable.Range(0, capacity));

        for (var key = capacity; key < capacity + 400; key++)
        {
            foreach (var resident in cache.Keys)
            {
                cache.TryGet(resident);
            }

            cache.Write(key);

            Assert.True(cache.Contains(key - promised));
        }
    }

    [Fact]
    public void A_store_that_loses_entries_by_removal_alone_keeps_its_order()
    {
        const int capacity = 5000;
        var policy = new CoarseLruPolicy(capacity, weighted: false, timer: null);
        var cache = new PolicyDriver(policy, capacity);
        cache.Run(Enumerable.Range(0, 1000));

        for (var key = 10_000; key < 40_000; key++)
        {
            cache.Write(key);
            cache.Remove(key - 100);
            if (policy.QueuedCount > cache.Count * 2)
            {
                policy.Compact(maxSegments: 4);
            }
        }

        policy.AssertInvariants();
        cache.Run(Enumerable.Range(100_000, 4500));
        Assert.InRange(Enumerable.Range(0, 1000).Count(cache.Contains), 0, 450);
        policy.AssertInvariants();
    }

    [Fact]
    public void Weights_are_never_exceeded_and_hardly_undershot()
    {
        var policy = new CoarseLruPolicy(100_000, weighted: true, timer: null);
        var cache = new PolicyDriver(policy, 100_000);
        var random = new Random(8);

        foreach (var key in Loads.Zipf(0.9, 20_000, 100_000, seed: 9))
        {
            cache.Request(key, weight: random.Next(0, 60));
        }

        Assert.InRange(cache.Weight, 100_000 - 60, 100_000);
        policy.AssertInvariants();
    }
}
