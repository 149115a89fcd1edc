namespace Larder.Tiers;

/// <summary>The token of one guarded call: cancelled when its time is over, or when its caller gives up.</summary>
internal sealed class CallLimit : IDisposable
{
    private readonly CancellationTokenSource _time;
    private readonly CancellationTokenSource? _both;
    private bool _isLeft;

    internal CallLimit(TimeSpan limit, TimeProvider time, CancellationToken caller)
    {
        _time = new CancellationTokenSource(limit, time);
        _both = caller.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(_time.Token, caller) : null;
    }

    internal CancellationToken Token => (_both ?? _time).Token;

    /// <summary>Whether the time of the call is over.</summary>
    internal bool IsOver => _time.IsCancellationRequested;

    /// <summary>The tier may still be at it: the token is cancelled, and stays usable for as long as the tier looks at it.</summary>
    internal void Leave()
    {
        _isLeft = true;
        _time.Cancel();
    }

    public void Dispose()
    {
        if (!_isLeft)
        {
            _both?.Dispose();
            _time.Dispose();
        }
    }
}
