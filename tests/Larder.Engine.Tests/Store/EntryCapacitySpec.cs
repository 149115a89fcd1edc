using Larder.Engine.Store;
using Larder.Testing;

namespace Larder.Engine.Tests.Store;

/// <summary>A capacity in entries is held exactly, and used to the full.</summary>
public sealed class EntryCapacitySpec
{
    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void A_full_capacity_of_keys_are_all_present(StoreShape shape)
    {
        using var store = shape.Build<long, string>(capacity: 20_000);

        for (var key = 0L; key < 20_000; key++)
        {
            store.Set(key, "value");
        }

        Assert.Equal(20_000, Enumerable.Range(0, 20_000).Count(key => store.TryGet(key, out _)));
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void The_capacity_is_held_exactly_when_quiet(StoreShape shape)
    {
        foreach (var capacity in new[] { 3, 4, 5, 7, 64, 100, 1_000 })
        {
            using var store = shape.Build<long, string>(capacity);

            for (var key = 0L; key < (5 * capacity) + 100; key++)
            {
                store.Set(key, "value");
            }

            Assert.Equal(capacity, store.Count);
            Assert.Equal(capacity, store.ListAll().Count());
            store.AssertInvariants();
        }
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void Each_newcomer_to_a_full_store_evicts_one(StoreShape shape)
    {
        using var store = shape.Build<int, string>(capacity: 50);
        for (var key = 0; key < 50; key++)
        {
            store.Set(key, "value");
        }

        for (var key = 50; key < 80; key++)
        {
            store.Set(key, "value");
            Assert.Equal(50, store.Count);
        }

        Assert.Equal(30, store.GetStatistics().Evicted);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void Room_that_was_given_back_is_used_before_anything_is_evicted(StoreShape shape)
    {
        using var store = shape.Build<int, string>(capacity: 1_000);
        for (var key = 0; key < 1_000; key++)
        {
            store.Set(key, "value");
        }

        for (var key = 0; key < 900; key++)
        {
            store.TryRemove(key);
        }

        for (var key = 1_000; key < 1_900; key++)
        {
            store.Set(key, "value");
        }

        Assert.Equal(1_000, store.Count);
        Assert.Equal(0, store.GetStatistics().Evicted);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void The_entry_just_written_is_there(StoreShape shape)
    {
        foreach (var capacity in new[] { 3, 4, 5, 100, 1_000 })
        {
            using var store = shape.Build<int, string>(capacity);
            WarmWithPopularKeys(store, capacity);

            for (var key = 0; key < 3 * capacity; key++)
            {
                store.Set(key, "value");
                Assert.True(store.TryGet(key, out _), $"key {key} of {capacity}");
            }

            store.AssertInvariants();
        }
    }

    [Theory]
    [InlineData(EvictionPolicy.Adaptive)]
    [InlineData(EvictionPolicy.Lfu)]
    public void The_newest_entry_survives_the_inserts_that_rule_10_names(EvictionPolicy policy)
    {
        foreach (var capacity in new[] { 3, 4, 5, 10, 100, 199, 200, 201, 1_000, 5_000 })
        {
            using var store = new StoreShape(policy, true, false).Build<int, string>(capacity);
            WarmWithPopularKeys(store, capacity);
            var promised = Math.Min(Math.Max(capacity / 100, 2), capacity - 1);
            var next = 0;

            for (var trial = 0; trial < 50; trial++)
            {
                var newest = next++;
                store.Set(newest, "value");
                for (var insert = 0; insert < promised; insert++)
                {
                    store.Set(next++, "value");
                }

                Assert.True(store.ListAll().Any(entry => entry.Key == newest), $"trial {trial} of {capacity}");
            }

            store.AssertInvariants();
        }
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void Random_traffic_of_every_kind_keeps_the_books(StoreShape shape)
    {
        SeededRandom.Run(random =>
        {
            var clock = new ManualClock();
            using var store = shape.Build<int, string>(capacity: 60, time: clock);

            for (var step = 0; step < 4_000; step++)
            {
                Act(store, clock, random);
                Assert.InRange(store.Count, 0, 60);
            }

            store.AssertInvariants();
        });
    }

    private static void Act(MemoryStore<int, string> store, ManualClock clock, SeededRandom random)
    {
        var key = random.Next(150);
        switch (random.Next(10))
        {
            case 0:
                store.TryRemove(key);
                break;
            case 1:
                clock.Advance(TimeSpan.FromMilliseconds(random.Next(400)));
                break;
            case 2:
                store.Set(
                    key,
                    "timed",
                    new EntryOptions { Expiration = TimeSpan.FromMilliseconds(1 + random.Next(3_000)) });
                break;
            case 3:
                store.Set(
                    key,
                    "sliding",
                    new EntryOptions { Sliding = TimeSpan.FromMilliseconds(1 + random.Next(3_000)) });
                break;
            case 4 when random.Next(100) == 0:
                store.Clear();
                break;
            case 5 when key < 30:
                store.Set(key, "pinned", new EntryOptions { Priority = EntryPriority.NeverRemove });
                break;
            case 6:
                store.GetOrAdd(key, _ => "loaded");
                break;
            case 7:
                store.Set(key, "plain");
                break;
            default:
                store.TryGet(key, out _);
                break;
        }
    }

    private static void WarmWithPopularKeys(MemoryStore<int, string> store, int capacity)
    {
        for (var key = -capacity; key < 0; key++)
        {
            store.Set(key, "popular");
        }

        for (var round = 0; round < 5; round++)
        {
            for (var key = -capacity; key < 0; key++)
            {
                store.TryGet(key, out _);
            }
        }
    }
}
