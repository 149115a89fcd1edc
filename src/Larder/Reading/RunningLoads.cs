namespace Larder.Reading;

/// <summary>Every load that a cache has started and that has not ended, so that disposing can end and await them.</summary>
/// <remarks>Invariants: the set and <c>_closed</c> are guarded by <c>_gate</c>. No load is added once it is closed.</remarks>
internal sealed class RunningLoads
{
    private readonly Lock _gate = new();
    private readonly HashSet<LoadFlight> _loads = [];
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _closed;

    internal int Count
    {
        get
        {
            lock (_gate)
            {
                return _loads.Count;
            }
        }
    }

    /// <summary>Adds a load; one that is there already stays there.</summary>
    /// <returns>False when no load may start any more.</returns>
    internal bool TryAdd(LoadFlight load)
    {
        lock (_gate)
        {
            if (!_closed)
            {
                _loads.Add(load);
            }

            return !_closed;
        }
    }

    internal void Remove(LoadFlight load)
    {
        bool last;
        lock (_gate)
        {
            _loads.Remove(load);
            last = _closed && _loads.Count == 0;
        }

        if (last)
        {
            _empty.TrySetResult();
        }
    }

    /// <summary>Cancels every load, and waits until all have ended.</summary>
    internal Task StopAsync()
    {
        LoadFlight[] running;
        lock (_gate)
        {
            _closed = true;
            running = [.. _loads];
        }

        if (running.Length == 0)
        {
            _empty.TrySetResult();
        }

        foreach (var load in running)
        {
            load.Stop();
        }

        return _empty.Task;
    }
}
