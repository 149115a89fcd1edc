namespace Larder.Engine.Time;

/// <summary>Keeps a clock ticking.</summary>
/// <remarks>
/// Invariants: <c>_clock</c> goes from the clock to null once, by an exchange, and who took the clock out releases it;
/// so a lease is released exactly once, by whichever of its disposals and its finalizer comes first.
/// </remarks>
internal sealed class ClockLease(CoarseClock clock) : IDisposable
{
    private CoarseClock? _clock = clock;

    /// <summary>A store that nobody disposed must not keep the thread of the clock running for ever.</summary>
    ~ClockLease() => Release();

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    // The partners are the other calls of this method, from disposals that race and from the finalizer.
    private void Release() => Interlocked.Exchange(ref _clock, null)?.Release();
}
