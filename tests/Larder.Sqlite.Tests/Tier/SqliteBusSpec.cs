using Larder.Invalidation;
using Larder.Sqlite.Tier;
using Larder.Testing;

namespace Larder.Sqlite.Tests.Tier;

/// <summary>What one process says is untrue reaches the others with their next poll.</summary>
public sealed class SqliteBusSpec : IAsyncDisposable
{
    private readonly FileUnderTest _one = new();
    private readonly FileUnderTest _other = new();
    private readonly RecordingSink _sink = new();

    public SqliteBusSpec() => _other.Options = _one.Options with { Time = _other.Clock, Loggers = _other.Log };

    public async ValueTask DisposeAsync()
    {
        await _other.DisposeAsync();
        await _one.DisposeAsync();
    }

    [Fact]
    public async Task Messages_arrive_whole_and_in_order()
    {
        await ListenAsync();
        var origin = Guid.NewGuid();
        CacheInvalidation[] messages =
        [
            CacheInvalidation.Set("cache", origin, "key \0 \uFFFD 😀"),
            CacheInvalidation.Remove("cache", origin, ""),
            CacheInvalidation.Expire("cache", origin, new string('k', 1_024)),
            CacheInvalidation.RemoveByTags("cache", origin, ["red", "blue"], TagMatch.All),
            CacheInvalidation.ExpireByTags("cache", origin, ["green"]),
            CacheInvalidation.RemoveByPattern("cache", origin, "user:*"),
            CacheInvalidation.Clear("cache", origin),
            CacheInvalidation.Set("cache", origin, "key") with { TierMissedIt = true },
        ];
        foreach (var message in messages)
        {
            await _one.Factory.Bus.PublishAsync(message);
        }

        Poll();

        Assert.Equal(
            [
                "Set/Any key \0 \uFFFD 😀", "Remove/Any ", $"Expire/Any {new string('k', 1_024)}", "RemoveByTags/All red+blue",
                "ExpireByTags/Any green", "RemoveByPattern/Any user:*", "Clear/Any ",
                "Set/Any key, and the tier missed it",
            ],
            _sink.Told);
    }

    [Fact]
    public void A_message_of_a_version_that_did_not_say_whether_the_tier_missed_it_is_read()
    {
        var message = CacheInvalidation.RemoveByTags("cache", Guid.NewGuid(), ["red", "blue"], TagMatch.All);
        var bytes = FeedMessage.Write(message);

        var read = FeedMessage.Read("cache", message.Origin, bytes[..^1]);

        Assert.Equal((CacheInvalidationKind.RemoveByTags, TagMatch.All, false), (read.Kind, read.Match, read.TierMissedIt));
        Assert.Equal(["red", "blue"], read.Tags);
    }

    [Fact]
    public async Task A_sink_hears_neither_itself_nor_of_other_caches()
    {
        await ListenAsync();

        await _one.Factory.Bus.PublishAsync(CacheInvalidation.Remove("cache", _sink.Origin, "own"));
        await _one.Factory.Bus.PublishAsync(CacheInvalidation.Remove("another", Guid.NewGuid(), "foreign"));
        await _one.Factory.Bus.PublishAsync(CacheInvalidation.Remove("cache", Guid.NewGuid(), "heard"));
        Poll();

        Assert.Equal(["Remove/Any heard"], _sink.Told);
    }

    [Fact]
    public async Task Caches_of_one_process_hear_each_other()
    {
        await ListenAsync();

        await _other.Factory.Bus.PublishAsync(CacheInvalidation.Remove("cache", Guid.NewGuid(), "key"));
        Poll();

        Assert.Equal(["Remove/Any key"], _sink.Told);
    }

    [Fact]
    public async Task Nothing_is_believed_before_the_first_poll_and_what_was_held_then_is_dropped()
    {
        await _one.Factory.Bus.PublishAsync(CacheInvalidation.Remove("cache", Guid.NewGuid(), "before"));
        using var subscription = _other.Factory.Bus.Subscribe("cache", _sink);
        Assert.Equal(["Distrust"], _sink.Told);

        await _other.SetAsync("open", "the file");
        Poll();

        Assert.Equal("Trust", _sink.Told[^1]);
        Assert.DoesNotContain("Remove/Any before", _sink.Told);
    }

