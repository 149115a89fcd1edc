using Larder.Engine.Eviction;

namespace Larder.Engine.Tests.Eviction;

public sealed class TinyLfuPolicySpec
{
    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(10)]
    [InlineData(101)]
    [InlineData(1000)]
    [InlineData(20_000)]
    public void The_newest_entries_survive_the_promised_number_of_further_writes(int capacity)
    {
        var promised = Math.Min(Math.Max(capacity / 100, 2), capacity - 1);
        var cache = new PolicyDriver(TinyLfuPolicy.Adaptive(capacity, weighted: false, timer: null, new Random(1)), capacity);
        var random = new Random(2);

        for (var key = 0; key < capacity * 6; key++)
        {
            cache.Write(key);
            cache.TryGet(random.Next(key + 1));
            cache.TryGet(random.Next(key + 1));

            Assert.True(cache.Contains(Math.Max(key - promised, 0)));
        }

        Assert.Equal(capacity, cache.Count);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(50)]
    public void The_newest_entry_survives_even_when_all_others_are_hot(int capacity)
    {
        var cache = new PolicyDriver(TinyLfuPolicy.Adaptive(capacity, weighted: false, timer: null, new Random(1)), capacity);

        for (var key = 0; key < capacity * 20; key++)
        {
            foreach (var resident in cache.Keys.ToList())
            {
                cache.TryGet(resident);
            }

            cache.Write(key);

            Assert.True(cache.Contains(key));
            Assert.True(cache.Contains(Math.Max(key - 2, 0)));
        }
    }

    [Fact]
    public void Nothing_leaves_before_the_store_is_full()
    {
        var cache = new PolicyDriver(TinyLfuPolicy.Adaptive(1000, weighted: false, timer: null, new Random(1)), 1000);

        cache.Run(Enumerable.Range(0, 1000));

        Assert.Equal(1000, cache.Count);
        Assert.Empty(cache.Evicted);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(50_000)]
    public void A_scan_does_not_wash_out_what_is_asked_for_often(int capacity)
    {
        var favourites = capacity * 8 / 10;
        var policy = TinyLfuPolicy.Adaptive(capacity, weighted: false, timer: null, new Random(1));
        var cache = new PolicyDriver(policy, capacity);
        for (var round = 0; round < 10; round++)
        {
            cache.Run(Enumerable.Range(0, favourites));
        }

        cache.Run(Enumerable.Range(1_000_000, capacity * 5));

        Assert.InRange(Enumerable.Range(0, favourites).Count(cache.Contains), favourites * 0.95, favourites);
        policy.AssertInvariants();
    }

    [Fact]
    public void A_loop_longer_than_the_store_keeps_a_part_of_it()
    {
        var cache = new PolicyDriver(TinyLfuPolicy.Adaptive(500, weighted: false, timer: null, new Random(1)), 500);

        for (var round = 0; round < 50; round++)
        {
            cache.Run(Enumerable.Range(0, 1000));
        }

        Assert.InRange(cache.HitPercent, 40, 50);
    }

    [Fact]
    public void The_window_grows_when_recency_pays_and_shrinks_when_frequency_does()
    {
        var policy = TinyLfuPolicy.Adaptive(1000, weighted: false, timer: null, new Random(1));
        var cache = new PolicyDriver(policy, 1000);
        var small = policy.WindowTarget;

        cache.Run(Enumerable.Range(0, 30_000).SelectMany(key => new[] { key, key - 100 }));
        var grown = policy.WindowTarget;
        cache.Run(Loads.Zipf(0.9, 20_000, 300_000, seed: 4).Select(key => key + 100_000));

        Assert.InRange(grown, 80, 800);
        Assert.InRange(policy.WindowTarget, small, grown - 1);
    }

    [Fact]
    public void Lfu_keeps_its_window_small_and_its_favourites()
    {
        var policy = TinyLfuPolicy.Lfu(1000, weighted: false, timer: null, new Random(1));
        var cache = new PolicyDriver(policy, 1000);
        var before = policy.WindowTarget;

        cache.Run(Enumerable.Range(0, 30_000).SelectMany(key => new[] { key, key - 300 }));

        Assert.Equal(before, policy.WindowTarget);
        Assert.Equal(15, policy.TouchLimit);
    }

    [Fact]
    public void Weights_are_never_exceeded_and_hardly_undershot()
    {
        var policy = TinyLfuPolicy.Adaptive(10_000, weighted: true, timer: null, new Random(1));
        var cache = new PolicyDriver(policy, 10_000);
        var random = new Random(8);

        foreach (var key in Loads.Zipf(0.9, 5000, 50_000, seed: 9))
        {
            cache.Request(key, weight: random.Next(0, 60));
        }

        Assert.InRange(cache.Weight, 10_000 - 60, 10_000);
        policy.AssertInvariants();
    }

    [Fact]
    public void Removed_entries_are_dropped_in_steps()
    {
        var policy = TinyLfuPolicy.Adaptive(1000, weighted: false, timer: null, new Random(1));
        var cache = new PolicyDriver(policy, 1000);
        cache.Run(Enumerable.Range(0, 1000));
        for (var key = 0; key < 900; key++)
        {
            cache.Remove(key);
        }

        for (var step = 0; step < 50; step++)
        {
            policy.Compact(maxSegments: 2);
        }

        Assert.Equal(100, policy.QueuedCount);
        policy.AssertInvariants();
    }

    [Fact]
    public void Updates_that_replace_entries_do_not_let_the_window_take_all()
    {
        var policy = TinyLfuPolicy.Adaptive(1000, weighted: false, timer: null, new Random(1));
        var cache = new PolicyDriver(policy, 1000);
        cache.Run(Enumerable.Range(0, 1000));

        for (var write = 0; write < 20_000; write++)
        {
            cache.Write(write % 1000);
            if (policy.QueuedCount > 1256)
            {
                policy.Compact(maxSegments: 4);
            }
        }

        Assert.InRange(policy.QueuedCount, 1000, 1400);
        policy.AssertInvariants();
    }

    [Fact]
    public void A_cleared_policy_starts_anew()
    {
        var policy = TinyLfuPolicy.Adaptive(100, weighted: false, timer: null, new Random(1));
        new PolicyDriver(policy, 100).Run(Enumerable.Range(0, 1000));

        policy.Clear();

        Assert.Equal(0, policy.QueuedCount);
        Assert.Null(policy.SelectVictim());
        policy.AssertInvariants();
    }

    [Fact]
    public void The_estimate_of_an_entry_grows_with_its_hits()
    {
        var policy = TinyLfuPolicy.Lfu(100, weighted: false, timer: null, new Random(1));
        var cache = new PolicyDriver(policy, 100);
        cache.Run(Enumerable.Range(0, 100));
        var before = policy.EstimateFrequency(cache.Node(5));

        for (var hit = 0; hit < 30; hit++)
        {
            cache.TryGet(5);
        }

        Assert.InRange(before, 0, 3);
        Assert.Equal(15, policy.EstimateFrequency(cache.Node(5)));
    }
}
