using System.Collections.Concurrent;

namespace Larder.Engine.Store;

/// <summary>Removals that the listener has not been told of yet.</summary>
/// <remarks>
/// Invariants: news is put down under whatever lock the removal needed, and told with no lock held, by the thread that
/// caused it or by another that comes by first. The queue hands each piece of news to one thread, so each is told
/// exactly once.
/// </remarks>
internal sealed class RemovalNews<TKey, TValue>(IRemovalListener<TKey, TValue> listener)
    where TKey : notnull
{
    private readonly ConcurrentQueue<(TKey Key, TValue Value, RemovalCause Cause)> _untold = new();
    private long _failures;

    internal long Failures => Interlocked.Read(ref _failures);

    internal void PutDown(TKey key, TValue value, RemovalCause cause) => _untold.Enqueue((key, value, cause));

    internal void Tell()
    {
        while (_untold.TryDequeue(out var news))
        {
            try
            {
                listener.OnRemoved(news.Key, news.Value, news.Cause);
            }
#pragma warning disable CA1031 // Whatever a listener throws, the write that led here has succeeded and must say so.
            catch (Exception)
#pragma warning restore CA1031
            {
                Interlocked.Increment(ref _failures);
            }
        }
    }
}
