using Larder.Testing;

namespace Larder.Engine.Tests.Store;

/// <summary>Get or add, on one thread; many threads are the business of the concurrency suite.</summary>
public sealed class LoadingSpec
{
    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void A_factory_runs_once_and_its_value_is_kept(StoreShape shape)
    {
        using var store = shape.Build<string, string>();
        var runs = 0;

        var first = store.GetOrAdd("key", key => $"{key} {++runs}");
        var second = store.GetOrAdd("key", key => $"{key} {++runs}");

        Assert.Equal("key 1", first);
        Assert.Equal("key 1", second);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void A_factory_is_handed_the_state(StoreShape shape)
    {
        using var store = shape.Build<string, string>();

        var value = store.GetOrAdd("key", 17, static (key, state) => $"{key} {state}");

        Assert.Equal("key 17", value);
        Assert.True(store.TryGet("key", out _));
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void A_loaded_value_lives_as_long_as_its_options_say(StoreShape shape)
    {
        var clock = new ManualClock();
        using var store = shape.Build<string, int>(time: clock);
        var options = new EntryOptions { Expiration = TimeSpan.FromSeconds(1) };
        var runs = 0;

        Assert.Equal(1, store.GetOrAdd("key", _ => ++runs, options));
        clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Equal(1, store.GetOrAdd("key", _ => ++runs, options));
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(2, store.GetOrAdd("key", _ => ++runs, options));

        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void What_a_factory_throws_reaches_the_caller_untouched_and_the_next_one_loads(StoreShape shape)
    {
        using var store = shape.Build<string, string>();
        var fault = new FormatException("no value");

        var thrown = Assert.Throws<FormatException>(() => store.GetOrAdd("key", _ => throw fault));

        Assert.Same(fault, thrown);
        Assert.Equal("value", store.GetOrAdd("key", _ => "value"));
        Assert.Equal(2, store.GetStatistics().Loads);
        Assert.Equal(1, store.GetStatistics().LoadFailures);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void A_factory_may_load_other_keys(StoreShape shape)
    {
        using var store = shape.Build<int, long>();

        Assert.Equal(832_040, Fibonacci(30));

        Assert.Equal(31, store.Count);
        store.AssertInvariants();

        long Fibonacci(int number) =>
            store.GetOrAdd(number, n => n < 2 ? n : Fibonacci(n - 1) + Fibonacci(n - 2));
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void A_factory_that_asks_for_its_own_key_is_refused(StoreShape shape)
    {
        using var store = shape.Build<string, string>();

        var refusal = Assert.Throws<InvalidOperationException>(
            () => store.GetOrAdd("key", _ => store.GetOrAdd("other", _ => store.GetOrAdd("key", _ => "value"))));

        Assert.Equal(
            "The factory asked the store for the key it is loading, and would wait for itself. Load the "
            + "value without the store, or under another key.",
            refusal.Message);
        Assert.Equal(0, store.Count);
        Assert.Equal("value", store.GetOrAdd("key", _ => "value"));
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void A_write_while_the_factory_runs_wins_over_what_it_loads(StoreShape shape)
    {
        using var store = shape.Build<string, string>();

        var loaded = store.GetOrAdd("key", key =>
        {
            store.Set(key, "written");
            return "loaded";
        });

        Assert.Equal("loaded", loaded);
        Assert.True(store.TryGet("key", out var kept));
        Assert.Equal("written", kept);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void A_removal_while_the_factory_runs_keeps_the_value_out(StoreShape shape)
    {
        using var store = shape.Build<string, string>();

        var loaded = store.GetOrAdd("key", key =>
        {
            store.TryRemove(key);
            return "loaded";
        });

        Assert.Equal("loaded", loaded);
        Assert.False(store.TryGet("key", out _));
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.Weighted), MemberType = typeof(StoreShapes))]
    public void A_loaded_value_too_heavy_to_keep_is_returned_all_the_same(StoreShape shape)
    {
        using var store = shape.Build<string, string>(capacity: 10);
        store.Set("other", "value");

        var loaded = store.GetOrAdd("key", _ => "heavy", new EntryOptions { Weight = 11 });

        Assert.Equal("heavy", loaded);
        Assert.False(store.TryGet("key", out _));
        Assert.True(store.TryGet("other", out _));
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void A_loaded_value_beyond_the_share_of_never_removed_ones_is_returned_all_the_same(StoreShape shape)
    {
        using var store = shape.Build<string, string>(capacity: 4);
        var pinned = new EntryOptions { Priority = EntryPriority.NeverRemove };
        store.Set("one", "value", pinned);
        store.Set("two", "value", pinned);

        Assert.Equal("loaded", store.GetOrAdd("three", _ => "loaded", pinned));

        Assert.False(store.TryGet("three", out _));
        Assert.Equal(2, store.Count);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.Plain), MemberType = typeof(StoreShapes))]
    public void A_factory_that_throws_a_capacity_exception_itself_is_not_mistaken_for_the_store(StoreShape shape)
    {
        using var store = shape.Build<string, string>();

        Assert.Throws<StoreCapacityException>(
            () => store.GetOrAdd("key", _ => throw new StoreCapacityException("mine")));

        Assert.Equal(1, store.GetStatistics().LoadFailures);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.Plain), MemberType = typeof(StoreShapes))]
    public void Options_that_make_no_sense_are_refused_and_nothing_is_left_in_the_air(StoreShape shape)
    {
        using var store = shape.Build<string, string>();

        Assert.Throws<ArgumentOutOfRangeException>(
            () => store.GetOrAdd("key", _ => "value", new EntryOptions { Expiration = TimeSpan.Zero }));

        Assert.Equal("value", store.GetOrAdd("key", _ => "value"));
        store.AssertInvariants();
    }

    [Fact]
    public void A_factory_must_be_given()
    {
        using var store = new StoreShape(EvictionPolicy.Adaptive, true, false).Build<string, string>();

        Assert.Throws<ArgumentNullException>("factory", () => store.GetOrAdd("key", null!));
        Assert.Throws<ArgumentNullException>("factory", () => store.GetOrAdd("key", 1, null!));
        store.AssertInvariants();
    }
}
