using Larder.Invalidation;
using Larder.Testing;

namespace Larder.Tests.Invalidation;

public sealed class InProcessInvalidationBusSpec
{
    private readonly InProcessInvalidationBus _bus = new();
    private readonly RecordingSink _sender = new();
    private readonly RecordingSink _receiver = new();

    [Fact]
    public void A_message_has_reached_every_other_subscriber_when_publishing_returns()
    {
        var third = new RecordingSink();
        using var one = _bus.Subscribe("products", _sender);
        using var two = _bus.Subscribe("products", _receiver);
        using var three = _bus.Subscribe("products", third);

        var hasArrived = Publish("k");

        Assert.True(hasArrived);
        Assert.Equal(["Remove k"], _receiver.Told);
        Assert.Equal(["Remove k"], third.Told);
        Assert.Empty(_sender.Told);
    }

    [Fact]
    public void Subscribers_of_another_cache_hear_nothing()
    {
        using var other = _bus.Subscribe("Products", _receiver);

        Publish("k");

        Assert.Empty(_receiver.Told);
    }

    [Fact]
    public void Whoever_has_left_hears_nothing_more_and_leaves_nothing_behind()
    {
        var subscription = _bus.Subscribe("products", _receiver);
        using var second = _bus.Subscribe("products", new RecordingSink());

        subscription.Dispose();
        subscription.Dispose();
        Publish("k");
        second.Dispose();

        Assert.Empty(_receiver.Told);
        Assert.Equal(0, _bus.Subscribers);
    }

    [Fact]
    public void A_cancelled_caller_does_not_keep_others_from_hearing_the_truth()
    {
        using var subscription = _bus.Subscribe("products", _receiver);

        var published = _bus.PublishAsync(
            CacheInvalidation.Clear("products", _sender.Origin), new CancellationToken(canceled: true)).AsTask();

        Assert.True(published.IsCompletedSuccessfully);
        Assert.Equal(["Clear"], _receiver.Told);
    }

    [Fact]
    public void A_sink_that_throws_stops_nobody_and_has_to_drop_everything()
    {
        _receiver.OnApply = static _ => throw new InvalidOperationException("out of order");
        var third = new RecordingSink();
        using var two = _bus.Subscribe("products", _receiver);
        using var three = _bus.Subscribe("products", third);

        Publish("k");

        Assert.Equal(["Remove k"], third.Told);
        Assert.Equal(["Distrust", "Trust"], _receiver.Told);
        Assert.Equal(1, _bus.Faults);
    }

    [Fact]
    public void A_sink_that_cannot_drop_everything_stays_distrusted_and_is_asked_again()
    {
        var broken = true;
        _receiver.OnApply = _ => ThrowIf(broken);
        _receiver.OnTrust = () => ThrowIf(broken);
        using var subscription = _bus.Subscribe("products", _receiver);

        Publish("a");
        Assert.Equal(["Distrust"], _receiver.Told);
        broken = false;
        Publish("b");
        Publish("c");

        Assert.Equal(["Distrust", "Remove b", "Trust", "Remove c"], _receiver.Told);
        Assert.Equal(2, _bus.Faults);
    }

    [Fact]
    public void Sinks_that_publish_what_they_are_told_are_stopped()
    {
        _receiver.OnApply = _ => Publish("again", _receiver);
        _sender.OnApply = _ => Publish("and again", _sender);
        using var one = _bus.Subscribe("products", _sender);
        using var two = _bus.Subscribe("products", _receiver);

        Publish("k", new RecordingSink());

        Assert.True(_bus.Faults > 0);
        Assert.Contains("Distrust", _sender.Told.Concat(_receiver.Told));
        _receiver.OnApply = static _ => { };
        Publish("later");
        Assert.Equal("Remove later", _receiver.Told[^1]);
    }

    [Fact]
    public void Only_so_many_may_subscribe_to_one_name()
    {
        for (var i = 0; i < InProcessInvalidationBus.MostSubscribers; i++) _bus.Subscribe("products", _receiver);

        var refused = Assert.Throws<InvalidOperationException>(() => _bus.Subscribe("products", _receiver));

        Assert.Contains("\"products\" has 1024 subscribers", refused.Message, StringComparison.Ordinal);
        using var other = _bus.Subscribe("users", _receiver);
    }

    [Fact]
    public void What_is_missing_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => _bus.Subscribe(null!, _receiver));
        Assert.Throws<ArgumentNullException>(() => _bus.Subscribe("products", null!));
        Assert.Throws<ArgumentNullException>(() => { _ = _bus.PublishAsync(null!).AsTask(); });
    }

    [Fact]
    public void Coming_and_going_while_others_publish_disturbs_nobody_who_stays()
    {
        const int rounds = 2_000;
        using var stays = _bus.Subscribe("products", _receiver);

        ThreadTeam.Run(4, index =>
        {
            for (var i = 0; i < rounds; i++)
            {
                if (index < 2) Publish("k");
                else _bus.Subscribe("products", new RecordingSink()).Dispose();
            }
        });

        Assert.Equal(2 * rounds, _receiver.Told.Count);
        Assert.Equal((1, 0), (_bus.Subscribers, _bus.Faults));
    }

    private bool Publish(string key) => Publish(key, _sender);

    private bool Publish(string key, RecordingSink sender) =>
        _bus.PublishAsync(CacheInvalidation.Remove("products", sender.Origin, key)).AsTask().IsCompletedSuccessfully;

    private static void ThrowIf(bool broken)
    {
        if (broken) throw new InvalidOperationException("broken");
    }
}
