namespace Larder.Engine.Pressure;

/// <summary>A timer that does not keep alive what it calls, and ends itself when that was collected.</summary>
internal sealed class WeakTimer : IAsyncDisposable
{
    private readonly WeakReference<MemoryPressure> _target;
    private readonly ITimer _timer;

    internal WeakTimer(MemoryPressure target, TimeProvider time, TimeSpan interval)
    {
        _target = new WeakReference<MemoryPressure>(target);

        bool suppress = !ExecutionContext.IsFlowSuppressed();
        var flow = suppress ? ExecutionContext.SuppressFlow() : default;
        try
        {
            // Not due yet, so that no tick finds the field still empty. Without the context of whoever made the store,
            // which would live as long as the timer.
            _timer = time.CreateTimer(
                static state => ((WeakTimer)state!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
        finally
        {
            if (suppress)
            {
                flow.Undo();
            }
        }

        _timer.Change(interval, interval);
    }

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private void Tick()
    {
        if (_target.TryGetTarget(out var target))
        {
            target.Check();
        }
        else
        {
            _timer.Dispose();
        }
    }
}
