using System.Diagnostics;
using System.Text;
using Larder.Cli.Arguments;

namespace Larder.Cli.Tests.Program;

/// <summary>The program as scripts and people meet it: a process, three streams, signals and an exit code.</summary>
internal sealed class CliProcess : IDisposable
{
    // Far above any answer ever seen; it only keeps a hanging process from hanging the suite.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private CliProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    public static Task<CliEnd> RunAsync(params string[] words) => RunAsync("", words);

    /// <summary>Runs the program to its end with this text on its standard input.</summary>
    public static async Task<CliEnd> RunAsync(string input, string[] words)
    {
        using var process = Start(words);
        await process._process.StandardInput.WriteAsync(input);
        process._process.StandardInput.Close();
        return await process.FinishAsync();
    }

    public static CliProcess Start(params string[] words)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Path.GetTempPath(),
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add(typeof(ServerAddress).Assembly.Location);
        foreach (var word in words)
            start.ArgumentList.Add(word);
        return new CliProcess(Process.Start(start)!);
    }

    public async Task<CliEnd> FinishAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return new CliEnd(_process.ExitCode, await _output, await _errors);
    }

    /// <summary>What Ctrl-C does.</summary>
    public void Interrupt() => Signal("-INT");

    public void Terminate() => Signal("-TERM");

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", [name, _process.Id.ToString()]);
        kill.WaitForExit();
    }
}
