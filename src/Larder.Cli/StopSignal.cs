using System.Runtime.InteropServices;
using Larder.Cli.Output;

namespace Larder.Cli;

/// <summary>
/// Turns the first Ctrl-C, or the first request to terminate, into a cancellation, so that what was measured is still
/// reported. The second ends the process at once.
/// </summary>
/// <remarks>
/// Invariants. A signal handler runs on a thread of the runtime: it notes the exit code and then cancels the source;
/// the cancellation publishes the code to whoever saw the token.
/// </remarks>
internal sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    public StopSignal()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, ExitCode.Interrupted));
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, ExitCode.Terminated));
    }

    public CancellationToken Token => _source.Token;

    /// <summary>The exit code that tells the shell which signal it was.</summary>
    public int Code { get; private set; }

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _source.Dispose();
    }

    private void Stop(PosixSignalContext context, int code)
    {
        if (_source.IsCancellationRequested)
            return;

        context.Cancel = true;
        Code = code;
        _source.Cancel();
    }
}
