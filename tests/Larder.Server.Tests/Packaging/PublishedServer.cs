using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Larder.Server.Tests.Packaging;

/// <summary>
/// The published program as the image would start it, without a container: with the variables of the image and no
/// others, as a user who may write to one folder alone, and with no home.
/// </summary>
/// <remarks>
/// What differs from the image: the system below it, the two ports, which are free ones of the loopback interface, and
/// the place of the data, which is a folder made for this run. Whoever runs the tests as an ordinary user is that user.
/// </remarks>
public sealed class PublishedServer : IAsyncLifetime
{
    // Far above any publish or start ever seen; it only keeps a hanging process from hanging the suite.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("larder-image-");
    private readonly List<string> _lines = [];
    private Process? _process;

    internal string Program => Path.Combine(_folder.FullName, "app");

    internal string Data => Path.Combine(_folder.FullName, "data");

    /// <summary>Where 8000 of the image is reached, and 7171.</summary>
    internal IReadOnlyList<Uri> Addresses { get; } = [.. FreePorts().Select(port => new Uri($"http://127.0.0.1:{port}"))];

    /// <summary>What it has printed so far.</summary>
    internal string Output
    {
        get
        {
            lock (_lines)
                return string.Join('\n', _lines);
        }
    }

    public async Task InitializeAsync()
    {
        await RunAsync("dotnet",
            "publish", Repository.PathOf("src/Larder.Server/Larder.Server.csproj"), "-c", Configuration(), "--no-build",
            "-o", Program, "--nologo", "-v", "q");
        Directory.CreateDirectory(Data);
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chmod", "-R", "go+rX", _folder.FullName);
            await RunAsync("chown", Dockerfile.Only("USER"), Data);
        }

        _process = Start();
        await ListeningAsync(_process);
    }

    public async Task DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    /// <summary>Stops it as a container engine does, and tells its exit code.</summary>
    internal async Task<int> StopAsync()
    {
        await RunAsync("kill", "-TERM", _process!.Id.ToString());
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    /// <summary>Runs a program to its end and returns what it printed; a failure is an exception with the same text.</summary>
    internal static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Patience);
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await output}{await errors}");
    }

    private Process Start()
    {
        var user = Dockerfile.Only("USER").Split(':');
        string[] command = ["dotnet", Path.Combine(Program, "Larder.Server.dll")];
        string[] asUser = ["setpriv", $"--reuid={user[0]}", $"--regid={user[1]}", "--clear-groups", "--"];
        string[] all = Environment.IsPrivilegedProcess ? [.. asUser, .. command] : command;
        var start = new ProcessStartInfo(all[0], all[1..])
        {
            WorkingDirectory = Program,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        foreach (var (name, value) in Dockerfile.Variables)
            start.Environment[name] = OnThisMachine(value);
        return Process.Start(start)!;
    }

    private string OnThisMachine(string value) => value
        .Replace("0.0.0.0:8000", Addresses[0].Authority, StringComparison.Ordinal)
        .Replace("0.0.0.0:7171", Addresses[1].Authority, StringComparison.Ordinal)
        .Replace(Dockerfile.Only("VOLUME"), Data, StringComparison.Ordinal);

    private async Task ListeningAsync(Process process)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) => Note(line.Data, started);
        process.ErrorDataReceived += (_, line) => Note(line.Data, started);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var first = await Task.WhenAny(started.Task, process.WaitForExitAsync()).WaitAsync(Patience);
        if (first != started.Task)
            throw new InvalidOperationException($"The published server ended with {process.ExitCode}: {Output}");
    }

    private void Note(string? line, TaskCompletionSource started)
    {
        if (line is null)
            return;
        lock (_lines)
            _lines.Add(line);
        if (line.StartsWith("Press Ctrl-C", StringComparison.Ordinal))
            started.TrySetResult();
    }

    // The folder below bin/ that these tests were built into.
    private static string Configuration() =>
        new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private static IEnumerable<int> FreePorts()
    {
        using var first = new TcpListener(IPAddress.Loopback, 0);
        using var second = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return [((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port];
    }
}
