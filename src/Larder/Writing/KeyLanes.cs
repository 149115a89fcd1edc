namespace Larder.Writing;

/// <summary>Lets those who write one key to a tier pass one after the other, so that memory and tier see them in one order.</summary>
/// <remarks>Invariants: guarded by <c>_gate</c>. A key stands in the table while somebody is in its lane or waits for it; what stands there is the end of the last one's stay.</remarks>
internal sealed class KeyLanes
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Task> _last = new(StringComparer.Ordinal);

    /// <summary>Waits for the lane of a key; disposing the stay lets the next one in.</summary>
    internal async ValueTask<Stay> EnterAsync(string key)
    {
        var stay = new Stay(this, key);
        Task? before;
        lock (_gate)
        {
            _last.TryGetValue(key, out before);
            _last[key] = stay.Ended;
        }

        if (before is not null)
        {
            await before.ConfigureAwait(false);
        }

        return stay;
    }

    /// <summary>Waits for the lanes of several keys: in an order that all have in common, so that nobody waits in a circle.</summary>
    internal async ValueTask<Stay[]> EnterAllAsync(IEnumerable<string> keys)
    {
        var stays = new List<Stay>();
        foreach (var key in keys.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            stays.Add(await EnterAsync(key).ConfigureAwait(false));
        }

        return [.. stays];
    }

    private void Leave(string key, Task ended)
    {
        lock (_gate)
        {
            if (ReferenceEquals(_last[key], ended))
            {
                _last.Remove(key);
            }
        }
    }

    /// <summary>Somebody's turn in the lane of a key.</summary>
    internal sealed class Stay(KeyLanes lanes, string key) : IDisposable
    {
        private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task Ended => _end.Task;

        public void Dispose()
        {
            lanes.Leave(key, _end.Task);
            _end.TrySetResult();
        }
    }
}
