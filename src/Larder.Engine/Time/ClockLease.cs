namespace Larder.Engine.Time;

/// <summary>Keeps a clock ticking.</summary>
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

    /// <summary>Disposals may race: the one that takes the clock out releases it.</summary>
    private void Release() => Interlocked.Exchange(ref _clock, null)?.Release();
}
