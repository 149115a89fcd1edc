using System.Runtime.ExceptionServices;

namespace Larder.Engine.Flights;

/// <summary>A load whose followers wait on their own threads.</summary>
/// <remarks>
/// Invariants: the outcome is written once, by the leader, under <see cref="_gate"/>. The gate is made under the stripe
/// lock of the key when the first follower joins; the leader looks for it after the flight has ended, which happens
/// under that lock, so a follower that joined is always seen, and a load that nobody follows makes no gate at all.
/// A flight that was published and never shared is known to its leader alone. The leader gives it back under that lock
/// and never touches it again: the next load of the stripe may have it.
/// </remarks>
internal sealed class SyncFlight<TKey, TValue>(TKey key) : Flight<TKey>(key)
    where TKey : notnull
{
    private int _leaderThread = Environment.CurrentManagedThreadId;
    private object? _gate;
    private bool _done;
    private TValue? _value;
    private ExceptionDispatchInfo? _error;

    /// <summary>Makes a spare flight one of the calling thread, for another key.</summary>
    internal void Reuse(TKey another)
    {
        Key = another;
        WasBegun = false;
        _leaderThread = Environment.CurrentManagedThreadId;
    }

    internal void ExpectFollowerUnderLock()
    {
        _gate ??= new object();
        IsShared = true;
    }

    /// <summary>Waits for the leader; throws what the leader's factory threw.</summary>
    internal TValue Await()
    {
        if (_leaderThread == Environment.CurrentManagedThreadId)
        {
            Throw.OwnKeyInFactory();
        }

        lock (_gate!)
        {
            while (!_done)
            {
                Monitor.Wait(_gate);
            }
        }

        _error?.Throw();
        return _value!;
    }

    internal void Succeed(TValue value) => Release(value, null);

    internal void Fail(Exception error) => Release(default, error);

    private void Release(TValue? value, Exception? error)
    {
        if (_gate is null)
        {
            return;
        }

        lock (_gate)
        {
            _value = value;
            _error = error is null ? null : ExceptionDispatchInfo.Capture(error);
            _done = true;
            Monitor.PulseAll(_gate);
        }
    }
}
