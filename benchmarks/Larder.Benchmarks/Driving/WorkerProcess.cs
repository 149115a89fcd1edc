using System.Diagnostics;
using System.Text.Json;
using Larder.Benchmarks.Measuring;

namespace Larder.Benchmarks.Driving;

/// <summary>Starts a worker and reads what it measured.</summary>
internal static class WorkerProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs one worker to its end.</summary>
    /// <param name="caseName">The case.</param>
    /// <param name="pace">The pace, as <see cref="Worker"/> names it.</param>
    /// <param name="entrants">The contestant; or several, who take turns.</param>
    /// <returns>What each of them measured.</returns>
    /// <exception cref="InvalidOperationException">It failed, or took longer than five minutes.</exception>
    public static Figures[] Measure(string caseName, string pace, params string[] entrants)
    {
        var who = string.Join(", ", entrants);
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // Under `dotnet X.dll` the process is the host, which must be told what to run.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(WorkerProcess).Assembly.Location);
        }

        foreach (var argument in (string[])[Worker.Verb, caseName, pace, .. entrants])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill();
            throw new InvalidOperationException($"{who} did not finish {caseName} within {Patience}.");
        }

        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{who} failed in {caseName}: {errors.Result.Trim()}");
        }

        var lines = output.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return Array.ConvertAll(lines, static line => JsonSerializer.Deserialize<Figures>(line)!);
    }
}
