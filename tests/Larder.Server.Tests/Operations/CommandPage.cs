using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Larder.Server.Configuration;
using Larder.Server.Tests.Packaging;

namespace Larder.Server.Tests.Operations;

/// <summary>Runs the blocks of one page in their order, as a reader would, in a bash that stops at the first failure.</summary>
/// <remarks>
/// What is put in place of what the page says: the ports are free ones, the folders <c>/opt/larder</c> and
/// <c>/var/lib/larder</c> lie in a scratch folder, a publish does not build again what the test run has built, and
/// <c>./larder run</c> is the program that it starts. curl fails on an error of HTTP.
/// </remarks>
internal sealed class CommandPage : IAsyncDisposable
{
    // Far above what any block takes; it only keeps a hanging one from hanging the suite.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ScratchFolder _folder = new();
    private readonly int[] _ports = [.. FreePorts()];
    private Process? _server;

    /// <summary>Runs one block and returns what it printed; a failure is an exception that names the block.</summary>
    public async Task<string> RunAsync(CommandBlock block)
    {
        var process = Start(Translate(block.Text));
        if (block.IsServer)
        {
            _server = process;
            while (await process.StandardOutput.ReadLineAsync().WaitAsync(Patience) is { } line)
            {
                if (line.StartsWith("Press Ctrl-C", StringComparison.Ordinal))
                    return line;
            }
        }

        using (process)
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync().WaitAsync(Patience);
            return process.ExitCode == 0 && !block.IsServer
                ? await output
                : throw new InvalidOperationException(
                    $"{block.Page}:{block.Line} ended with {process.ExitCode}: {await output}{await errors}\n{block.Text}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            _server.Kill(entireProcessTree: true);
            await _server.WaitForExitAsync();
            _server.Dispose();
        }

        _folder.Dispose();
    }

    private string Translate(string text)
    {
        var program = typeof(Hosting.ServerHost).Assembly.Location;
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        return text
            .Replace(
                "./larder run",
                $"dotnet {program} --urls 'http://localhost:8000;http://localhost:7171'",
                StringComparison.Ordinal)
            .Replace("publish src/Larder.Server -c Release", $"publish src/Larder.Server --no-build -c {configuration}", StringComparison.Ordinal)
            .Replace("localhost:8000", $"localhost:{_ports[0]}", StringComparison.Ordinal)
            .Replace("localhost:7171", $"localhost:{_ports[1]}", StringComparison.Ordinal)
            .Replace("/opt/larder", _folder.File("program"), StringComparison.Ordinal)
            .Replace("/var/lib/larder", _folder.File("data"), StringComparison.Ordinal);
    }

    private Process Start(string text)
    {
        File.WriteAllText(_folder.File(".curlrc"), "fail-with-body\nsilent\nshow-error\n");
        var start = new ProcessStartInfo("/bin/bash", ["-euo", "pipefail", "-c", text])
        {
            WorkingDirectory = Repository.Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("ASPNETCORE_URLS");
        foreach (var setting in KnownSettings.All)
            start.Environment.Remove(setting.Variable ?? setting.Key);
        start.Environment["CURL_HOME"] = _folder.Path;
        start.Environment["LARDER__DATAFOLDER"] = _folder.File("data");
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        return Process.Start(start)!;
    }

    private static IEnumerable<int> FreePorts()
    {
        using var first = new TcpListener(IPAddress.Loopback, 0);
        using var second = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return [((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port];
    }
}
