namespace Larder.Testing;

/// <summary>A timer of a <see cref="ManualClock"/>.</summary>
/// <remarks>
/// Invariants: <see cref="Due"/>, <see cref="Sequence"/>, <see cref="Period"/> and <see cref="IsDisposed"/> are guarded
/// by the gate of the clock, and the first two never change while the timer is in the schedule, which is ordered by
/// them.
/// </remarks>
internal sealed class ManualTimer(ManualClock clock, TimerCallback callback, object? state) : ITimer
{
    internal static readonly IComparer<ManualTimer> ByDueTime = Comparer<ManualTimer>.Create(
        static (left, right) => (left.Due, left.Sequence).CompareTo((right.Due, right.Sequence)));

    // The timers of the system run their callback in the context that created them, so code under test may rely on it.
    private readonly ExecutionContext? _context = ExecutionContext.Capture();

    internal long Due { get; set; }

    internal long Sequence { get; set; } = -1;

    /// <summary>Ticks between firings; zero for a timer that fires once.</summary>
    internal long Period { get; set; }

    internal bool IsDisposed { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period) => clock.Schedule(this, dueTime, period);

    public void Dispose() => clock.Forget(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    internal void Fire()
    {
        if (_context is null) callback(state);
        else ExecutionContext.Run(_context, static timer => ((ManualTimer)timer!).Call(), this);
    }

    private void Call() => callback(state);
}
