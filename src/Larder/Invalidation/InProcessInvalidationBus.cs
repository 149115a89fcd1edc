using System.Collections.Concurrent;
using System.Diagnostics;

namespace Larder.Invalidation;

/// <summary>Joins caches of one process: a message has arrived everywhere when publishing it returns.</summary>
/// <remarks>
/// <para>
/// A sink that throws stops nobody. It has not applied the message, so it is told to distrust its memory, and to trust it
/// again once it has dropped everything; should that fail as well, it stays distrusted and is asked again with the next
/// message.
/// </para>
/// <para>
/// Invariants.
/// <list type="bullet">
/// <item>The list of a cache name is never changed, only replaced, under <c>_gate</c>. Publishing reads it without a lock:
/// who subscribes meanwhile may miss the message, and has loaded nothing yet that it could make untrue.</item>
/// <item>A list that has become empty leaves the dictionary, so names do not add up. At most
/// <see cref="MostSubscribers"/> subscribe to one name.</item>
/// <item>Sinks are called with no lock held. One that publishes while it applies is served
/// <see cref="MostNested"/> times over on one thread, and then refused, so that sinks cannot chase each other for ever.
/// </item>
/// </list>
/// </para>
/// </remarks>
public sealed class InProcessInvalidationBus : IInvalidationBus
{
    /// <summary>How many sinks may subscribe to one cache name.</summary>
    public const int MostSubscribers = 1_024;

    /// <summary>How deep deliveries may be nested on one thread.</summary>
    internal const int MostNested = 8;

    [ThreadStatic]
    private static int _nested;

    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, InProcessSubscription[]> _byCache = new(StringComparer.Ordinal);
    private long _faults;

    /// <summary>How often a sink threw.</summary>
    public long Faults => Interlocked.Read(ref _faults);

    /// <summary>How many sinks subscribe now, to all names together.</summary>
    internal int Subscribers => _byCache.Sum(static pair => pair.Value.Length);

    /// <inheritdoc/>
    /// <remarks>The message has been delivered when this returns. It is delivered even to a caller who has given up:
    /// half an invalidation would leave the caches apart.</remarks>
    public ValueTask PublishAsync(CacheInvalidation what, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(what);
        if (_nested == MostNested)
        {
            Throw.PublishedWhileApplying(MostNested);
        }

        if (_byCache.TryGetValue(what.Cache, out var subscriptions))
        {
            Deliver(what, subscriptions);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException"><see cref="MostSubscribers"/> subscribe to this name already.</exception>
    public IDisposable Subscribe(string cacheName, IInvalidationSink sink)
    {
        ArgumentNullException.ThrowIfNull(cacheName);
        ArgumentNullException.ThrowIfNull(sink);

        var added = new InProcessSubscription(this, cacheName, sink);
        lock (_gate)
        {
            var others = _byCache.GetValueOrDefault(cacheName, []);
            if (others.Length == MostSubscribers)
            {
                Throw.TooManySubscribers(cacheName, MostSubscribers);
            }

            _byCache[cacheName] = [.. others, added];
        }

        return added;
    }

    /// <summary>Called by a subscription, any number of times.</summary>
    internal void Remove(InProcessSubscription subscription)
    {
        lock (_gate)
        {
            var left = _byCache.GetValueOrDefault(subscription.CacheName, [])
                .Where(other => !ReferenceEquals(other, subscription))
                .ToArray();
            if (left.Length == 0)
            {
                _byCache.TryRemove(subscription.CacheName, out _);
            }
            else
            {
                _byCache[subscription.CacheName] = left;
            }
        }
    }

    private void Deliver(CacheInvalidation what, InProcessSubscription[] subscriptions)
    {
        Debug.Assert(!_gate.IsHeldByCurrentThread, "Sinks are called with no lock held.");

        _nested++;
        try
        {
            foreach (var subscription in subscriptions)
            {
                if (subscription.Sink.Origin != what.Origin)
                {
                    Interlocked.Add(ref _faults, subscription.Deliver(what));
                }
            }
        }
        finally
        {
            _nested--;
        }
    }
}
