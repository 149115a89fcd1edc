using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Larder.Benchmarks.Http;

/// <summary>The load generator <c>wrk</c>, driven by a script that sends prepared requests one after the other.</summary>
internal sealed class Wrk : ILoad
{
    private readonly string _script = Path.Combine(Path.GetTempPath(), $"larder-{Guid.NewGuid():N}.lua");

    public Wrk(IReadOnlyList<WireRequest> requests, int depth) => File.WriteAllText(_script, ScriptOf(requests, depth));

    public string Name => "wrk -t2 -c64";

    /// <summary>Whether the program is there.</summary>
    public static bool IsInstalled()
    {
        try
        {
            var start = new ProcessStartInfo("wrk", ["--version"])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            process.WaitForExit();
            return true;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    public long Run(Uri address, TimeSpan duration)
    {
        var seconds = Math.Max(1, (int)duration.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        string[] arguments = ["-t2", "-c64", $"-d{seconds}s", "-s", _script, address.ToString()];
        var start = new ProcessStartInfo("wrk", arguments) { UseShellExecute = false, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        if (process.ExitCode != 0 || output.Contains("Non-2xx", StringComparison.Ordinal)
            || output.Contains("Socket errors", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"Requests failed under load:{Environment.NewLine}{output}");
        }

        return Answered(output);
    }

    public void Dispose() => File.Delete(_script);

    // Requests are written out once for each thread of wrk; afterwards a request costs it one look into a table.
    private static string ScriptOf(IReadOnlyList<WireRequest> requests, int depth)
    {
        var script = new StringBuilder();
        script.AppendLine("local requests = {}").AppendLine("init = function(args)");
        var batches = requests.Chunk(depth).Where(batch => batch.Length == depth).Select(Batch);
        foreach (var batch in batches)
        {
            script.AppendLine(CultureInfo.InvariantCulture, $"  requests[#requests + 1] = {batch}");
        }

        return script.AppendLine("end").AppendLine("local at = 0")
            .AppendLine("request = function() at = at % #requests + 1; return requests[at] end").ToString();
    }

    private static string Batch(WireRequest[] requests) => string.Join(" .. ", requests.Select(Format));

    private static string Format(WireRequest request) => request.Json is null
        ? $"wrk.format('{request.Method}', '{request.Path}')"
        : $"wrk.format('{request.Method}', '{request.Path}', {{['Content-Type'] = '{WireRequest.JsonType}'}}, '{request.Json}')";

    // wrk says it in a line of its own: "  123456 requests in 4.10s, 36.15MB read".
    private static long Answered(string output)
    {
        var line = output.Split('\n').FirstOrDefault(static l => l.Contains(" requests in ", StringComparison.Ordinal));
        return line is not null
            && long.TryParse(line.Trim().Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : throw new InvalidOperationException($"wrk did not say how many requests were answered:{Environment.NewLine}{output}");
    }
}
