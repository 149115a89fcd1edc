using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Larder.Server.Tests.Payloads;
using Larder.Testing;
using Xunit.Abstractions;

namespace Larder.Server.Tests.Abuse;

/// <summary>Spoiled requests by the thousand, over plain sockets, against the built program under a limit of memory.</summary>
public sealed class FuzzSpec(ITestOutputHelper output)
{
    private const int Senders = 8;
    private const int Kept = 50;
    private const string HeapLimit = "0x10000000"; // 256 MiB, in the only form that the runtime reads

    [Fact]
    public Task No_request_however_spoiled_is_a_5xx_a_hang_or_the_end_and_what_was_stored_stays_readable() =>
        SeededRandom.RunAsync(FuzzAsync, output.WriteLine);

    private async Task FuzzAsync(SeededRandom random)
    {
        var count = TestScale.Current.Of("spoiled requests", ci: 4_000, full: 100_000);
        using var folder = new ScratchFolder();
        await using var server = ServerProcess.Start(
            Path.GetTempPath(),
            new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = HeapLimit, ["LOG_LEVEL"] = "WARNING" },
            "--urls", "http://127.0.0.1:0", $"--Larder:DataFolder={folder.Path}");
        var address = await server.FirstAddressAsync();
        using var client = new HttpClient { BaseAddress = address };
        var kept = await KeepAsync(client);

        var statuses = new ConcurrentDictionary<int, int>();
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => Task.Run(
            () => SendAllAsync(address, new RequestMaker(random.Fork(sender)), count / Senders, statuses))));
        output.WriteLine($"Seed {random.Seed}: {string.Join(", ", statuses.OrderBy(each => each.Key).Select(each => $"{each.Key}: {each.Value}"))}");

        var ready = await client.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        await AssertIsKeptAsync(client, kept);
        server.Terminate();
        var end = await server.EndAsync();
        Assert.Equal((0, ""), (end.ExitCode, end.Errors));
        Assert.DoesNotContain("fail:", end.Output, StringComparison.Ordinal);
        Assert.True(statuses.ContainsKey(200) && statuses.ContainsKey(201) && statuses.ContainsKey(400), "It was no mixture.");
    }

    private static async Task SendAllAsync(
        Uri address, RequestMaker maker, int count, ConcurrentDictionary<int, int> statuses)
    {
        for (var i = 0; i < count; i++)
        {
            var request = maker.Next();
            var answer = await SendAsync(address, request);
            statuses.AddOrUpdate(answer.Status, 1, (_, seen) => seen + 1);
            Assert.True(answer.Status < 500, $"{answer.Status} {answer.Body} came for {Encoding.Latin1.GetString(request)}");
        }
    }

    // Where the server closes while we are still sending, the answer may be lost on the way: that is no answer.
    private static async Task<RawAnswer> SendAsync(Uri address, byte[] request)
    {
        using var connection = await RawConnection.OpenAsync(address);
        try
        {
            await connection.SendAsync(request);
            return await connection.ReadOneAsync();
        }
        catch (Exception fault) when (fault is IOException or SocketException)
        {
            return RawAnswer.Parse("");
        }
    }

    private static async Task<IReadOnlyList<string>> KeepAsync(HttpClient client)
    {
        var ids = new List<string>();
        for (var i = 0; i < Kept; i++)
        {
            ids.Add(await client.StoreAsync(PayloadText.Json([$"kept {i}"], ["x"])));
            var stored = await client.PutAsync($"/cache/kept:{i}", new StringContent($"value {i}"));
            stored.EnsureSuccessStatusCode();
        }

        return ids;
    }

    private static async Task AssertIsKeptAsync(HttpClient client, IReadOnlyList<string> ids)
    {
        for (var i = 0; i < Kept; i++)
        {
            Assert.Equal($$"""{"output":"KEPT {{i}}, X"}""", await client.GetStringAsync($"/payload/{ids[i]}"));
            Assert.Equal($"value {i}", await client.GetStringAsync($"/cache/kept:{i}"));
        }
    }
}
