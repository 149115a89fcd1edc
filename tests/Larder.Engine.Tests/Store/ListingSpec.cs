using Larder.Engine.Store;
using Larder.Testing;

namespace Larder.Engine.Tests.Store;

public sealed class ListingSpec
{
    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void Every_entry_is_listed_once(StoreShape shape)
    {
        using var store = Filled(shape, 1_000);

        var all = store.ListAll().Select(entry => entry.Key).ToList();

        Assert.Equal(1_000, all.Count);
        Assert.Equal(1_000, all.Distinct(StringComparer.Ordinal).Count());
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void Pages_hold_about_as_many_as_asked_for_and_the_last_has_no_next(StoreShape shape)
    {
        using var store = Filled(shape, 1_000);
        var keys = new List<string>();
        var cursor = 0L;

        do
        {
            var page = store.List(cursor, limit: 10);
            Assert.InRange(page.Entries.Count, 0, 30);
            keys.AddRange(page.Entries.Select(entry => entry.Key));
            cursor = page.Next;
        }
        while (cursor != 0);

        Assert.Equal(1_000, keys.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(1_000, keys.Count);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.Plain), MemberType = typeof(StoreShapes))]
    public void What_is_there_all_the_while_is_listed_once_though_the_table_grows(StoreShape shape)
    {
        using var store = shape.Build<string, string>(capacity: 100_000);
        for (var key = 0; key < 500; key++)
        {
            store.Set($"stays:{key}", "value");
        }

        var seen = new List<string>();
        var cursor = 0L;
        var grown = 0;
        do
        {
            var page = store.List(cursor, limit: 20, prefix: "stays:");
            seen.AddRange(page.Entries.Select(entry => entry.Key));
            cursor = page.Next;
            for (var i = 0; i < 500; i++)
            {
                store.Set($"comes:{grown++}", "value");
            }
        }
        while (cursor != 0);

        Assert.Equal(500, seen.Count);
        Assert.Equal(500, seen.Distinct(StringComparer.Ordinal).Count());
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void A_prefix_is_ordinal(StoreShape shape)
    {
        using var store = shape.Build<string, string>();
        foreach (var key in new[] { "user:1", "user:2", "User:3", "us", "users", "" })
        {
            store.Set(key, "value");
        }

        Assert.Equal(
            new[] { "user:1", "user:2" },
            store.List(prefix: "user:").Entries.Select(entry => entry.Key).Order());
        Assert.Equal(6, store.List(prefix: "").Entries.Count);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void Expired_entries_are_hidden(StoreShape shape)
    {
        var clock = new ManualClock();
        using var store = shape.Build<string, string>(time: clock);
        store.Set("brief", "value", new EntryOptions { Expiration = TimeSpan.FromMilliseconds(10) });
        store.Set("long", "value", new EntryOptions { Expiration = TimeSpan.FromSeconds(10) });
        clock.Advance(TimeSpan.FromMilliseconds(10));

        var entry = Assert.Single(store.ListAll());

        Assert.Equal("long", entry.Key);
        Assert.Equal(TimeSpan.FromMilliseconds(9_990), entry.ExpiresIn);
        store.AssertInvariants();
    }

    [Theory]
    [InlineData(EvictionPolicy.Adaptive)]
    [InlineData(EvictionPolicy.Lfu)]
    public void The_frequency_tells_popular_keys_from_others(EvictionPolicy policy)
    {
        using var store = new StoreShape(policy, true, false).Build<string, string>();
        store.Set("popular", "value");
        store.Set("other", "value");
        for (var hit = 0; hit < 30; hit++)
        {
            store.TryGet("popular", out _);
        }

        var frequencies = store.ListAll().ToDictionary(entry => entry.Key, entry => entry.Frequency);

        Assert.InRange(frequencies["popular"], frequencies["other"] + 1, 15);
        Assert.InRange(frequencies["other"], 0, 15);
        store.AssertInvariants();
    }

    [Fact]
    public void Arguments_out_of_range_are_refused_with_what_they_were()
    {
        using var store = new StoreShape(EvictionPolicy.Adaptive, true, false).Build<int, string>();

        AssertRefused(
            "cursor",
            "The cursor -1 was not given by this store. Begin with 0 and go on with EntryPage.Next.",
            () => store.List(-1));
        AssertRefused("cursor", "The cursor 4294967296 was not given", () => store.List(1L << 32));
        AssertRefused(
            "limit",
            "A page holds between 1 and 10000 entries, but 0 were asked for.",
            () => store.List(limit: 0));
        AssertRefused(
            "limit",
            "A page holds between 1 and 10000 entries, but 10001 were",
            () => store.List(limit: 10_001));
        var refusal = Assert.Throws<NotSupportedException>(() => store.List(prefix: "1"));

        Assert.Equal(
            "A prefix is a matter of strings, but the keys are Int32. List without a prefix.",
            refusal.Message);
        store.AssertInvariants();
    }

    private static void AssertRefused(string name, string message, Action call) =>
        Assert.StartsWith(
            message, Assert.Throws<ArgumentOutOfRangeException>(name, call).Message, StringComparison.Ordinal);

    private static MemoryStore<string, string> Filled(StoreShape shape, int entries)
    {
        var store = shape.Build<string, string>(capacity: entries);
        for (var key = 0; key < entries; key++)
        {
            store.Set($"key {key}", "value");
        }

        return store;
    }
}
