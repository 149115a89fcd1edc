using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Larder.Benchmarks.Http;

/// <summary>
/// Larder's own load generator, where there is no wrk: it sends requests of its own, one after the other on each
/// connection, and takes more of the processors than wrk does.
/// </summary>
internal sealed class CacheCli(int putPercent) : ILoad
{
    // The same seed gives the same keys in every run, so that they have to be written only once.
    private readonly HashSet<Uri> _filled = [];

    public string Name => "cache-cli load -c 64";

    public long Run(Uri address, TimeSpan duration)
    {
        List<string> arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "cache-cli.dll"), "load", "--json", "-c", "64", "-k", "1000", "-s", "100",
            "-p", putPercent.ToString(CultureInfo.InvariantCulture),
            "-d", string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0}s"),
            "-H", address.ToString(),
        ];
        if (_filled.Add(address))
        {
            arguments.Add("--fill");
        }

        var start = new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"Requests failed under load:{Environment.NewLine}{output}");
        }

        using var report = JsonDocument.Parse(output);
        var misses = report.RootElement.GetProperty("misses").GetInt64();
        return misses == 0
            ? report.RootElement.GetProperty("requests").GetInt64()
            : throw new InvalidOperationException($"{misses} gets were misses, where hits are measured.");
    }

    public void Dispose()
    {
        // Nothing is kept between two runs.
    }
}
