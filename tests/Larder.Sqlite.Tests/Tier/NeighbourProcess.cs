using System.Diagnostics;
using Larder.Testing;

namespace Larder.Sqlite.Tests.Tier;

/// <summary>Another process over the same file, led by commands.</summary>
internal sealed class NeighbourProcess : IAsyncDisposable
{
    private readonly Process _process;

    internal NeighbourProcess(string path)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.ArgumentList.Add(System.IO.Path.Combine(AppContext.BaseDirectory, "Larder.Sqlite.Neighbour.dll"));
        start.ArgumentList.Add(path);
        _process = Process.Start(start)!;
    }

    /// <summary>Gives a command and waits for its answer.</summary>
    internal async Task<string> AskAsync(string command)
    {
        await TellAsync(command);
        return await HearAsync();
    }

    internal Task TellAsync(string command) => _process.StandardInput.WriteLineAsync(command);

    internal async Task<string> HearAsync() =>
        await _process.StandardOutput.ReadLineAsync().WaitAsync(WaitLimit.Default)
        ?? throw new TestFailedException("The other process ended without an answer.");

    /// <summary>Ends the process in the middle of whatever it does.</summary>
    internal async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(WaitLimit.Default);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync().WaitAsync(WaitLimit.Default);
        }

        _process.Dispose();
    }
}
