using System.Diagnostics;

namespace Larder.Testing;

/// <summary>A real PostgreSQL server of its own: free port, folder for temporary files, gone when disposed.</summary>
/// <remarks>
/// It listens on this machine only and asks for a password, which has every sign that an address must encode. Tests
/// that use it carry <c>[Trait("Needs", "PostgreSQL")]</c>. One test at a time may stop, kill or freeze it.
/// </remarks>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    private readonly string _folder;
    private readonly EventHandler _atExit;
    private Process? _process;
    private Task<string> _log = Task.FromResult("");
    private int _databases;

    private PostgresServer(string folder)
    {
        _folder = folder;
        // A run that is cut short disposes nothing, and nobody else would stop the server.
        _atExit = (_, _) => _process?.Kill();
        AppDomain.CurrentDomain.ProcessExit += _atExit;
    }

    /// <summary>The port it listens on, the same after a restart.</summary>
    public int Port { get; private set; }

    /// <summary>The user that owns everything.</summary>
    public const string User = "larder";

    /// <summary>The password, as it is before it is encoded.</summary>
    public const string Password = "p@ss:w/rd?#%é &=";

    /// <summary>Whether it was started and neither stopped nor killed since.</summary>
    public bool IsRunning => _process is not null;

    private string DataFolder => Path.Combine(_folder, "data");

    /// <summary>Makes an empty cluster and starts it.</summary>
    public static async Task<PostgresServer> StartAsync()
    {
        var server = new PostgresServer(Directory.CreateTempSubdirectory("larder-postgres-").FullName);
        try
        {
            await server.InitializeAsync();
            server.Port = await FreePort.StartOnAsync(server.LaunchAsync);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes an empty database of an unused name, and returns its address with the password in it.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await PostgresPrograms.RunAsync("createdb", "-h", _folder, "-p", $"{Port}", "-U", User, name);
        return Url(name);
    }

    /// <summary>The address of a database, whether it exists or not.</summary>
    public string Url(string database) =>
        $"postgresql://{User}:{Uri.EscapeDataString(Password)}@127.0.0.1:{Port}/{database}";

    /// <summary>Ends the server in an orderly way: connections are told and closed.</summary>
    public async Task StopAsync()
    {
        // SIGINT is what PostgreSQL calls a fast shutdown.
        await SignalAsync("INT", [_process!.Id]);
        await EndAsync();
    }

    /// <summary>Kills the server and every process of it at once, as a loss of power would.</summary>
    public async Task KillAsync()
    {
        // Held first, or it would make another process for a client between the look and the kill, and that one would stay.
        await SignalAsync("STOP", [_process!.Id]);
        int[] all = [_process.Id, .. await ChildrenAsync()];
        await SignalAsync("KILL", all);
        await EndAsync();
        File.Delete(Path.Combine(DataFolder, "postmaster.pid"));
    }

    /// <summary>Starts it again on the same port with the same data, after it was stopped or killed.</summary>
    public async Task StartAgainAsync()
    {
        for (var began = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                await LaunchAsync(Port);
                return;
            }
            catch (TestFailedException fault) when (IsOccupied(fault) && Stopwatch.GetElapsedTime(began) < WaitLimit.Default)
            {
                // A process that was killed lets go of the memory they share when it has ended, which is a moment later.
                await Task.Delay(Pause, TimeProvider.System);
            }
        }
    }

    /// <summary>Stops all its processes in their tracks: connections stay open, and nothing answers.</summary>
    public async Task FreezeAsync() => await SignalAsync("STOP", [_process!.Id, .. await ChildrenAsync()]);

    /// <summary>Lets it go on after <see cref="FreezeAsync"/>.</summary>
    public async Task ThawAsync() => await SignalAsync("CONT", [_process!.Id, .. await ChildrenAsync()]);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= _atExit;
        if (_process is not null)
        {
            // A frozen one hears nothing. SIGQUIT is an immediate shutdown: no farewell, and no process stays behind.
            await ThawAsync();
            await SignalAsync("QUIT", [_process.Id]);
            await EndAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task InitializeAsync()
    {
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException("The PostgreSQL of the tests is started on Unix only.");

        // The folder was made for its maker alone; the server runs as another user.
        File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var secret = Path.Combine(_folder, "password");
        await File.WriteAllTextAsync(secret, Password);
        await PostgresPrograms.GiveAsync(secret);
        await PostgresPrograms.GiveAsync(_folder);
        await PostgresPrograms.RunAsync(
            "initdb", "-D", DataFolder, "-U", User, "-E", "UTF8", "--no-sync", "--pwfile", secret,
            "--auth-local=trust", "--auth-host=scram-sha-256");
    }

    private async Task LaunchAsync(int port)
    {
        // Without fsync a test is quicker; a killed process loses nothing by it, as the system keeps what was written.
        _process = PostgresPrograms.Start(
            "postgres", "-D", DataFolder, "-p", $"{port}", "-k", _folder,
            "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "max_connections=60");
        _process.StandardOutput.Close();
        _log = _process.StandardError.ReadToEndAsync();

        var began = Stopwatch.GetTimestamp();
        while (!await AnswersAsync(port))
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(began) > WaitLimit.Default)
            {
                await SignalAsync("KILL", [_process.Id]);
                await EndAsync();
                throw new TestFailedException($"PostgreSQL did not start on port {port}: {await _log}");
            }

            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    private static async Task<bool> AnswersAsync(int port)
    {
        using var ask = PostgresPrograms.Start("pg_isready", "-q", "-h", "127.0.0.1", "-p", $"{port}");
        await ask.WaitForExitAsync().WaitAsync(WaitLimit.Default);
        return ask.ExitCode == 0;
    }

    private async Task EndAsync()
    {
        await _process!.WaitForExitAsync().WaitAsync(WaitLimit.Default);
        _process.Dispose();
        _process = null;
    }

    private async Task<int[]> ChildrenAsync()
    {
        var start = new ProcessStartInfo("pgrep", ["-P", $"{_process!.Id}"]);
        var text = await PostgresPrograms.RunAsync(start);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
    }

    private static async Task SignalAsync(string signal, int[] processes)
    {
        // One that has ended meanwhile is no fault, and 'kill' then says so with its exit code.
        using var kill = Process.Start(new ProcessStartInfo(
            "/bin/sh", ["-c", $"kill -{signal} {string.Join(' ', processes)} 2>/dev/null || true"]))!;
        await kill.WaitForExitAsync().WaitAsync(WaitLimit.Default);
    }

    private static bool IsOccupied(TestFailedException fault) =>
        fault.Message.Contains("pre-existing shared memory block", StringComparison.Ordinal);
}
