using System.Diagnostics;
using Larder.Testing;

namespace Larder.Cli.Tests;

/// <summary>The server of this repository, as a process over a database of its own.</summary>
public sealed class LarderServer : IAsyncLifetime
{
    private const string AddressPrefix = "  http";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("larder-cli-");
    private Process? _process;
    private Task<string>? _errors;
    private Task<string>? _output;

    internal string Address { get; private set; } = "";

    public async Task InitializeAsync()
    {
        // Its output lies beside the tests, because they reference it.
        var program = Path.Combine(AppContext.BaseDirectory, "Larder.Server.dll");
        var start = new ProcessStartInfo("dotnet", [program, "--urls", "http://127.0.0.1:0"])
        {
            WorkingDirectory = _folder.FullName,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DATABASE_URL"] = $"sqlite:///{Path.Combine(_folder.FullName, "larder.db")}";
        start.Environment.Remove("ASPNETCORE_URLS");
        _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync();

        while (await _process.StandardOutput.ReadLineAsync().WaitAsync(WaitLimit.Default) is { } line)
        {
            if (!line.StartsWith(AddressPrefix, StringComparison.Ordinal))
                continue;

            // Read on, or the server would stop at a full pipe.
            Address = line.Trim();
            _output = _process.StandardOutput.ReadToEndAsync();
            return;
        }

        throw new InvalidOperationException($"The server printed no address. {await _errors}");
    }

    public async Task DisposeAsync()
    {
        if (_process is { } process)
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            await Task.WhenAll(_errors ?? Task.FromResult(""), _output ?? Task.FromResult(""));
            process.Dispose();
        }

        _folder.Delete(recursive: true);
    }
}
