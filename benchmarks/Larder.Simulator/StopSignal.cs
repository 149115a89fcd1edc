using System.Runtime.InteropServices;

namespace Larder.Simulator;

/// <summary>
/// Turns the first Ctrl-C, or a request to terminate, into a cancellation, so that finished runs are still reported. The
/// second ends the process at once.
/// </summary>
/// <remarks>
/// Invariants. A signal handler runs on a thread of the runtime and only cancels the source; the token publishes that.
/// </remarks>
internal sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    public StopSignal()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _source.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = !_source.IsCancellationRequested;
        _source.Cancel();
    }
}
