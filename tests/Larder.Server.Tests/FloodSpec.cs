using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Larder.Testing;

namespace Larder.Server.Tests;

/// <summary>A server with a small heap, and clients that together send several times as much as it holds.</summary>
public sealed class FloodSpec
{
    private const int Clients = 8;
    private const string HeapLimit = "0x20000000"; // 512 MiB

    private static readonly int Puts = TestScale.Current.Of("mebibytes put into a heap of 512", 800, 12_000);
    private static readonly string Value = new('v', 1024 * 1024);

    [Fact]
    public async Task S1_24_a_flood_of_mebibytes_leaves_a_small_server_alive_and_healthy()
    {
        await using var server = ServerProcess.Start(
            Path.GetTempPath(),
            new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = HeapLimit },
            "--urls", "http://127.0.0.1:0");
        using var client = new HttpClient { BaseAddress = await server.FirstAddressAsync(), Timeout = WaitLimit.Default };
        using var over = new CancellationTokenSource();
        var health = WatchAsync(client, over.Token);

        var statuses = await Task.WhenAll(Enumerable.Range(0, Clients).Select(number => PutAsync(client, number)));
        await over.CancelAsync();

        var sent = statuses.SelectMany(each => each).ToLookup(status => status);
        Assert.Equal(Puts / Clients * Clients, sent[HttpStatusCode.Created].Count() + sent[HttpStatusCode.ServiceUnavailable].Count());
        Assert.NotEmpty(sent[HttpStatusCode.Created]);
        Assert.All(await health, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/health"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(client, "/cache/0-0"));
    }

    private static async Task<List<HttpStatusCode>> PutAsync(HttpClient client, int number)
    {
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < Puts / Clients; i++)
        {
            var body = Encoding.ASCII.GetBytes($$"""{"key":"{{number}}-{{i}}","value":"{{Value}}"}""");
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var answer = await client.PutAsync("/cache", content);
            statuses.Add(answer.StatusCode);
        }

        return statuses;
    }

    private static async Task<List<HttpStatusCode>> WatchAsync(HttpClient client, CancellationToken over)
    {
        var statuses = new List<HttpStatusCode>();
        while (!over.IsCancellationRequested)
            statuses.Add(await StatusAsync(client, "/health"));
        return statuses;
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        return answer.StatusCode;
    }
}