    [Fact]
    public async Task Who_was_away_while_messages_were_taken_out_drops_what_it_holds()
    {
        await ListenAsync();
        for (var i = 0; i < 5; i++)
        {
            await _one.Factory.Bus.PublishAsync(CacheInvalidation.Remove("cache", Guid.NewGuid(), $"key {i}"));
        }

        using (var surgeon = FileConnection.Open(_one.Path, TimeSpan.FromSeconds(5), "written"))
        {
            surgeon.Execute("DELETE FROM invalidations WHERE seq <= 3");
        }

        Poll();

        Assert.Equal(["Distrust", "Remove/Any key 3", "Remove/Any key 4", "Trust"], _sink.Told);
    }

    [Fact]
    public async Task Nothing_is_missed_when_all_messages_were_taken_out()
    {
        await ListenAsync();
        await _one.Factory.Bus.PublishAsync(CacheInvalidation.Remove("cache", Guid.NewGuid(), "key"));
        using (var surgeon = FileConnection.Open(_one.Path, TimeSpan.FromSeconds(5), "written"))
        {
            surgeon.Execute("DELETE FROM invalidations");
        }

        Poll();
        Assert.Equal(["Distrust", "Trust"], _sink.Told);
        _sink.Forget();
        await _one.Factory.Bus.PublishAsync(CacheInvalidation.Remove("cache", Guid.NewGuid(), "next"));
        Poll();

        Assert.Equal(["Remove/Any next"], _sink.Told);
    }

    [Fact]
    public async Task More_messages_than_are_read_at_a_time_arrive_in_one_poll()
    {
        await ListenAsync();
        var count = FeedReader.MostAtOnce + 7;
        await Task.WhenAll(Enumerable.Range(0, count).Select(
            i => _one.Factory.Bus.PublishAsync(CacheInvalidation.Remove("cache", Guid.NewGuid(), $"key {i}")).AsTask()));

        Poll();

        Assert.Equal(count, _sink.Told.Distinct().Count());
    }

    [Fact]
    public async Task A_sink_that_throws_drops_what_it_holds()
    {
        await ListenAsync();
        _sink.Throws = true;
        await _one.Factory.Bus.PublishAsync(CacheInvalidation.Remove("cache", Guid.NewGuid(), "key"));

        Poll();

        Assert.Equal(["Distrust", "Trust"], _sink.Told);
    }

    [Fact]
    public async Task A_file_that_was_put_aside_by_another_process_is_noticed_and_the_new_one_used()
    {
        await ListenAsync();
        await _other.SetAsync("key", "in the old file");
        foreach (var part in (string[])["", "-wal", "-shm"])
        {
            File.Move(_one.Path + part, $"{_one.Path}.aside{part}");
        }

        await _one.CloseAsync();
        await _one.SetAsync("key", "in the new file");
        await Eventually.IsTrue("the other file is noticed", () =>
        {
            Poll();
            return _sink.Told.Contains("Distrust") && _sink.Told[^1] == "Trust";
        });

        Assert.Equal("in the new file", await _other.GetAsync("key"));
        _sink.Forget();
        await _one.Factory.Bus.PublishAsync(CacheInvalidation.Remove("cache", Guid.NewGuid(), "key"));
        Poll();
        Assert.Equal(["Remove/Any key"], _sink.Told);
    }

    [Fact]
    public async Task A_subscription_that_has_ended_hears_nothing()
    {
        var subscription = await ListenAsync();

        subscription.Dispose();
        subscription.Dispose();
        await _one.Factory.Bus.PublishAsync(CacheInvalidation.Remove("cache", Guid.NewGuid(), "key"));
        Poll();

        Assert.Empty(_sink.Told);
    }

    [Fact]
    public void The_mode_and_its_delay_are_visible() =>
        Assert.Equal(TimeSpan.FromMilliseconds(100), _one.Factory.InvalidationDelay);

    private async Task<IDisposable> ListenAsync()
    {
        await _one.SetAsync("open", "the file");
        await _other.SetAsync("open", "the file");
        var subscription = _other.Factory.Bus.Subscribe("cache", _sink);
        Poll();
        Assert.Equal(["Distrust", "Trust"], _sink.Told);
        _sink.Forget();
        return subscription;
    }

    // The clock's timer polls on this thread: when it is back, what there was has been delivered.
    private void Poll() => _other.Clock.Advance(_other.Options.PollEvery);
}
