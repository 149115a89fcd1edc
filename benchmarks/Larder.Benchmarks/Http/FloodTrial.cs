using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace Larder.Benchmarks.Http;

/// <summary>Whether a server with little memory survives a flood of large values, and answers its health checks meanwhile.</summary>
internal sealed class FloodTrial : IServerTrial
{
    private const int Clients = 16;
    private const int ValueBytes = 1024 * 1024;
    private const int KeyDigits = 9;
    private const int Mebibyte = 1024 * 1024;
    private const string HeapLimit = "0x20000000"; // 512 MiB

    private static readonly TimeSpan HealthEvery = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan HealthPatience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, int> _answers = new(StringComparer.Ordinal);
    private int _nextKey;

    public string Name => "http-flood";

    public string Title => "A flood of values of 1 MiB under a heap limit of 512 MiB";

    public async Task<string> RunAsync(string? program, bool isQuick)
    {
        await using var server = await ServerProcess.StartLarderAsync(
            program, KeyValuePair.Create("DOTNET_GCHeapHardLimit", HeapLimit));
        using var client = new HttpClient { BaseAddress = server.Address };
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(isQuick ? 2 : 60));
        var watch = WatchAsync(server, end.Token);
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => PutAsync(client, end.Token)));
        var health = await watch;

        // Not until the flood is over is it known that the server lives.
        using var last = await client.GetAsync("/health", CancellationToken.None);
        var answers = string.Join(", ", _answers.OrderByDescending(static a => a.Value).Select(static a => $"{a.Value:N0} × {a.Key}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Clients} clients: {answers}. Health checks: {health.Passed:N0} passed, {health.Failed} failed, the slowest took "
            + $"{health.Slowest.TotalMilliseconds:0} ms. Most memory of the process: {health.MostBytes / Mebibyte:N0} MiB. "
            + $"Afterwards: {(int)last.StatusCode}.");
    }

    private async Task PutAsync(HttpClient client, CancellationToken end)
    {
        var head = "{\"key\":\"" + new string('0', KeyDigits) + "\",\"value\":\"";
        var body = Encoding.ASCII.GetBytes(head + new string('v', ValueBytes) + "\"}");
        var keyStart = head.IndexOf('0', StringComparison.Ordinal);
        while (!end.IsCancellationRequested)
        {
            var number = Interlocked.Increment(ref _nextKey);
            number.TryFormat(body.AsSpan(keyStart, KeyDigits), out _, "D9", CultureInfo.InvariantCulture);
            try
            {
                using var content = new ByteArrayContent(body);
                content.Headers.ContentType = new MediaTypeHeaderValue(WireRequest.JsonType);
                using var answer = await client.PutAsync("/cache", content, CancellationToken.None);
                Count($"{(int)answer.StatusCode}");
            }
            catch (HttpRequestException fault)
            {
                Count(fault.HttpRequestError.ToString());
            }
        }
    }

    private void Count(string answer) => _answers.AddOrUpdate(answer, 1, static (_, count) => count + 1);

    private static async Task<Health> WatchAsync(ServerProcess server, CancellationToken end)
    {
        using var client = new HttpClient { BaseAddress = server.Address, Timeout = HealthPatience };
        var health = new Health(0, 0, TimeSpan.Zero, 0);
        while (!end.IsCancellationRequested && !server.HasExited)
        {
            var start = Stopwatch.GetTimestamp();
            var hasPassed = false;
            try
            {
                using var answer = await client.GetAsync("/health", CancellationToken.None);
                hasPassed = answer.IsSuccessStatusCode;
            }
            catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
            {
                Console.Error.WriteLine($"A health check failed: {fault.Message}");
            }

            var took = Stopwatch.GetElapsedTime(start);
            health = new Health(
                health.Passed + (hasPassed ? 1 : 0),
                health.Failed + (hasPassed ? 0 : 1),
                took > health.Slowest ? took : health.Slowest,
                Math.Max(health.MostBytes, server.WorkingSet));
            await Task.Delay(HealthEvery, TimeProvider.System, CancellationToken.None);
        }

        return health;
    }

    private sealed record Health(int Passed, int Failed, TimeSpan Slowest, long MostBytes);
}
