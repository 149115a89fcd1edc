using System.Collections.Concurrent;

namespace Larder.Engine.Store;

/// <summary>Removals that the listener has not been told of yet.</summary>
/// <remarks>
/// Invariants.
/// <list type="bullet">
/// <item>News is put down under whatever lock the removal needed, and told with no lock held. The queue hands each piece
/// out once, so each is told exactly once.</item>
/// <item>One thread tells at a time: <see cref="_telling"/> goes from 0 to 1 by compare-and-swap. A thread that comes
/// meanwhile, a listener that writes to the store among them, leaves its news to the one that tells; that one looks at
/// the queue again after it has stopped telling, so nothing is left behind and nothing recurses.</item>
/// <item>A thread tells what is there when it comes, and what came meanwhile, <see cref="MostRounds"/> times over; then a
/// thread of the pool goes on, so that a writer does not tell the news of others for ever.</item>
/// </list>
/// </remarks>
internal sealed class RemovalNews<TKey, TValue>(IRemovalListener<TKey, TValue> listener)
    where TKey : notnull
{
    /// <summary>How often a thread looks for more news before it goes on with its own work.</summary>
    internal const int MostRounds = 64;

    private readonly ConcurrentQueue<(TKey Key, TValue Value, RemovalCause Cause)> _untold = new();
    private long _failures;
    private int _telling;

    internal long Failures => Interlocked.Read(ref _failures);

    internal void PutDown(TKey key, TValue value, RemovalCause cause) => _untold.Enqueue((key, value, cause));

    internal void Tell()
    {
        // The partner of this exchange is the one below, which is a full fence between ceasing and looking again.
        for (var round = 0; !_untold.IsEmpty; round++)
        {
            if (round == MostRounds)
            {
                ThreadPool.UnsafeQueueUserWorkItem(static news => news.Tell(), this, preferLocal: false);
                return;
            }

            if (Interlocked.CompareExchange(ref _telling, 1, 0) != 0)
            {
                return;
            }

            TellWhatIsThere();
            Interlocked.Exchange(ref _telling, 0);
        }
    }

    private void TellWhatIsThere()
    {
        for (var left = _untold.Count; left > 0 && _untold.TryDequeue(out var news); left--)
        {
            TellOne(news.Key, news.Value, news.Cause);
        }
    }

    private void TellOne(TKey key, TValue value, RemovalCause cause)
    {
        try
        {
            listener.OnRemoved(key, value, cause);
        }
#pragma warning disable CA1031 // Whatever a listener throws, the write that led here has succeeded and must say so.
        catch (Exception)
#pragma warning restore CA1031
        {
            Interlocked.Increment(ref _failures);
        }
    }
}
