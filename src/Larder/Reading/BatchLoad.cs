namespace Larder.Reading;

/// <summary>One run of a factory for the loads of several keys: cancelled when nobody waits for any of them.</summary>
/// <remarks>Invariants: <c>_left</c> is the number of loads that somebody may still wait for; it only falls, by atomic subtraction.</remarks>
internal sealed class BatchLoad : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<CancellationTokenRegistration> _registrations;
    private int _left;

    internal BatchLoad(IReadOnlyCollection<LoadFlight> loads)
    {
        _left = loads.Count;
        _registrations = [.. loads.Select(load => load.Token.UnsafeRegister(static batch => ((BatchLoad)batch!).LoseOne(), this))];
    }

    internal CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose(); // waits for a callback that is running, so that none comes after the source is gone
        }

        _stop.Dispose();
    }

    private void LoseOne()
    {
        if (Interlocked.Decrement(ref _left) == 0)
        {
            _stop.Cancel();
        }
    }
}
