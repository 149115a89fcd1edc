using Larder.Server.Tests.Packaging;
using Larder.Server.Tests.Security;

namespace Larder.Server.Tests.Guide;

/// <summary>Runs the commands of one page in their order, against a server of the published output.</summary>
/// <remarks>
/// The server has the variables of the image, and a key, which every curl is given: what is reached from outside the
/// container shows administration and figures to nobody else. What is put in place of what the page says: the ports are
/// those of that server; <c>/opt/larder</c> and <c>/var/lib/larder</c> lie in a scratch folder; <c>./larder run</c> starts
/// what was published; and a publish does not build again what the test run has built.
/// </remarks>
internal sealed class PageRun : IAsyncDisposable
{
    // With an answer to compare, an error may be what is shown; without one, an error ends the command.
    private const string Curl = $"silent\nshow-error\nheader = \"Authorization: Bearer {TestKeys.Admin}\"\n";
    private const string CurlThatFails = $"{Curl}fail-with-body\n";

    private static readonly Dictionary<string, string?> Changes = new()
    {
        ["LARDER__SECURITY__KEYS"] = TestKeys.List,
    };

    private readonly PublishedProgram _program;
    private readonly ScratchFolder _home = new();
    private readonly ShellSession _shell;
    private IReadOnlyList<Uri> _addresses = [];
    private ServerProcess? _server;

    public PageRun(PublishedProgram program)
    {
        _program = program;
        _shell = new ShellSession(_home.Path);
    }

    /// <summary>Runs one command, and says what is wrong with its answer; null when nothing is.</summary>
    public async Task<string?> FaultOfAsync(ShownCommand command)
    {
        if (command.IsServer)
        {
            await StartAsync(Translate(command.Text));
            return null;
        }

        if (command.Asks && _server is null)
            await StartAsync($"dotnet {_program.Program}");
        var end = await _shell.RunAsync(Translate(command.Text), command.Answer is null ? CurlThatFails : Curl);
        if (end.ExitCode != 0)
            return $"{command.Place}\n  ended with {end.ExitCode}: {end.Output}{end.Errors}";
        return command.IsAnsweredBy(end.Output) ? null : $"{command.Place}\n  answers {end.Output}\n  and the page says {command.Answer}";
    }

    public async ValueTask DisposeAsync()
    {
        await _shell.DisposeAsync();
        if (_server is null)
            _home.Dispose();
        else
            await _server.DisposeAsync();
    }

    private async Task StartAsync(string command)
    {
        if (_server is not null)
            throw new InvalidOperationException("A page starts one server.");
        _server = _program.StartCommand(_home, Changes, "bash", "-c", command);
        _addresses = await _server.AddressesAsync();
    }

    private string Translate(string text) => text
        .Replace("./larder run", $"dotnet {_program.Program}", StringComparison.Ordinal)
        .Replace("publish src/Larder.Server -c Release", $"publish src/Larder.Server --no-build -c {Configuration}", StringComparison.Ordinal)
        .Replace("localhost:8000", $"127.0.0.1:{Port(0)}", StringComparison.Ordinal)
        .Replace("localhost:7171", $"127.0.0.1:{Port(1)}", StringComparison.Ordinal)
        .Replace("/opt/larder", _home.File("program"), StringComparison.Ordinal)
        .Replace("/var/lib/larder", _home.Path, StringComparison.Ordinal);

    // Port 0 of a server that is about to start is one that is free.
    private int Port(int index) => _addresses.Count == 0 ? 0 : _addresses[index].Port;

    // The folder below bin/ that these tests were built into.
    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
}
