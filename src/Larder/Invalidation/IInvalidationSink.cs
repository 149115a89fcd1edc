namespace Larder.Invalidation;

/// <summary>A cache, as a bus sees it: whoever holds copies and has to hear when they are no longer true.</summary>
/// <remarks>
/// A bus calls from its own threads and from those of publishers, several at once; every member is thread-safe, does not
/// wait, and does not publish.
/// </remarks>
public interface IInvalidationSink
{
    /// <summary>The origin of the messages this sink sends itself: a bus does not deliver them back to it.</summary>
    Guid Origin { get; }

    /// <summary>Forgets what a message says is untrue. When this returns, no caller can see it any more.</summary>
    /// <param name="what">The message. One that the sink has applied before does no harm.</param>
    void Apply(CacheInvalidation what);

    /// <summary>Messages may be missing from now on: nothing held is to be believed until <see cref="Trust"/>.</summary>
    void Distrust();

    /// <summary>
    /// Messages arrive again. The sink first drops everything it holds, loads in the air included, because it may have
    /// missed what made it untrue; then it believes its memory again.
    /// </summary>
    void Trust();
}
