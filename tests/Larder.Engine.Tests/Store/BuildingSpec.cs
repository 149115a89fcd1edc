using Larder.Engine.Store;
using Larder.Testing;

namespace Larder.Engine.Tests.Store;

/// <summary>From the options to the last breath.</summary>
public sealed class BuildingSpec
{
    [Fact]
    public void All_faults_of_the_options_are_told_at_once()
    {
        var options = new StoreOptions
        {
            Capacity = 2,
            Eviction = (EvictionPolicy)9,
            MemoryPressure = new MemoryPressureOptions { Threshold = 2 },
            Time = null!,
        };

        var refusal = Assert.Throws<ArgumentException>("options", () => new MemoryStore<int, int>(options));

        Assert.Equal(
            "Capacity must be at least 3, but was 2. Set StoreOptions.Capacity. "
            + "Eviction must be one of Adaptive, Lru, Lfu, Fifo, but was 9. Set StoreOptions.Eviction. "
            + "Threshold must be more than 0 and at most 1, but was 2. "
            + "Set MemoryPressureOptions.Threshold, 0.9 for 90 %. "
            + "Time must not be null. Set StoreOptions.Time, or leave it as it is for the system's clock. "
            + "(Parameter 'options')",
            refusal.Message);
    }

    [Fact]
    public void Options_must_be_given()
    {
        Assert.Throws<ArgumentNullException>("options", () => new MemoryStore<int, int>(null!));
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void A_store_tells_how_it_was_built(StoreShape shape)
    {
        using var store = shape.Build<int, int>(capacity: 1_234);

        Assert.Equal(1_234, store.Capacity);
        Assert.Equal(shape.Policy, store.Eviction);
        store.AssertInvariants();
    }

    [Theory]
    [InlineData(EvictionPolicy.Lru, long.MaxValue)]
    [InlineData(EvictionPolicy.Fifo, long.MaxValue)]
    [InlineData(EvictionPolicy.Adaptive, long.MaxValue)]
    [InlineData(EvictionPolicy.Lfu, long.MaxValue)]
    [InlineData(EvictionPolicy.Adaptive, int.MaxValue)]
    [InlineData(EvictionPolicy.Lfu, int.MaxValue)]
    [InlineData(EvictionPolicy.Adaptive, 10_000_000)]
    [InlineData(EvictionPolicy.Lfu, 10_000_000)]
    public void A_large_capacity_costs_nothing_until_it_is_used(EvictionPolicy policy, long capacity)
    {
        using var store = new StoreShape(policy, true, false).Build<int, int>(capacity);

        for (var key = 0; key < 2_000; key++)
        {
            store.Set(key, key);
        }

        Assert.Equal(2_000, store.Count);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void A_fixed_seed_makes_a_run_repeatable(StoreShape shape)
    {
        Assert.Equal(Survivors(), Survivors());

        List<string> Survivors()
        {
            using var store = shape.Build<string, int>(capacity: 100);
            var random = new Random(3);
            for (var step = 0; step < 5_000; step++)
            {
                store.GetOrAdd($"key {(int)(Math.Pow(random.NextDouble(), 3) * 1_000)}", _ => 1);
            }

            store.AssertInvariants();
            return [.. store.ListAll().Select(entry => entry.Key)];
        }
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void A_disposed_store_misses_and_takes_nothing(StoreShape shape)
    {
        var clock = new ManualClock();
        var store = shape.Build<string, string>(time: clock);
        store.Set("key", "value", new EntryOptions { Expiration = TimeSpan.FromSeconds(1) });

        store.Dispose();
        store.Dispose();

        Assert.False(store.TryGet("key", out _));
        Assert.False(store.TryRemove("key"));
        Assert.Equal(0, store.Count);
        Assert.Equal(0, clock.ActiveTimers);
        Assert.Throws<ObjectDisposedException>(() => store.TryAdd("key", "value"));
        Assert.Throws<ObjectDisposedException>(() => store.TryUpdate("key", "value", "older"));
        Assert.Throws<ObjectDisposedException>(() => store.GetOrAdd("key", _ => "value"));
        var refusal = Assert.Throws<ObjectDisposedException>(() => store.Set("key", "value"));
        Assert.StartsWith(
            "The store was disposed. Write to a store that is still in use.",
            refusal.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(StoreShapes.Plain), MemberType = typeof(StoreShapes))]
    public async Task A_store_may_be_disposed_asynchronously_and_twice(StoreShape shape)
    {
        var clock = new ManualClock();
        var pressure = new MemoryPressureOptions { Reading = () => 0 };
        var options = shape.Options(time: clock) with { MemoryPressure = pressure };
        var store = new MemoryStore<string, string>(options);
        store.Set("key", "value", new EntryOptions { Expiration = TimeSpan.FromSeconds(1) });
        Assert.Equal(2, clock.ActiveTimers);

        await store.DisposeAsync();
        await store.DisposeAsync();

        Assert.Equal(0, clock.ActiveTimers);
        Assert.False(store.TryGet("key", out _));
    }
}
