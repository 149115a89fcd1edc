using Larder.Engine.Eviction;
using Larder.Engine.Tests.Entries;

namespace Larder.Engine.Tests.Eviction;

public sealed class GhostQueueSpec
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(8)]
    public void A_short_memory_is_an_exact_queue(int entries)
    {
        var ghosts = new GhostQueue(entries);
        for (var key = 0; key < 100; key++)
        {
            ghosts.Add(TestNode.HashOf(key));
        }

        Assert.All(Enumerable.Range(100 - entries, entries), key => Assert.True(ghosts.Recall(TestNode.HashOf(key))));
        Assert.All(Enumerable.Range(0, 100 - entries), key => Assert.False(ghosts.Recall(TestNode.HashOf(key))));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(10_000)]
    [InlineData(1_000_000)]
    public void A_long_memory_is_nearly_one(int entries)
    {
        var ghosts = new GhostQueue(entries);
        for (var key = 0; key < entries * 5; key++)
        {
            ghosts.Add(TestNode.HashOf(key));
        }

        var remembered = Enumerable.Range(entries * 4, entries).Count(key => ghosts.Recall(TestNode.HashOf(key)));
        var falselyRemembered = Enumerable.Range(0, entries * 3).Count(key => ghosts.Recall(TestNode.HashOf(key)));

        Assert.InRange(remembered, entries * 0.85, entries);
        Assert.InRange(falselyRemembered, 0, entries * 0.01);
    }

    [Fact]
    public void A_hash_that_is_asked_for_is_remembered_anew()
    {
        var ghosts = new GhostQueue(4);
        ghosts.Add(TestNode.HashOf(0));

        for (var key = 1; key < 20; key++)
        {
            Assert.True(ghosts.Recall(TestNode.HashOf(0)));
            ghosts.Add(TestNode.HashOf(key));
        }
    }

    [Fact]
    public void A_hash_that_nobody_asks_for_is_forgotten()
    {
        var ghosts = new GhostQueue(4);
        ghosts.Add(TestNode.HashOf(0));
        for (var key = 1; key < 5; key++)
        {
            ghosts.Add(TestNode.HashOf(key));
        }

        Assert.False(ghosts.Recall(TestNode.HashOf(0)));
    }
}
