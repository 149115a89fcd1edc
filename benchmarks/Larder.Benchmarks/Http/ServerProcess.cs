using System.Diagnostics;

namespace Larder.Benchmarks.Http;

/// <summary>A server in a process of its own, ended when this is disposed.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const string AddressPrefix = "  http";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly DirectoryInfo _folder;
    private readonly Task<string> _errors;
    private Task _rest = Task.CompletedTask;

    private ServerProcess(Process process, DirectoryInfo folder)
    {
        _process = process;
        _folder = folder;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>The processor time that it has taken so far.</summary>
    public TimeSpan CpuTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The memory that it holds.</summary>
    public long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public bool HasExited => _process.HasExited;

    /// <summary>Starts the bare server.</summary>
    public static Task<ServerProcess> StartBareAsync(BareReply reply) =>
        StartAsync(Environment.ProcessPath!, [.. OwnArguments(), BareServer.Verb], [], reply.ToJson());

    /// <summary>Starts Larder's server over a database of its own.</summary>
    /// <param name="program">The program or its assembly; null for the one built with this program.</param>
    /// <param name="environment">What else it finds in its environment.</param>
    public static Task<ServerProcess> StartLarderAsync(
        string? program, params IEnumerable<KeyValuePair<string, string>> environment)
    {
        var path = program ?? Path.Combine(AppContext.BaseDirectory, "Larder.Server.dll");
        string[] arguments = ["--urls", "http://127.0.0.1:0"];
        return path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)
            ? StartAsync("dotnet", [path, .. arguments], environment, "")
            : StartAsync(path, arguments, environment, "");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        await Task.WhenAll(_errors, _rest);
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static async Task<ServerProcess> StartAsync(
        string program, string[] arguments, IEnumerable<KeyValuePair<string, string>> environment, string input)
    {
        var folder = Directory.CreateTempSubdirectory("larder-http-");
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder.FullName,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("ASPNETCORE_URLS");
        start.Environment["DATABASE_URL"] = $"sqlite:///{Path.Combine(folder.FullName, "larder.db")}";

        // Larder's server asks for this collector by itself; the reference must have the same one.
        start.Environment["DOTNET_gcServer"] = "1";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var server = new ServerProcess(Process.Start(start)!, folder);
        await server._process.StandardInput.WriteLineAsync(input);
        await server.ReadAddressAsync();
        return server;
    }

    private static IEnumerable<string> OwnArguments() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
            ? [typeof(ServerProcess).Assembly.Location]
            : [];

    private async Task ReadAddressAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            if (line.StartsWith(AddressPrefix, StringComparison.Ordinal))
            {
                Address = new Uri(line.Trim());

                // Read on, or the server would stop at a full pipe.
                _rest = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return;
            }
        }

        throw new InvalidOperationException($"The server printed no address. {await _errors}");
    }
}
