using Larder.Invalidation;
using Larder.Testing;

namespace Larder.Tests.Invalidation;

/// <summary>A bus whose test decides when, to whom and in which order messages arrive, and who is cut off.</summary>
/// <remarks>
/// Invariants. <c>_receivers</c> and their queues are guarded by <c>_gate</c>; sinks are called with no lock held. A
/// receiver that is cut off is distrusted first and loses what was on its way and what is published until it is joined
/// again. At most <see cref="MostPending"/> messages wait for one receiver.
/// </remarks>
internal sealed class QueuedInvalidationBus : IInvalidationBus
{
    public const int MostPending = 1_000_000;

    private readonly Lock _gate = new();
    private readonly List<Receiver> _receivers = [];

    /// <summary>How many messages wait, for all receivers together.</summary>
    public int Pending
    {
        get
        {
            lock (_gate) return _receivers.Sum(static receiver => receiver.Queue.Count);
        }
    }

    public ValueTask PublishAsync(CacheInvalidation what, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            foreach (var receiver in _receivers)
            {
                if (receiver.Cache != what.Cache || receiver.Sink.Origin == what.Origin || receiver.IsCutOff) continue;
                if (receiver.Queue.Count == MostPending)
                    throw new TestFailedException($"{MostPending} messages wait for one receiver, and nobody delivers them.");
                receiver.Queue.Add(what);
            }
        }

        return ValueTask.CompletedTask;
    }

    public IDisposable Subscribe(string cacheName, IInvalidationSink sink)
    {
        var receiver = new Receiver(this, cacheName, sink);
        lock (_gate) _receivers.Add(receiver);
        return receiver;
    }

    /// <summary>What waits for the receiver that came as number <paramref name="index"/>, oldest first.</summary>
    public IReadOnlyList<CacheInvalidation> PendingFor(int index)
    {
        lock (_gate) return [.. _receivers[index].Queue];
    }

    /// <summary>Delivers one message to one receiver: the oldest, or the one at <paramref name="place"/>.</summary>
    /// <returns>False if there is none.</returns>
    public bool Deliver(int index, int place = 0)
    {
        CacheInvalidation what;
        IInvalidationSink sink;
        lock (_gate)
        {
            var receiver = _receivers[index];
            if (place >= receiver.Queue.Count) return false;
            (what, sink) = (receiver.Queue[place], receiver.Sink);
            receiver.Queue.RemoveAt(place);
        }

        sink.Apply(what);
        return true;
    }

    /// <summary>Delivers everything: to each receiver in order, or in an order drawn at random.</summary>
    /// <returns>How many messages arrived.</returns>
    public int DeliverAll(SeededRandom? random = null)
    {
        var delivered = 0;
        while (true)
        {
            int[] waiting;
            lock (_gate) waiting = [.. Enumerable.Range(0, _receivers.Count).Where(i => _receivers[i].Queue.Count > 0)];
            if (waiting.Length == 0) return delivered;
            var index = waiting[random?.Next(waiting.Length) ?? 0];
            var place = random?.Next(PendingFor(index).Count) ?? 0;
            if (Deliver(index, place)) delivered++;
        }
    }

    /// <summary>Breaks the connection of one receiver, which notices.</summary>
    public void CutOff(int index)
    {
        IInvalidationSink sink;
        lock (_gate) sink = _receivers[index].Sink;
        sink.Distrust();
        lock (_gate)
        {
            _receivers[index].IsCutOff = true;
            _receivers[index].Queue.Clear();
        }
    }

    /// <summary>Joins a receiver again, which drops everything.</summary>
    public void Join(int index)
    {
        IInvalidationSink sink;
        lock (_gate)
        {
            _receivers[index].IsCutOff = false;
            sink = _receivers[index].Sink;
        }

        sink.Trust();
    }

    private sealed class Receiver(QueuedInvalidationBus bus, string cache, IInvalidationSink sink) : IDisposable
    {
        public string Cache { get; } = cache;

        public IInvalidationSink Sink { get; } = sink;

        public List<CacheInvalidation> Queue { get; } = [];

        public bool IsCutOff { get; set; }

        public void Dispose()
        {
            lock (bus._gate) bus._receivers.Remove(this);
        }
    }
}
