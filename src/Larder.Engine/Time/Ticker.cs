namespace Larder.Engine.Time;

/// <summary>The one thread that advances the clock of the system, from the first lease to the last.</summary>
/// <remarks>
/// Invariants: <c>_isStopped</c> is guarded by <c>_signal</c> and set once. Advancing the clock under that lock is
/// harmless: it takes no other, and nobody but <see cref="Stop"/> waits for this one. The thread is a background
/// thread: it never keeps a process alive.
/// </remarks>
internal sealed class Ticker
{
    private readonly CoarseClock _clock;
    private readonly object _signal = new();
    private bool _isStopped;

    internal Ticker(CoarseClock clock)
    {
        _clock = clock;

        // Whoever leases first may do so in the middle of a request, whose context must not live as long as the thread.
        new Thread(Run) { IsBackground = true, Name = "Larder clock" }.UnsafeStart();
    }

    /// <summary>Tells the thread to end; it does so within one advance of the clock.</summary>
    internal void Stop()
    {
        lock (_signal)
        {
            _isStopped = true;
            Monitor.Pulse(_signal);
        }
    }

    private void Run()
    {
        lock (_signal)
        {
            while (!_isStopped)
            {
                _clock.Advance();
                Monitor.Wait(_signal, CoarseClock.Tick);
            }
        }
    }
}
