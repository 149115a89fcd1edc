using System.Net;
using Larder.Testing;

namespace Larder.AspNetCore.Tests.KeyValue.OnDisk;

/// <summary>A reader has the old value from the file in its hands while a writer is answered.</summary>
public sealed class RacesSpec
{
    private const string Old = "old";
    private const int Keys = 10;

    [Theory]
    [InlineData("PUT", "/cache", """{"key":"k","value":"new"}""", "new")]
    [InlineData("POST", "/put", """{"key":"k","value":"new"}""", "new")]
    [InlineData("POST", "/cache/batch", """{"operations":[{"op":"put","key":"k","value":"new"}]}""", "new")]
    [InlineData("POST", "/cache/batch", """{"operations":[{"op":"delete","key":"k"}]}""", null)]
    [InlineData("DELETE", "/cache/k", null, null)]
    [InlineData("DELETE", "/get?key=k", null, null)]
    public async Task S1_11_a_value_that_was_replaced_or_removed_does_not_come_back(
        string method, string path, string? body, string? expected)
    {
        await using var disk = await DiskUnderTest.StartAsync();
        await disk.Server.PutAsync("k", Old);
        await disk.RestartAsync();
        var (hasRead, mayGoOn) = HoldFirstReader(disk);

        var reader = disk.Client.GetAsync("/cache/k");
        await hasRead.WaitAsync();
        var write = body is null ? await disk.Server.SendAsync(method, path) : await disk.Server.JsonAsync(method, path, body);
        var during = await ValueAsync(disk);
        mayGoOn.Open();
        await reader;
        var after = await ValueAsync(disk);
        await disk.RestartAsync();

        Assert.True(write.IsSuccessStatusCode);
        Assert.Equal(expected, during);
        Assert.Equal(expected, after);
        Assert.Equal(expected, await ValueAsync(disk));
    }

    [Fact]
    public async Task A_cleared_value_does_not_come_back_through_a_reader()
    {
        await using var disk = await DiskUnderTest.StartAsync();
        await disk.Server.PutAsync("k", Old);
        await disk.RestartAsync();
        var (hasRead, mayGoOn) = HoldFirstReader(disk);

        var reader = disk.Client.GetAsync("/cache/k");
        await hasRead.WaitAsync();
        await disk.Server.Cache.ClearAsync();
        mayGoOn.Open();
        await reader;

        Assert.Null(await ValueAsync(disk));
    }

    [Fact]
    public async Task Increments_of_many_clients_are_one_step_each_also_when_memory_has_nothing()
    {
        const int Clients = 8;
        const int Rounds = 25;
        await using var disk = await DiskUnderTest.StartAsync();
        await disk.Server.PutAsync("n", "1000");
        await disk.RestartAsync();

        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            for (var round = 0; round < Rounds; round++)
                Assert.Equal(HttpStatusCode.OK, (await disk.Server.SendAsync("POST", "/cache/n/increment")).StatusCode);
        }));
        var inMemory = await disk.Client.GetStringAsync("/cache/n");
        await disk.RestartAsync();

        Assert.Contains($"\"{1_000 + (Clients * Rounds)}\"", inMemory, StringComparison.Ordinal);
        Assert.Equal(inMemory, await disk.Client.GetStringAsync("/cache/n"));
    }

    [Fact]
    public Task S1_11_whatever_writers_do_memory_and_file_agree_in_the_end() => SeededRandom.RunAsync(async random =>
    {
        await using var disk = await DiskUnderTest.StartAsync(new() { Capacity = 6, MaxBytes = 20_000, ValueLength = 1_000 });
        var clients = Enumerable.Range(0, 6).Select(client => (client, random.Fork(client))).ToList();
        await Task.WhenAll(clients.Select(each => DoAnythingAsync(disk, each.client, each.Item2)));

        var seen = new Dictionary<string, string?>(StringComparer.Ordinal);
        for (var i = 0; i < Keys; i++)
            seen[$"k{i}"] = await TextAsync(disk, $"k{i}");
        await disk.RestartAsync();

        foreach (var (key, text) in seen)
            Assert.Equal((key, text), (key, await TextAsync(disk, key)));
    });

    private static async Task DoAnythingAsync(DiskUnderTest disk, int client, SeededRandom random)
    {
        for (var round = 0; round < 60; round++)
        {
            var key = $"k{random.Next(Keys)}";
            var own = $"own-{client}";
            await disk.Server.PutAsync(own, $"{round}");
            _ = random.Next(4) switch
            {
                0 => await disk.Client.DeleteAsync($"/cache/{key}"),
                1 => await disk.Client.GetAsync($"/cache/{key}"),
                _ => await disk.Server.PutAsync(key, $"{client}.{round}"),
            };
            Assert.Contains($"\"value\":\"{round}\"", await disk.Client.GetStringAsync($"/cache/{own}"), StringComparison.Ordinal);
        }
    }

    private static (Gate HasRead, Gate MayGoOn) HoldFirstReader(DiskUnderTest disk)
    {
        var (hasRead, mayGoOn, isFirst) = (new Gate("has read"), new Gate("may go on"), 1);
        disk.Tier.AfterRead = async _ =>
        {
            if (Interlocked.Exchange(ref isFirst, 0) == 0)
                return;
            hasRead.Open();
            await mayGoOn.WaitAsync();
        };
        return (hasRead, mayGoOn);
    }

    private static async Task<string?> ValueAsync(DiskUnderTest disk)
    {
        var text = await TextAsync(disk, "k");
        return text is null ? null : System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("value").GetString();
    }

    private static async Task<string?> TextAsync(DiskUnderTest disk, string key)
    {
        var response = await disk.Client.GetAsync($"/cache/{key}");
        return response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync() : null;
    }
}
