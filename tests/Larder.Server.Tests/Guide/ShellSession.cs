using System.Diagnostics;
using Larder.Server.Configuration;
using Larder.Server.Tests.Packaging;

namespace Larder.Server.Tests.Guide;

/// <summary>A shell that is told one command after the other, as at a terminal: what one of them defines, the next one knows.</summary>
internal sealed class ShellSession : IAsyncDisposable
{
    // Far above what any command takes; it only keeps a hanging one from hanging the suite.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ScratchFolder _folder = new();
    private readonly Process _bash;

    /// <param name="data">The folder that a server would be given for its files.</param>
    public ShellSession(string data)
    {
        var start = new ProcessStartInfo("bash", ["-o", "pipefail", "-E"])
        {
            WorkingDirectory = Repository.Root,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment.Remove("ASPNETCORE_URLS");
        foreach (var setting in KnownSettings.All)
            start.Environment.Remove(setting.Variable ?? setting.Key);
        start.Environment["LARDER__DATAFOLDER"] = data;
        start.Environment["CURL_HOME"] = _folder.Path;
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        _bash = Process.Start(start)!;
    }

    /// <summary>Runs a command to its end. Its code is that of whatever failed in it, be it in the middle.</summary>
    /// <param name="text">The command.</param>
    /// <param name="curl">What every curl in it is told beforehand.</param>
    public async Task<ProcessEnd> RunAsync(string text, string curl)
    {
        await File.WriteAllTextAsync(_folder.File(".curlrc"), curl);
        await File.WriteAllTextAsync(_folder.File("command"), $"{text}\n");
        await _bash.StandardInput.WriteLineAsync(
            $"code=0; trap 'code=$?' ERR; . {_folder.File("command")} >{_folder.File("output")} 2>{_folder.File("errors")} </dev/null; trap - ERR; echo $code");
        await _bash.StandardInput.FlushAsync();
        var code = await _bash.StandardOutput.ReadLineAsync().WaitAsync(Patience)
            ?? throw new InvalidOperationException($"The shell ended in: {text}");
        return new ProcessEnd(
            int.Parse(code), await File.ReadAllTextAsync(_folder.File("output")), await File.ReadAllTextAsync(_folder.File("errors")));
    }

    public async ValueTask DisposeAsync()
    {
        _bash.Kill(entireProcessTree: true);
        await _bash.WaitForExitAsync();
        _bash.Dispose();
        _folder.Dispose();
    }
}
