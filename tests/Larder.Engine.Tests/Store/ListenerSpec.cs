using Larder.Testing;

namespace Larder.Engine.Tests.Store;

public sealed class ListenerSpec
{
    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void Each_way_out_is_told_once_with_its_cause(StoreShape shape)
    {
        var clock = new ManualClock();
        var listener = new RecordingListener<string, string>();
        using var store = shape.Build<string, string>(time: clock, listener: listener);
        var brief = new EntryOptions { Expiration = TimeSpan.FromSeconds(1) };
        store.Set("replaced", "older");
        store.Set("replaced", "newer");
        store.Set("replaced", "timed", new EntryOptions { Expiration = TimeSpan.FromHours(1) });
        store.Set("removed", "value");
        store.TryRemove("removed");
        store.Set("expired", "value", brief);
        store.Set("found expired", "value", brief);
        clock.Advance(TimeSpan.FromSeconds(1));
        store.TryGet("found expired", out _);
        clock.Advance(TimeSpan.FromSeconds(2));
        store.Clear();

        Assert.Equal(
            new[]
            {
                ("expired", "value", RemovalCause.Expired),
                ("found expired", "value", RemovalCause.Expired),
                ("removed", "value", RemovalCause.Removed),
                ("replaced", "newer", RemovalCause.Replaced),
                ("replaced", "older", RemovalCause.Replaced),
                ("replaced", "timed", RemovalCause.Cleared),
            },
            listener.Heard.OrderBy(news => news.Key, StringComparer.Ordinal)
                .ThenBy(news => news.Value, StringComparer.Ordinal));
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void Every_entry_that_is_not_there_any_more_was_told_exactly_once(StoreShape shape)
    {
        var listener = new RecordingListener<int, string>();
        using var store = shape.Build<int, string>(capacity: 50, listener: listener);

        for (var key = 0; key < 1_000; key++)
        {
            store.Set(key, $"value {key}");
        }

        Assert.Equal(950, listener.Heard.Count);
        Assert.All(listener.Heard, news => Assert.Equal(RemovalCause.Evicted, news.Cause));
        Assert.All(listener.Heard, news => Assert.Equal($"value {news.Key}", news.Value));
        Assert.Equal(
            Enumerable.Range(0, 1_000),
            listener.Heard.Select(news => news.Key).Concat(store.ListAll().Select(entry => entry.Key)).Order());
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void A_listener_may_use_the_store(StoreShape shape)
    {
        var listener = new RecordingListener<int, string>();
        using var store = shape.Build<int, string>(capacity: 50, listener: listener);
        listener.Then = (key, value, cause) =>
        {
            if (cause == RemovalCause.Removed)
            {
                store.Set(key, "from the listener");
                store.TryGet(key + 1, out _);
                store.GetOrAdd(key + 2, _ => $"loaded after {value}");
                store.List(limit: 5);
            }
        };
        store.Set(7, "value");

        store.TryRemove(7);

        Assert.True(store.TryGet(7, out var kept));
        Assert.Equal("from the listener", kept);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void A_listener_is_called_with_no_lock_held(StoreShape shape)
    {
        var listener = new RecordingListener<int, string>();
        using var store = shape.Build<int, string>(capacity: 10, listener: listener);
        var reached = 0;
        listener.Then = (_, _, _) =>
        {
            // Another thread must get through each lock while the listener waits for it; so none is held here.
            var other = new Thread(() =>
            {
                for (var key = 100; key < 140; key++)
                {
                    store.TryRemove(key);
                }

                store.List();
            });
            other.Start();
            reached += other.Join(TimeSpan.FromSeconds(20)) ? 1 : 0;
        };

        for (var key = 0; key < 12; key++)
        {
            store.Set(key, "value");
        }

        store.Clear();

        Assert.Equal(12, reached);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void What_a_listener_throws_is_counted_and_fails_nothing(StoreShape shape)
    {
        var listener = new RecordingListener<int, string> { Then = (_, _, _) => throw new FormatException("mine") };
        using var store = shape.Build<int, string>(capacity: 10, listener: listener);

        for (var key = 0; key < 30; key++)
        {
            store.Set(key, "value");
        }

        Assert.Equal(20, store.GetStatistics().ListenerFailures);
        Assert.Equal(10, store.Count);
        store.AssertInvariants();
    }

    [Theory]
    [MemberData(nameof(StoreShapes.All), MemberType = typeof(StoreShapes))]
    public void Disposing_tells_of_every_entry_that_was_left(StoreShape shape)
    {
        var listener = new RecordingListener<int, string>();
        var store = shape.Build<int, string>(listener: listener);
        store.Set(1, "one");
        store.Set(2, "two");

        store.Dispose();
        store.Dispose();

        Assert.Equal(
            new[] { (1, "one", RemovalCause.Cleared), (2, "two", RemovalCause.Cleared) },
            listener.Heard.OrderBy(news => news.Key));
    }
}
