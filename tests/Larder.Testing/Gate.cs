namespace Larder.Testing;

/// <summary>A named gate: who comes waits until the test opens it, and it stays open.</summary>
/// <remarks>
/// Invariants. A gate goes from closed to open once and never back, and whatever happened before <see cref="Open"/> is
/// seen by whoever passed (the task orders it). Continuations never run on the thread that opens.
/// <see cref="Arrivals"/> counts who came, passed or not, by Interlocked alone.
/// </remarks>
public sealed class Gate(string name, TimeSpan? limit = null)
{
    private readonly TimeSpan _limit = limit ?? WaitLimit.Default;
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _arrivals;

    /// <summary>The name that a failure tells.</summary>
    public string Name { get; } = name;

    /// <summary>Whether the gate has been opened.</summary>
    public bool IsOpen => _opened.Task.IsCompleted;

    // Partner: the increment in Arrive.
    /// <summary>How many have come so far.</summary>
    public int Arrivals => Volatile.Read(ref _arrivals);

    /// <summary>Lets everybody through, now and later.</summary>
    public void Open() => _opened.TrySetResult();

    /// <summary>Blocks until the gate is open, or fails with its name.</summary>
    public void Wait()
    {
        Arrive();
        if (!_opened.Task.Wait(_limit)) throw Hopeless(null);
    }

    /// <summary>Waits until the gate is open, or fails with its name.</summary>
    public async Task WaitAsync()
    {
        Arrive();
        try
        {
            await _opened.Task.WaitAsync(_limit);
        }
        catch (TimeoutException timeout)
        {
            throw Hopeless(timeout);
        }
    }

    // Partner: the read in Arrivals.
    private void Arrive() => Interlocked.Increment(ref _arrivals);

    private TestFailedException Hopeless(Exception? cause) =>
        new($"Nobody opened the gate '{Name}' within {_limit}.", cause);
}
