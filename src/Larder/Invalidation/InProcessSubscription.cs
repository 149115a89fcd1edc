namespace Larder.Invalidation;

/// <summary>One sink on an <see cref="InProcessInvalidationBus"/>, and whether it is to be believed.</summary>
/// <remarks>
/// Invariants. <c>_isDoubtful</c> is set before a sink that failed is told to distrust itself, and cleared only after it
/// has dropped everything; as long as it is set, each delivery asks for that again. Deliveries may run together; when two
/// of them fail at the same time the sink drops everything twice. No lock is held while the sink is called.
/// </remarks>
internal sealed class InProcessSubscription(InProcessInvalidationBus bus, string cacheName, IInvalidationSink sink) : IDisposable
{
    private bool _isDoubtful;

    internal string CacheName { get; } = cacheName;

    internal IInvalidationSink Sink { get; } = sink;

    public void Dispose() => bus.Remove(this);

    /// <summary>Tells the sink, whatever it does.</summary>
    /// <returns>How often it threw.</returns>
    internal int Deliver(CacheInvalidation what)
    {
        var faults = TryCall(static (sink, what) => sink.Apply(what), what);
        if (faults > 0)
        {
            Volatile.Write(ref _isDoubtful, true); // partner: the read below, by deliveries to come
            faults += TryCall(static (sink, _) => sink.Distrust(), what);
        }

        if (Volatile.Read(ref _isDoubtful)) // partner: the writes above and below
        {
            var failed = TryCall(static (sink, _) => sink.Trust(), what);
            faults += failed;
            if (failed == 0)
            {
                Volatile.Write(ref _isDoubtful, false); // partner: the read above
            }
        }

        return faults;
    }

    private int TryCall(Action<IInvalidationSink, CacheInvalidation> call, CacheInvalidation what)
    {
        try
        {
            call(Sink, what);
            return 0;
        }
        catch (Exception)
        {
            // Whatever one sink throws, the others must still hear of it.
            return 1;
        }
    }
}
