namespace Larder.Invalidation;

/// <summary>Carries the news of what is no longer true between caches of one name, in one process or many.</summary>
/// <remarks>
/// All members may run together. A message is delivered at least once to every other subscriber of its cache, or the
/// subscriber is told to distrust what it holds: none is left believing what it should have been told is untrue. Messages
/// may come twice and in any order, because every one of them only takes away.
/// </remarks>
public interface IInvalidationBus
{
    /// <summary>Tells all other subscribers of the cache.</summary>
    /// <param name="what">What is no longer true.</param>
    /// <param name="cancellationToken">Ends the wait, and does not take back what is on its way.</param>
    /// <returns>Ends when the message is on its way; with some buses, when it has arrived.</returns>
    ValueTask PublishAsync(CacheInvalidation what, CancellationToken cancellationToken = default);

    /// <summary>Delivers to a sink what the others publish about a cache, until the subscription is disposed.</summary>
    /// <param name="cacheName">The name of the cache.</param>
    /// <param name="sink">Who is told. A bus that is not connected yet tells it to distrust its memory first.</param>
    /// <returns>The subscription. Disposing it twice is allowed; a delivery that is under way may still arrive.</returns>
    IDisposable Subscribe(string cacheName, IInvalidationSink sink);
}
