using Larder.Invalidation;

namespace Larder.Sqlite.Tier;

/// <summary>One sink on the feed, and whether it believes its memory.</summary>
/// <remarks>
/// Invariants: called by the poll alone, but for the first distrust, which comes before the poll can see it. A sink that throws
/// has not applied the message: it is distrusted until it has dropped everything, and asked for that with every poll.
/// </remarks>
internal sealed class FeedSubscription(SqliteBus bus, string cacheName, IInvalidationSink sink) : IDisposable
{
    private bool _isTrusted;

    internal string CacheName => cacheName;

    public void Dispose() => bus.Remove(this);

    internal void Distrust()
    {
        _isTrusted = false;
        TryCall(sink.Distrust);
    }

    /// <summary>News arrive: what is held and may be old is dropped, unless the sink believes already.</summary>
    internal void Trust() => _isTrusted = _isTrusted || TryCall(sink.Trust);

    internal void Apply(CacheInvalidation what)
    {
        if (sink.Origin != what.Origin && !TryCall(() => sink.Apply(what)))
        {
            Distrust();
            Trust();
        }
    }

    private static bool TryCall(Action call)
    {
        try
        {
            call();
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }
}
