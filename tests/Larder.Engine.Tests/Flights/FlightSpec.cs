using Larder.Engine.Flights;
using Larder.Engine.Store;
using Larder.Engine.Tests.Store;
using Larder.Testing;

namespace Larder.Engine.Tests.Flights;

/// <summary>A flight is one load of one key; whatever is written or removed meanwhile ends it.</summary>
public sealed class FlightSpec
{
    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void The_first_leads_and_publishes(StoreShape shape)
    {
        using var store = shape.Build<string, string>();
        var flight = Begin(store);

        Assert.True(flight.IsAlive);
        Assert.True(store.TryPublish(flight, "loaded"));

        Assert.False(flight.IsAlive);
        Assert.True(store.TryGet("key", out var value));
        Assert.Equal("loaded", value);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void The_next_follows_the_flight_in_the_air(StoreShape shape)
    {
        using var store = shape.Build<string, string>();
        var flight = Begin(store);

        var start = store.BeginFlight("key", new PlainFlight("key"), out var joined, out _);

        Assert.Equal(FlightStart.Follows, start);
        Assert.Same(flight, joined);
        Assert.Equal(1, store.GetStatistics().Loads);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void A_living_entry_is_found_instead(StoreShape shape)
    {
        using var store = shape.Build<string, string>();
        store.Set("key", "there");
        var flight = new PlainFlight("key");

        var start = store.BeginFlight("key", flight, out var joined, out var value);

        Assert.Equal(FlightStart.Found, start);
        Assert.Null(joined);
        Assert.Equal("there", value);
        Assert.False(flight.IsAlive);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void A_refresh_begins_although_the_entry_is_there(StoreShape shape)
    {
        using var store = shape.Build<string, string>();
        store.Set("key", "there");
        var flight = new PlainFlight("key");

        Assert.Equal(FlightStart.Leads, store.BeginFlight("key", flight, out _, out _, evenIfPresent: true));

        Assert.True(store.TryGet("key", out var meanwhile));
        Assert.Equal("there", meanwhile);
        Assert.True(store.TryPublish(flight, "refreshed"));
        Assert.True(store.TryGet("key", out var value));
        Assert.Equal("refreshed", value);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void An_expired_entry_is_no_obstacle(StoreShape shape)
    {
        var clock = new ManualClock();
        using var store = shape.Build<string, string>(time: clock);
        store.Set("key", "old", new EntryOptions { Expiration = TimeSpan.FromMilliseconds(1) });
        clock.Advance(TimeSpan.FromMilliseconds(1));

        var flight = Begin(store);

        Assert.True(store.TryPublish(flight, "loaded"));
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void Whatever_changes_the_key_ends_its_flight(StoreShape shape)
    {
        (string Name, Action<MemoryStore<string, string>> Change)[] changes =
        [
            ("set", store => store.Set("key", "written")),
            ("add", store => store.TryAdd("key", "written")),
            ("remove of nothing", store => store.TryRemove("key")),
            ("clear", store => store.Clear()),
            ("dispose", store => store.Dispose()),
        ];

        foreach (var (name, change) in changes)
        {
            using var store = shape.Build<string, string>();
            var flight = Begin(store);

            change(store);

            Assert.False(flight.IsAlive, name);
            Assert.False(store.TryPublish(flight, "stale"), name);
            Assert.False(store.TryGet("key", out var value) && value == "stale", name);
            store.AssertInvariants();
        }
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void Comparing_writes_end_a_refresh_only_when_they_take_place(StoreShape shape)
    {
        using var store = shape.Build<string, string>();
        store.Set("key", "there");
        var flight = new PlainFlight("key");
        store.BeginFlight("key", flight, out _, out _, evenIfPresent: true);

        Assert.False(store.TryUpdate("key", "newer", expected: "other"));
        Assert.False(store.TryRemove("key", "other"));
        Assert.False(store.TryAdd("key", "newer"));
        Assert.True(flight.IsAlive);

        Assert.True(store.TryUpdate("key", "newer", expected: "there"));
        Assert.False(flight.IsAlive);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void After_a_removal_the_next_load_is_a_new_flight(StoreShape shape)
    {
        using var store = shape.Build<string, string>();
        var before = Begin(store);
        store.TryRemove("key");

        var after = Begin(store);

        Assert.False(store.TryPublish(before, "before"));
        Assert.True(store.TryPublish(after, "after"));
        Assert.True(store.TryGet("key", out var value));
        Assert.Equal("after", value);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void An_abandoned_flight_is_over_and_counted_once(StoreShape shape)
    {
        using var store = shape.Build<string, string>();
        var flight = Begin(store);

        Assert.True(store.AbandonFlight(flight));
        Assert.False(store.AbandonFlight(flight));

        Assert.False(store.TryPublish(flight, "late"));
        Assert.Equal(1, store.GetStatistics().LoadFailures);
        Assert.False(store.TryGet("key", out _));
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void A_flight_is_published_once(StoreShape shape)
    {
        using var store = shape.Build<string, string>();
        var flight = Begin(store);

        Assert.True(store.TryPublish(flight, "first"));
        Assert.False(store.TryPublish(flight, "second"));

        Assert.True(store.TryGet("key", out var value));
        Assert.Equal("first", value);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void Flights_of_other_keys_go_on(StoreShape shape)
    {
        using var store = shape.Build<string, string>();
        var flights = Enumerable.Range(0, 300).Select(number => Begin(store, $"key {number}")).ToList();

        store.TryRemove("key 7");
        store.AbandonFlight(flights[8]);

        var published = flights.Count(flight => store.TryPublish(flight, "loaded"));
        Assert.Equal(298, published);
        Assert.Equal(298, store.Count);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.Weighted), MemberType = typeof(StoreShapes))]
    public void A_load_too_heavy_is_refused_and_its_flight_is_over(StoreShape shape)
    {
        using var store = shape.Build<string, string>(capacity: 10);
        var flight = Begin(store);

        Assert.Throws<StoreCapacityException>(
            () => store.TryPublish(flight, "heavy", new EntryOptions { Weight = 11 }));

        Assert.False(flight.IsAlive);
        Assert.Equal(FlightStart.Leads, store.BeginFlight("key", new PlainFlight("key"), out _, out _));
        store.AssertInvariants();
    }

    [Fact]
    public void A_flight_begun_twice_is_refused()
    {
        using var store = new StoreShape(EvictionPolicy.Adaptive, true, false).Build<string, string>();
        var flight = Begin(store);
        store.AbandonFlight(flight);

        var refusal = Assert.Throws<ArgumentException>(
            "flight", () => store.BeginFlight("key", flight, out _, out _));

        Assert.StartsWith(
            "The flight was begun before. Pass a new flight each time.", refusal.Message, StringComparison.Ordinal);
        store.AssertInvariants();
    }

    private static PlainFlight Begin(MemoryStore<string, string> store, string key = "key")
    {
        var flight = new PlainFlight(key);
        Assert.Equal(FlightStart.Leads, store.BeginFlight(key, flight, out var joined, out _));
        Assert.Same(flight, joined);
        return flight;
    }
}
