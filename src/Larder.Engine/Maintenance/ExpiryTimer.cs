using Larder.Engine.Entries;
using Larder.Engine.Time;

namespace Larder.Engine.Maintenance;

/// <summary>Wakes maintenance when the wheel has something due, and never otherwise.</summary>
/// <remarks>
/// Invariants: <see cref="_armedFor"/> is the instant the timer is set to, or never; it and the timer are written under
/// <see cref="_gate"/>. Reading it without the lock may only lead to taking the lock once too often: an arming that
/// moves the instant earlier is written before it returns. Lock order: taken alone, with no other lock held.
/// </remarks>
internal sealed class ExpiryTimer(TimeProvider time, CoarseClock clock, Action run) : IDisposable, IAsyncDisposable
{
    // Entries are met by their deadline on access anyway; waking more often than this would only burn power.
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(24);

    private readonly Lock _gate = new();
    private ITimer? _timer;
    private long _armedFor = EntryNode.Never;
    private bool _disposed;

    /// <summary>Makes sure that maintenance runs at an instant of the coarse clock, or earlier.</summary>
    internal void Arm(long due)
    {
        if (due >= Volatile.Read(ref _armedFor)) // partner: the write below
        {
            return;
        }

        lock (_gate)
        {
            if (_disposed || due >= _armedFor)
            {
                return;
            }

            Volatile.Write(ref _armedFor, due);
            var wait = TimeSpan.FromTicks(Math.Clamp(due - clock.Now, ShortestWait.Ticks, LongestWait.Ticks));
            _timer ??= Create();
            _timer.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _timer?.Dispose();
        }
    }

    /// <summary>Ends the timer, and waits for a run that has begun.</summary>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return _timer?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    /// <summary>A timer that knows us weakly: a forgotten store is collected, however far its next deadline.</summary>
    private ITimer Create()
    {
        // Without the context of whoever wrote first, which would live as long as the timer.
        bool suppress = !ExecutionContext.IsFlowSuppressed();
        var flow = suppress ? ExecutionContext.SuppressFlow() : default;
        try
        {
            return time.CreateTimer(
                static weak => FireIfAlive((WeakReference<ExpiryTimer>)weak!),
                new WeakReference<ExpiryTimer>(this),
                Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan);
        }
        finally
        {
            if (suppress)
            {
                flow.Undo();
            }
        }
    }

    private static void FireIfAlive(WeakReference<ExpiryTimer> weak)
    {
        if (weak.TryGetTarget(out var timer))
        {
            timer.Fire();
        }
    }

    private void Fire()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            Volatile.Write(ref _armedFor, EntryNode.Never); // partner: the read in Arm
        }

        run();
    }
}
