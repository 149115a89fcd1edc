using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Larder.Server.Tests.Payloads;
using Larder.Testing;

namespace Larder.Server.Tests.Disk;

/// <summary>Keys and values after the end of a process, as those see it who start it and stop it.</summary>
[Trait("Platform", "Unix")]
public sealed class KeysSurviveSpec : IDisposable
{
    private const int AllOfThem = 100_000;
    private const int BatchSize = 1_000;

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task S1_30_of_100000_keys_all_are_there_after_a_stop()
    {
        await using (var server = Start())
        {
            using var client = new HttpClient { BaseAddress = await server.FirstAddressAsync() };
            for (var first = 0; first < AllOfThem; first += BatchSize)
                await BatchAsync(client, first, key => $$"""{"op":"put","key":"k{{key}}","value":"v{{key}}"}""");
            server.Terminate();
            Assert.Equal(0, (await server.EndAsync()).ExitCode);
        }

        await using var next = Start();
        using var reader = new HttpClient { BaseAddress = await next.FirstAddressAsync() };
        var found = 0;
        for (var first = 0; first < AllOfThem; first += BatchSize)
        {
            using var reply = JsonDocument.Parse(
                await BatchAsync(reader, first, key => $$"""{"op":"get","key":"k{{key}}"}"""));
            foreach (var (result, key) in reply.RootElement.GetProperty("results").EnumerateArray().Zip(Enumerable.Range(first, BatchSize)))
                found += result.TryGetProperty("value", out var value) && value.GetString() == $"v{key}" ? 1 : 0;
        }

        Assert.Equal(AllOfThem, found);
    }

    [Fact]
    public async Task What_was_answered_is_there_after_a_kill_and_never_an_older_value()
    {
        const int Writers = 8;
        var answered = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        await using (var server = Start())
        {
            using var client = new HttpClient { BaseAddress = await server.FirstAddressAsync() };
            var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => WriteUntilKilledAsync(client, writer, answered)));
            await Eventually(() => answered.Values.Sum() >= 1_000);
            server.Kill();
            await writing;
        }

        await using var next = Start();
        using var reader = new HttpClient { BaseAddress = await next.FirstAddressAsync() };
        foreach (var (key, last) in answered)
        {
            using var reply = JsonDocument.Parse(await reader.GetStringAsync($"/cache/{key}"));
            var value = int.Parse(reply.RootElement.GetProperty("value").GetString()!);

            // The write that the kill came into may have been done; nobody was told.
            Assert.True(value == last || value == last + 1, $"{key} was {last} when it was answered, and is {value}.");
        }

        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync("/health/ready")).StatusCode);
    }

    [Fact]
    public async Task Version_type_and_time_left_are_those_of_before()
    {
        HttpResponseMessage before;
        await using (var server = Start())
        {
            using var client = new HttpClient { BaseAddress = await server.FirstAddressAsync() };
            using var put = new HttpRequestMessage(HttpMethod.Put, "/cache/raw")
            {
                Content = new ByteArrayContent([0, 255]) { Headers = { ContentType = new("image/png") } },
            };
            put.Headers.Add("X-Cache-TTL", "1000");
            await client.SendAsync(put);
            before = await client.GetAsync("/cache/raw");
            server.Kill();
        }

        await using var next = Start();
        using var reader = new HttpClient { BaseAddress = await next.FirstAddressAsync() };
        var after = await reader.GetAsync("/cache/raw");

        Assert.Equal(before.Headers.ETag, after.Headers.ETag);
        Assert.Equal("image/png", after.Content.Headers.ContentType!.MediaType);
        Assert.Equal([0, 255], await after.Content.ReadAsByteArrayAsync());
        Assert.InRange(int.Parse(after.Header("X-Cache-TTL")!), 1, int.Parse(before.Header("X-Cache-TTL")!));
    }

    [Fact]
    public async Task A_file_that_is_too_small_for_all_lets_go_of_the_oldest_and_refuses_nobody()
    {
        var value = new string('a', 4_000);
        await using var server = Start("--Larder:Disk:MaxMegabytes=1", "--Larder:KeyValue:ValueLength=10000");
        using var client = new HttpClient { BaseAddress = await server.FirstAddressAsync() };
        for (var i = 0; i < 1_000; i++)
        {
            var response = await client.PutAsync(
                $"/cache/k{i}", new StringContent(value, Encoding.ASCII, "text/plain"));
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
            Assert.False(response.Headers.Contains("X-Cache-Kept"));
        }

        server.Kill();
        await server.EndAsync();
        await using var next = Start("--Larder:Disk:MaxMegabytes=1", "--Larder:KeyValue:ValueLength=10000");
        using var reader = new HttpClient { BaseAddress = await next.FirstAddressAsync() };

        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync("/cache/k0")).StatusCode);
        Assert.Equal(value, await reader.GetStringAsync("/cache/k999"));
        Assert.InRange(new FileInfo(_folder.File("cache.db")).Length, 1, 1024 * 1024);
    }

    private ServerProcess Start(params string[] settings) => ServerProcess.Start(
        Path.GetTempPath(),
        ["--urls", "http://127.0.0.1:0", $"--Larder:DataFolder={_folder.Path}", "--Larder:KeyValue:Tier=Disk", .. settings]);

    private static async Task<string> BatchAsync(HttpClient client, int first, Func<int, string> operation)
    {
        var body = $$"""{"operations":[{{string.Join(',', Enumerable.Range(first, BatchSize).Select(operation))}}]}""";
        var response = await client.PostAsync("/cache/batch", new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }

    private static async Task WriteUntilKilledAsync(HttpClient client, int writer, ConcurrentDictionary<string, int> answered)
    {
        try
        {
            for (var i = 1; ; i++)
            {
                var body = $$"""{"key":"w{{writer}}","value":"{{i}}"}""";
                using var response = await client.PutAsync("/cache", new StringContent(body, Encoding.UTF8, "application/json"));
                Assert.Equal(HttpStatusCode.Created, response.StatusCode);
                answered[$"w{writer}"] = i;
            }
        }
        catch (HttpRequestException)
        {
            // The server was killed, as the test wants it.
        }
    }

    private static async Task Eventually(Func<bool> condition)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < WaitLimit.Default, "It never came to be.");
            await Task.Yield();
        }
    }
}
