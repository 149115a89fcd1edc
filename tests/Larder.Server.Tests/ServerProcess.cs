using System.Diagnostics;
using Larder.Server.Configuration;

namespace Larder.Server.Tests;

/// <summary>The server as its users meet it: a process, two streams, signals and an exit code.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    // Far above any start or stop ever seen; it only keeps a hanging process from hanging the suite.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const string FirstAddressPrefix = "  http";

    private readonly ScratchFolder _data;
    private readonly Process _process;

    private ServerProcess(ScratchFolder data, Process process)
    {
        _data = data;
        _process = process;
    }

    public static ServerProcess Start(string workingFolder, params string[] arguments) =>
        Start(workingFolder, new Dictionary<string, string>(), arguments);

    /// <summary>Starts it with variables, and with no setting of whoever runs the tests.</summary>
    public static ServerProcess Start(
        string workingFolder, IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        var data = new ScratchFolder();
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = workingFolder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(typeof(Hosting.ServerHost).Assembly.Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment.Remove("ASPNETCORE_URLS");
        foreach (var setting in KnownSettings.All)
            start.Environment.Remove(setting.Variable ?? setting.Key);
        start.Environment["LARDER__DATAFOLDER"] = data.Path;
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return new ServerProcess(data, Process.Start(start)!);
    }

    /// <summary>Reads until the server has printed an address, which it does once it accepts connections.</summary>
    public async Task<Uri> FirstAddressAsync() =>
        new((await LineAsync(line => line.StartsWith(FirstAddressPrefix, StringComparison.Ordinal))).Trim());

    /// <summary>Reads until a line that fits was printed, and returns it.</summary>
    public async Task<string> LineAsync(Predicate<string> fits)
    {
        while (await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            if (fits(line))
                return line;
        }

        throw new InvalidOperationException($"No such line came. {await _process.StandardError.ReadToEndAsync()}");
    }

    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString()]);
        kill.WaitForExit();
    }

    /// <summary>Ends it at once, without a chance to finish anything.</summary>
    public void Kill() => _process.Kill(entireProcessTree: true);

    /// <summary>Waits for the end and returns what was left to read.</summary>
    public async Task<ProcessEnd> EndAsync()
    {
        var output = _process.StandardOutput.ReadToEndAsync();
        var errors = _process.StandardError.ReadToEndAsync();
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return new ProcessEnd(_process.ExitCode, await output, await errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _data.Dispose();
    }
}
