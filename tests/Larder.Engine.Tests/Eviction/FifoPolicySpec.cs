using Larder.Engine.Eviction;

namespace Larder.Engine.Tests.Eviction;

public sealed class FifoPolicySpec
{
    [Theory]
    [InlineData(3)]
    [InlineData(100)]
    [InlineData(1000)]
    public void The_oldest_entry_leaves_first_however_often_it_is_asked_for(int capacity)
    {
        var cache = new PolicyDriver(new FifoPolicy(weighted: false, timer: null), capacity);
        var model = new Queue<int>();
        var random = new Random(5);

        for (var request = 0; request < 50_000; request++)
        {
            var key = (int)(Math.Pow(random.NextDouble(), 3) * 5 * capacity);
            var hit = cache.Request(key);

            Assert.Equal(model.Contains(key), hit);
            if (!hit)
            {
                model.Enqueue(key);
                if (model.Count > capacity)
                {
                    model.Dequeue();
                }
            }
        }

        Assert.Equal(model.Order(), cache.Keys.Order());
    }
}
