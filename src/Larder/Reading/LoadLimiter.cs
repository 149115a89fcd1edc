namespace Larder.Reading;

/// <summary>How many loads of one cache run at a time, and how many more may wait for their turn.</summary>
/// <remarks>
/// Invariants: at most <c>running</c> places are taken, as the semaphore counts them; at most <c>waiting</c> callers wait,
/// as <c>_waiting</c> counts them, by atomic addition before they wait and after.
/// </remarks>
internal sealed class LoadLimiter(string cache, int running, int waiting) : IDisposable
{
    private readonly SemaphoreSlim _places = new(running, running);
    private int _waiting;

    internal int Running => running - _places.CurrentCount;

    internal int Waiting => Volatile.Read(ref _waiting); // partner: the additions in EnterAsync

    internal bool TryEnter() => _places.Wait(0);

    /// <summary>Waits for a place, or until none is needed any more.</summary>
    /// <returns>Whether a place was taken.</returns>
    /// <exception cref="CacheOverloadedException">As many wait as may.</exception>
    internal async ValueTask<bool> EnterAsync(Task waived, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _waiting) > waiting)
        {
            Interlocked.Decrement(ref _waiting);
            throw Throw.Overloaded(cache, running, waiting);
        }

        try
        {
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var place = _places.WaitAsync(enough.Token);
            if (await Task.WhenAny(place, waived).ConfigureAwait(false) != place)
            {
                await enough.CancelAsync().ConfigureAwait(false);
            }

            // A place that came in the same moment is taken all the same: nobody else would give it back.
            await place.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (place.IsCompletedSuccessfully)
            {
                return true;
            }

            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    internal void Exit() => _places.Release();

    public void Dispose() => _places.Dispose();
}
