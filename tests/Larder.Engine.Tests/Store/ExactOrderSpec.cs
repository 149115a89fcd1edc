using Larder.Engine.Store;
using Larder.Engine.Tests.Eviction;
using Larder.Testing;

namespace Larder.Engine.Tests.Store;

/// <summary>On one thread, Lru up to 4,096 entries and Fifo evict exactly what a list says.</summary>
public sealed class ExactOrderSpec
{
    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(100)]
    [InlineData(1_000)]
    [InlineData(4_096)]
    public void Lru_holds_what_a_true_list_holds(int capacity)
    {
        SeededRandom.Run(random =>
        {
            using var store = new StoreShape(EvictionPolicy.Lru, true, false).Build<int, string>(capacity);
            var model = new LruModel(capacity);

            for (var step = 0; step < 60_000; step++)
            {
                var key = (int)(Math.Pow(random.NextDouble(), 2) * 3 * capacity);
                switch (random.Next(20))
                {
                    case 0:
                        store.TryRemove(key);
                        model.Remove(key);
                        break;
                    case 1 or 2:
                        store.Set(key, "written");
                        model.Request(key, out _);
                        break;
                    default:
                        var hit = step % 2 == 0 ? store.TryGet(key, out _) : store.GetOrDefault(key) is not null;
                        Assert.Equal(model.Request(key, out _), hit);
                        if (!hit)
                        {
                            store.Set(key, "loaded");
                        }

                        break;
                }
            }

            Assert.Equal(model.Keys.Order(), Keys(store));
            store.AssertInvariants();
        });
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(100)]
    [InlineData(10_000)]
    public void Fifo_evicts_the_oldest_however_often_it_is_asked_for(int capacity)
    {
        SeededRandom.Run(random =>
        {
            using var store = new StoreShape(EvictionPolicy.Fifo, true, false).Build<int, string>(capacity);
            var present = new HashSet<int>();
            var order = new Queue<int>();

            for (var step = 0; step < 60_000; step++)
            {
                var key = random.Next(3 * capacity);
                Assert.Equal(present.Contains(key), store.TryGet(key, out _));
                store.Set(key, "value");
                if (present.Add(key))
                {
                    order.Enqueue(key);
                }

                if (present.Count > capacity)
                {
                    present.Remove(order.Dequeue());
                }
            }

            Assert.Equal(present.Order(), Keys(store));
            store.AssertInvariants();
        });
    }

    private static IEnumerable<int> Keys(MemoryStore<int, string> store) =>
        store.ListAll().Select(entry => entry.Key).Order();
}
