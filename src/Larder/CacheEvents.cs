using System.Collections.Immutable;

namespace Larder;

/// <summary>Tells listeners what happens in the caches of one manager.</summary>
/// <remarks>
/// Invariants: <c>_listeners</c> is replaced as a whole, by compare-and-swap. Who is told once more after he stopped listening
/// was being told at that moment.
/// </remarks>
internal sealed class CacheEvents
{
    private ImmutableArray<ICacheListener> _listeners = [];

    internal void Add(ICacheListener listener) =>
        ImmutableInterlocked.Update(ref _listeners, static (all, one) => all.Add(one), listener);

    internal void Remove(ICacheListener listener) =>
        ImmutableInterlocked.Update(ref _listeners, static (all, one) => all.Remove(one), listener);

    internal void TellOfLoad(string cache, TimeSpan took, LoadResult result)
    {
        foreach (var listener in _listeners) // one reference, read whole; whatever it leads to never changes
        {
            listener.OnLoad(cache, took, result);
        }
    }
}
