namespace Larder.Testing;

/// <summary>A named meeting point: nobody leaves before all parties have come; then the next round begins.</summary>
/// <remarks>
/// Invariants. <c>_arrived</c> and <c>_round</c> are guarded by <c>_gate</c>; fewer than <c>parties</c> wait at any
/// time in the round under way. The last one to come replaces the round before it releases the others, so a fast
/// thread that comes again enters the next round. What anybody did before coming is seen by all who leave.
/// </remarks>
public sealed class Rendezvous
{
    private readonly Lock _gate = new();
    private readonly TimeSpan _limit;
    private TaskCompletionSource _round = NewRound();
    private int _arrived;

    /// <summary>A meeting of <paramref name="parties"/> parties.</summary>
    public Rendezvous(string name, int parties, TimeSpan? limit = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parties, 1);
        Name = name;
        Parties = parties;
        _limit = limit ?? WaitLimit.Default;
    }

    /// <summary>The name that a failure tells.</summary>
    public string Name { get; }

    /// <summary>How many must come.</summary>
    public int Parties { get; }

    /// <summary>Blocks until all have come, or fails and says how many were missing.</summary>
    public void Meet()
    {
        if (!Arrive().Wait(_limit)) throw Hopeless(null);
    }

    /// <summary>Waits until all have come, or fails and says how many were missing.</summary>
    public async Task MeetAsync()
    {
        try
        {
            await Arrive().WaitAsync(_limit);
        }
        catch (TimeoutException timeout)
        {
            throw Hopeless(timeout);
        }
    }

    private Task Arrive()
    {
        TaskCompletionSource complete;
        lock (_gate)
        {
            if (++_arrived < Parties) return _round.Task;
            complete = _round;
            _round = NewRound();
            _arrived = 0;
        }

        complete.SetResult();
        return complete.Task;
    }

    private TestFailedException Hopeless(Exception? cause)
    {
        lock (_gate)
        {
            return new TestFailedException(
                $"Only {_arrived} of {Parties} came to the rendezvous '{Name}' within {_limit}.", cause);
        }
    }

    private static TaskCompletionSource NewRound() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
