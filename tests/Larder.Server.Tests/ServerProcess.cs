using System.Diagnostics;
using System.Text;
using System.Threading.Channels;
using Larder.Server.Configuration;

namespace Larder.Server.Tests;

/// <summary>The server as its users meet it: a process, two streams, signals and an exit code.</summary>
/// <remarks>
/// Invariants. What it prints is read all the time, so that it never waits for its reader; each line is handed out once,
/// by <see cref="LineAsync"/> or at the end, and all of them stay in <see cref="Everything"/>. The text is guarded by its
/// own lock, which the two readers and whoever asks for it take.
/// </remarks>
internal sealed class ServerProcess : IAsyncDisposable
{
    // Far above any start or stop ever seen; it only keeps a hanging process from hanging the suite.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const string AddressPrefix = "  http";
    private const string Started = "Press Ctrl-C";

    private readonly ScratchFolder _data;
    private readonly Process _process;
    private readonly Channel<string> _unread = Channel.CreateUnbounded<string>();
    private readonly StringBuilder _everything = new();
    private readonly Task _output;
    private readonly Task<string> _errors;

    private ServerProcess(ScratchFolder data, ProcessStartInfo start)
    {
        _data = data;
        start.UseShellExecute = false;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        _process = Process.Start(start)!;
        _output = ReadOutputAsync();
        _errors = ReadErrorsAsync();
    }

    /// <summary>The folder that it was given for its files.</summary>
    public ScratchFolder Data => _data;

    /// <summary>All that it has printed so far, on both streams.</summary>
    public string Everything
    {
        get
        {
            lock (_everything)
                return _everything.ToString();
        }
    }

    public static ServerProcess Start(string workingFolder, params string[] arguments) =>
        Start(workingFolder, new Dictionary<string, string>(), arguments);

    /// <summary>Starts what was built, with variables, and with no setting of whoever runs the tests.</summary>
    public static ServerProcess Start(
        string workingFolder, IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        var data = new ScratchFolder();
        var start = new ProcessStartInfo("dotnet", [typeof(Hosting.ServerHost).Assembly.Location, .. arguments])
        {
            WorkingDirectory = workingFolder,
        };
        start.Environment.Remove("ASPNETCORE_URLS");
        foreach (var setting in KnownSettings.All)
            start.Environment.Remove(setting.Variable ?? setting.Key);
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("OTEL_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["LARDER__DATAFOLDER"] = data.Path;
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return new ServerProcess(data, start);
    }

    /// <summary>Starts a program that is described in full; the folder of its data goes when the process is disposed.</summary>
    public static ServerProcess Start(ProcessStartInfo start, ScratchFolder data) => new(data, start);

    public int Id => _process.Id;

    /// <summary>Reads until the server has printed an address, which it does once it accepts connections.</summary>
    public async Task<Uri> FirstAddressAsync() =>
        new((await LineAsync(line => line.StartsWith(AddressPrefix, StringComparison.Ordinal))).Trim());

    /// <summary>Reads until the server accepts connections, and returns all its addresses.</summary>
    public async Task<IReadOnlyList<Uri>> AddressesAsync()
    {
        var addresses = new List<Uri>();
        await LineAsync(line =>
        {
            if (line.StartsWith(AddressPrefix, StringComparison.Ordinal))
                addresses.Add(new Uri(line.Trim()));
            return line.StartsWith(Started, StringComparison.Ordinal);
        });
        return addresses;
    }

    /// <summary>Reads until a line that fits was printed, and returns it.</summary>
    public async Task<string> LineAsync(Predicate<string> fits)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await _unread.Reader.WaitToReadAsync(patience.Token))
        {
            if (_unread.Reader.TryRead(out var line) && fits(line))
                return line;
        }

        throw new InvalidOperationException($"No such line came. {await _errors}");
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
        await _process.WaitForExitAsync().WaitAsync(Patience);
        await _output;
        var rest = new StringBuilder();
        while (_unread.Reader.TryRead(out var line))
            rest.Append(line).Append('\n');
        return new ProcessEnd(_process.ExitCode, rest.ToString(), await _errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        await Task.WhenAll(_output, _errors);
        _process.Dispose();
        _data.Dispose();
    }

    private async Task ReadOutputAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            Note($"{line}\n");
            _unread.Writer.TryWrite(line);
        }

        _unread.Writer.Complete();
    }

    private async Task<string> ReadErrorsAsync()
    {
        var errors = await _process.StandardError.ReadToEndAsync();
        Note(errors);
        return errors;
    }

    private void Note(string text)
    {
        lock (_everything)
            _everything.Append(text);
    }
}
