using System.Runtime.InteropServices;
using Larder.Server.Configuration;

namespace Larder.Server.Hosting;

/// <summary>
/// The end of the server, in order: the signal, from which on it is not ready; a time in which it still listens, so that
/// balancers may notice; then no new connections, and requests in flight finish. A second signal, or the time limit, cuts
/// that short.
/// </summary>
/// <remarks>Invariants. Signals are counted by atomic addition. Once the end is cut short it stays so.</remarks>
internal sealed class Drain : IDisposable
{
    private readonly WebApplication _app;
    private readonly ServerLimits _limits;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _hurry = new();
    private readonly IReadOnlyList<PosixSignalRegistration> _signals;
    private int _count;

    public Drain(WebApplication app, ServerLimits limits, TimeProvider time)
    {
        _app = app;
        _limits = limits;
        _time = time;
        _signals =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Count),
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Count),
        ];
    }

    /// <summary>Waits until the server is told to stop, and stops it.</summary>
    /// <returns>Whether everything that was begun could be finished.</returns>
    public async Task<bool> RunAsync()
    {
        await ToldToStopAsync();
        await Task.Delay(_limits.DrainDelay, _time, _hurry.Token)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        using var limit = new CancellationTokenSource(_limits.DrainTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _hurry.Token);
        try
        {
            await _app.StopAsync(either.Token);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            return false;
        }

        return !either.IsCancellationRequested;
    }

    public void Dispose()
    {
        foreach (var signal in _signals)
            signal.Dispose();
        _hurry.Dispose();
    }

    private async Task ToldToStopAsync()
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = _app.Lifetime.ApplicationStopping.Register(told.SetResult);
        await told.Task;
    }

    // The first signal is the framework's to act upon; it must not end the process either way.
    private void Count(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _count) > 1)
            _hurry.Cancel();
    }
}
