using System.Diagnostics;
using System.Globalization;
using Larder.Benchmarks.Measuring;

namespace Larder.Benchmarks.Http;

/// <summary>
/// How long a server takes from the start of its process to its first answer, over a folder without a database, which it
/// makes and migrates.
/// </summary>
internal sealed class StartTrial : IServerTrial
{
    private const int Starts = 11;
    private const double WantedSeconds = 0.6;

    public string Name => "http-start";

    public string Title => "From the start of the process to the first 200 of GET /health";

    public async Task<string> RunAsync(string? program, bool isQuick)
    {
        using var client = new HttpClient();

        // Once for nothing: the client of this program has a first time as well.
        await MeasureAsync(program, client);
        var seconds = new List<double>();
        for (var i = 0; i < (isQuick ? 1 : Starts); i++)
        {
            seconds.Add(await MeasureAsync(program, client));
            Console.Error.WriteLine($"{Name} {i + 1}: {seconds[^1]:0.000} s");
        }

        var middle = Median.Of(seconds);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{seconds.Count} starts: median {middle:0.000} s, {seconds.Min():0.000}–{seconds.Max():0.000} s. "
            + $"Wanted: at most {WantedSeconds:0.0} s, {(middle <= WantedSeconds ? "met" : "missed")}.");
    }

    private static async Task<double> MeasureAsync(string? program, HttpClient client)
    {
        var start = Stopwatch.GetTimestamp();
        await using var server = await ServerProcess.StartLarderAsync(program);
        using var answer = await client.GetAsync(new Uri(server.Address, "/health"));
        answer.EnsureSuccessStatusCode();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
