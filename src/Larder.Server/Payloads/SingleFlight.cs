using System.Collections.Concurrent;

namespace Larder.Server.Payloads;

/// <summary>Lets simultaneous callers with one id wait for one piece of work.</summary>
/// <remarks>
/// Invariants. An id is in <c>_flights</c> from before its work begins until after the work has ended, well or badly, and
/// its leader alone takes it out. A follower gets the outcome of the flight it found, exception included; a caller that
/// comes later begins a new one. There are never more flights than requests, which the server bounds.
/// </remarks>
internal sealed class SingleFlight<T>
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<T>> _flights = new(StringComparer.Ordinal);

    /// <summary>Runs the work, or waits for the one that runs.</summary>
    /// <param name="id">What the work is for.</param>
    /// <param name="state">What the work needs.</param>
    /// <param name="work">The work. It must not depend on the caller's connection, because others wait for it.</param>
    /// <param name="cancellation">Ends the wait of a follower, and nothing else.</param>
    /// <returns>The outcome, and whether this caller ran the work.</returns>
    public async ValueTask<(T Outcome, bool IsLeader)> RunAsync<TState>(
        string id, TState state, Func<TState, ValueTask<T>> work, CancellationToken cancellation)
    {
        var own = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var flight = _flights.GetOrAdd(id, own);
        return flight == own
            ? (await LeadAsync(id, own, state, work), true)
            : (await flight.Task.WaitAsync(cancellation), false);
    }

    private async Task<T> LeadAsync<TState>(
        string id, TaskCompletionSource<T> flight, TState state, Func<TState, ValueTask<T>> work)
    {
        try
        {
            flight.SetResult(await work(state));
        }
        catch (Exception fault)
        {
            flight.SetException(fault);
        }

        // Out before the leader goes on: a caller that comes from here on looks in memory again, where the outcome is.
        _flights.TryRemove(id, out _);
        return await flight.Task;
    }
}
