using Larder.Engine.Eviction;

namespace Larder.Engine.Tests.Eviction;

public sealed class ExactLruPolicySpec
{
    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(257)]
    [InlineData(ExactLruPolicy.MaxCapacity)]
    public void Each_victim_is_the_one_a_true_list_names(int capacity)
    {
        var policy = new ExactLruPolicy(weighted: false, timer: null);

        AssertMatchesModel(policy, capacity, requests: 100_000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    public void The_order_survives_that_tickets_run_out(int sparesOverCapacity)
    {
        var policy = new ExactLruPolicy(weighted: false, timer: null, maxTicket: 110 + sparesOverCapacity);

        AssertMatchesModel(policy, capacity: 100, requests: 20_000);
    }

    [Fact]
    public void Hits_upon_one_key_use_up_one_ticket()
    {
        var policy = new ExactLruPolicy(weighted: false, timer: null, maxTicket: 3);
        var node = new Entries.TestNode(1);
        policy.Add(node, full: false);

        for (var hit = 0; hit < 100; hit++)
        {
            Assert.True(policy.Touch(node));
        }
    }

    // What races of hits make: halves of two tickets in one entry, or a counter that was set back behind all entries.
    [Fact]
    public void Entries_with_later_tickets_than_the_counter_leave_like_any_others()
    {
        var policy = new ExactLruPolicy(weighted: false, timer: null);
        var nodes = Enumerable.Range(0, 5).Select(static key => new Entries.TestNode(key)).ToArray();
        foreach (var node in nodes)
        {
            policy.Add(node, full: false);
        }

        nodes[1].Frequency = 3;
        nodes[3].Frequency = 2;

        var left = nodes.Select(_ => policy.SelectColdest()).ToArray();

        Assert.Equal([nodes[0], nodes[2], nodes[4], nodes[3], nodes[1]], left);
        Assert.Equal(0, policy.QueuedCount);
        policy.AssertInvariants();
    }

    private static void AssertMatchesModel(ExactLruPolicy policy, int capacity, int requests)
    {
        var cache = new PolicyDriver(policy, capacity);
        var model = new LruModel(capacity);
        var random = new Random(11);

        for (var request = 0; request < requests; request++)
        {
            var key = (int)(Math.Pow(random.NextDouble(), 3) * 5 * capacity);
            if (random.Next(20) == 0)
            {
                cache.Remove(key);
                model.Remove(key);
                continue;
            }

            var before = cache.Evicted.Count;
            Assert.Equal(model.Request(key, out var evicted), cache.Request(key));
            Assert.Equal(evicted, cache.Evicted.Count > before ? cache.Evicted[^1] : null);
        }

        Assert.Equal(model.Keys.Order(), cache.Keys.Order());
        policy.AssertInvariants();
    }
}
