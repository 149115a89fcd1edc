using Larder.Testing;

namespace Larder.Concurrency.Tests.Stores;

/// <summary>
/// A clock that stands still, and holds one thread up when that asks for the time: so a test stops a store in the
/// middle of what it does with deadlines.
/// </summary>
/// <remarks>Invariants: the thread is chosen before it asks, by itself; the step orders everything else.</remarks>
internal sealed class PausingClock : TimeProvider
{
    private const string Asking = "the chosen thread asks for the time";

    private readonly Stepper _steps = new();
    private int _chosen;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        // Partner: the write in ChooseThisThread, by the very thread that must see it.
        if (Volatile.Read(ref _chosen) == Environment.CurrentManagedThreadId) _steps.ReachAndBlock(Asking);
        return TimeSpan.TicksPerDay;
    }

    /// <summary>Called by the thread that is to be held up.</summary>
    internal void ChooseThisThread() => Volatile.Write(ref _chosen, Environment.CurrentManagedThreadId);

    /// <summary>Waits until the chosen thread is held up.</summary>
    internal void AwaitPause() => _steps.WaitFor(Asking).Wait();

    /// <summary>Lets the chosen thread go on, and hold up no more.</summary>
    internal void GoOn() => _steps.Release(Asking);
}
