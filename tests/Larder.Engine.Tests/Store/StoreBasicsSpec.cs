using Larder.Engine.Store;
using Larder.Testing;

namespace Larder.Engine.Tests.Store;

public sealed class StoreBasicsSpec
{
    [Fact]
    public void What_was_set_is_found()
    {
        using var store = new MemoryStore<string, string>(new StoreOptions());

        store.Set("key", "value");

        Assert.True(store.TryGet("key", out var value));
        Assert.Equal("value", value);
        store.AssertInvariants();
    }

    [Fact]
    public void A_full_capacity_of_keys_are_all_present()
    {
        using var store = new MemoryStore<long, string>(new StoreOptions { Capacity = 100_000 });

        for (var key = 0L; key < 100_000; key++)
        {
            store.Set(key, "value");
        }

        for (var key = 0L; key < 100_000; key++)
        {
            Assert.True(store.TryGet(key, out _), $"key {key}");
        }

        store.AssertInvariants();
    }

    [Theory]
    [InlineData(EvictionPolicy.Adaptive)]
    [InlineData(EvictionPolicy.Lru)]
    [InlineData(EvictionPolicy.Lfu)]
    [InlineData(EvictionPolicy.Fifo)]
    public void The_capacity_is_held_exactly_when_quiet(EvictionPolicy policy)
    {
        using var store = new MemoryStore<long, string>(new StoreOptions { Capacity = 1_000, Eviction = policy });

        for (var key = 0L; key < 50_000; key++)
        {
            store.Set(key, "value");
        }

        Assert.Equal(1_000, store.Count);
        store.AssertInvariants();
    }

    [Fact]
    public void A_removed_key_is_missed()
    {
        using var store = new MemoryStore<string, string>(new StoreOptions());
        store.Set("key", "value");

        Assert.True(store.TryRemove("key", out var removed));

        Assert.Equal("value", removed);
        Assert.False(store.TryGet("key", out _));
        store.AssertInvariants();
    }

    [Fact]
    public void An_entry_expires_at_its_deadline_and_not_before()
    {
        var clock = new ManualClock();
        using var store = new MemoryStore<string, string>(new StoreOptions { Time = clock });
        store.Set("key", "value", new EntryOptions { Expiration = TimeSpan.FromSeconds(10) });

        clock.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromMilliseconds(1));
        Assert.True(store.TryGet("key", out _));

        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False(store.TryGet("key", out _));
        store.AssertInvariants();
    }

    [Fact]
    public void The_wheel_removes_what_nobody_touches()
    {
        var clock = new ManualClock();
        using var store = new MemoryStore<int, string>(new StoreOptions { Time = clock, Capacity = 100_000 });
        for (var key = 0; key < 50_000; key++)
        {
            store.Set(key, "value", new EntryOptions { Expiration = TimeSpan.FromSeconds(1 + (key % 600)) });
        }

        clock.Advance(TimeSpan.FromSeconds(300.5));

        Assert.InRange(store.Count, 24_900, 25_100);
        store.AssertInvariants();

        clock.Advance(TimeSpan.FromSeconds(301));
        Assert.Equal(0, store.Count);
        store.AssertInvariants();
    }

    [Fact]
    public void A_factory_runs_once_and_its_value_is_kept()
    {
        using var store = new MemoryStore<string, string>(new StoreOptions());
        var runs = 0;

        var first = store.GetOrAdd("key", _ => $"value {++runs}");
        var second = store.GetOrAdd("key", _ => $"value {++runs}");

        Assert.Equal("value 1", first);
        Assert.Equal("value 1", second);
    }

    [Fact]
    public void Characters_find_what_a_string_stored()
    {
        using var store = new MemoryStore<string, int>(new StoreOptions());
        store.Set("user:17", 17);

        Assert.True(store.TryGet("a user:17 b".AsSpan(2, 7), out var value));

        Assert.Equal(17, value);
    }

    [Fact]
    public void Clear_leaves_nothing()
    {
        using var store = new MemoryStore<int, string>(new StoreOptions { Capacity = 1_000 });
        for (var key = 0; key < 5_000; key++)
        {
            store.Set(key, "value");
        }

        store.Clear();

        Assert.Equal(0, store.Count);
        Assert.Empty(store.ListAll());
        store.AssertInvariants();
        store.Set(1, "again");
        Assert.True(store.TryGet(1, out _));
        store.AssertInvariants();
    }

    [Fact]
    public void A_listing_has_every_entry_once()
    {
        using var store = new MemoryStore<string, int>(new StoreOptions { Capacity = 10_000 });
        for (var i = 0; i < 3_000; i++)
        {
            store.Set($"{(i % 2 == 0 ? "even" : "odd")}:{i}", i);
        }

        var all = store.ListAll().Select(entry => entry.Key).ToList();

        Assert.Equal(3_000, all.Count);
        Assert.Equal(3_000, all.Distinct(StringComparer.Ordinal).Count());
        Assert.All(store.List(0, 10_000, "odd:").Entries, entry => Assert.StartsWith("odd:", entry.Key, StringComparison.Ordinal));
    }
}
