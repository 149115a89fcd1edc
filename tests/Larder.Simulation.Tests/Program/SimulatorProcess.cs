using System.Diagnostics;
using Larder.Testing;

namespace Larder.Simulation.Tests.Program;

/// <summary>The built simulator, run as a user runs it.</summary>
internal sealed class SimulatorProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    private SimulatorProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    public static SimulatorProcess Start(params string[] arguments)
    {
        string host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(host, [Path.Combine(AppContext.BaseDirectory, "Larder.Simulator.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        return new SimulatorProcess(Process.Start(start)!);
    }

    public static async Task<ProgramOutput> Run(params string[] arguments)
    {
        using var simulator = Start(arguments);
        return await simulator.Finish();
    }

    public async Task<string?> ReadLine()
    {
        using var patience = new CancellationTokenSource(WaitLimit.Team);
        return await _process.StandardOutput.ReadLineAsync(patience.Token);
    }

    public async Task<ProgramOutput> Finish()
    {
        using var patience = new CancellationTokenSource(WaitLimit.Team);
        string output = await _process.StandardOutput.ReadToEndAsync(patience.Token);
        string errors = await _errors;
        await _process.WaitForExitAsync(patience.Token);
        return new ProgramOutput(_process.ExitCode, output, errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();

        _process.Dispose();
    }
}
