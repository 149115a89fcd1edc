using Larder.Invalidation;
using Larder.Testing;

namespace Larder.Tests.Invalidation;

public sealed class QueuedInvalidationBusSpec
{
    private readonly QueuedInvalidationBus _bus = new();
    private readonly RecordingSink[] _sinks = [new(), new(), new()];

    public QueuedInvalidationBusSpec()
    {
        foreach (var sink in _sinks) _bus.Subscribe("c", sink);
    }

    [Fact]
    public void Nothing_arrives_before_the_test_says_so_and_the_test_chooses_the_order()
    {
        Publish("a", "b");
        Assert.Empty(_sinks[1].Told);

        Assert.True(_bus.Deliver(1, place: 1));
        Assert.True(_bus.Deliver(1));
        Assert.False(_bus.Deliver(1));

        Assert.Equal(["Remove b", "Remove a"], _sinks[1].Told);
        Assert.Equal(["a", "b"], _bus.PendingFor(2).Select(message => message.Key));
        Assert.Empty(_bus.PendingFor(0));
    }

    [Fact]
    public void Delivering_everything_in_a_random_order_leaves_nothing()
    {
        Publish("a", "b", "c", "d");

        var delivered = _bus.DeliverAll(new SeededRandom(1));

        Assert.Equal((8, 0), (delivered, _bus.Pending));
        Assert.Equal(["Remove a", "Remove b", "Remove c", "Remove d"], _sinks[2].Told.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Whoever_is_cut_off_knows_it_and_loses_what_was_on_its_way()
    {
        Publish("before");
        _bus.CutOff(1);
        Publish("meanwhile");
        _bus.Join(1);
        Publish("after");

        _bus.DeliverAll();

        Assert.Equal(["Distrust", "Trust", "Remove after"], _sinks[1].Told);
        Assert.Equal(["Remove before", "Remove meanwhile", "Remove after"], _sinks[2].Told);
    }

    private void Publish(params string[] keys)
    {
        foreach (var key in keys) _ = _bus.PublishAsync(CacheInvalidation.Remove("c", _sinks[0].Origin, key)).AsTask();
    }
}
