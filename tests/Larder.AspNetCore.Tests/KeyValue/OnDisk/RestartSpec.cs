using System.Net;
using System.Text;

namespace Larder.AspNetCore.Tests.KeyValue.OnDisk;

public sealed class RestartSpec
{
    [Fact]
    public async Task S1_02_what_was_put_is_there_after_a_restart_with_version_type_and_kind()
    {
        await using var disk = await DiskUnderTest.StartAsync();
        var text = await disk.Server.PutAsync("a text/\u0001", "\"quoted\" \n");
        var bytes = await disk.Server.BytesAsync("PUT", "/cache/bytes", [0, 1, 2, 255], "image/png");
        var gone = await disk.Server.PutAsync("gone", "x");
        await disk.Client.DeleteAsync("/cache/gone");

        await disk.RestartAsync();
        var textAgain = await disk.Client.GetAsync("/cache/a%20text%2F%01");
        var bytesAgain = await disk.Client.GetAsync("/cache/bytes");
        var goneAgain = await disk.Client.GetAsync("/cache/gone");
        var known = await disk.Server.SendAsync("GET", "/cache/bytes", "If-None-Match", bytes.Headers.ETag!.Tag);

        Assert.Equal(
            """{"status":"OK","key":"a text/\u0001","value":"\"quoted\" \n"}""", await textAgain.Content.ReadAsStringAsync());
        Assert.Equal(text.Headers.ETag, textAgain.Headers.ETag);
        Assert.Equal([0, 1, 2, 255], await bytesAgain.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/png", bytesAgain.Content.Headers.ContentType!.ToString());
        Assert.Equal(bytes.Headers.ETag, bytesAgain.Headers.ETag);
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        Assert.Equal(HttpStatusCode.Created, gone.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, goneAgain.StatusCode);
    }

    [Fact]
    public async Task S1_23_each_way_of_reading_finds_what_only_the_file_has()
    {
        await using var disk = await DiskUnderTest.StartAsync();
        foreach (var key in new[] { "path", "query", "batch", "foreign", "head" })
            await disk.Server.PutAsync(key, "v");

        await disk.RestartAsync();
        var statuses = new[]
        {
            await disk.Client.GetAsync("/cache/path"),
            await disk.Client.GetAsync("/get?key=query"),
            await disk.Server.SendAsync("GET", "/cache/foreign", "Origin", "https://example.com"),
            await disk.Server.SendAsync("HEAD", "/cache/head"),
        };
        var batch = await disk.Server.JsonAsync(
            "POST", "/cache/batch", """{"operations":[{"op":"get","key":"batch"},{"op":"get","key":"nobody"}]}""");

        Assert.All(statuses, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        Assert.Equal(
            """{"status":"OK","results":[{"status":"OK","key":"batch","value":"v"},{"status":"ERROR","message":"Key not found."}]}""",
            await batch.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_value_lives_as_long_as_it_was_given_also_across_a_restart()
    {
        await using var disk = await DiskUnderTest.StartAsync();
        await disk.Server.JsonAsync("PUT", "/cache", """{"key":"brief","value":"1","ttl":60}""");

        disk.Clock.Advance(TimeSpan.FromSeconds(15.5));
        await disk.RestartAsync();
        var early = await disk.Server.SendAsync("POST", "/cache/brief/increment");
        disk.Clock.Advance(TimeSpan.FromSeconds(10));
        await disk.RestartAsync();
        var later = await disk.Client.GetAsync("/cache/brief");
        disk.Clock.Advance(TimeSpan.FromSeconds(35));
        var fromMemory = await disk.Client.GetAsync("/cache/brief");
        await disk.RestartAsync();
        var fromFile = await disk.Client.GetAsync("/cache/brief");

        Assert.Equal("45", early.Headers.GetValues("X-Cache-TTL").Single());
        Assert.Equal("35", later.Headers.GetValues("X-Cache-TTL").Single());
        Assert.Contains("\"2\"", await later.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, fromMemory.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, fromFile.StatusCode);
    }

    [Fact]
    public async Task Conditions_and_increments_go_on_from_what_the_file_has()
    {
        await using var disk = await DiskUnderTest.StartAsync();
        var tag = (await disk.Server.PutAsync("k", "1")).Headers.ETag!.Tag;

        await disk.RestartAsync();
        var create = await disk.Server.SendAsync("PUT", "/cache/k", "If-None-Match", "*");
        var sum = await disk.Server.SendAsync("POST", "/cache/k/increment");
        await disk.RestartAsync();
        var stale = await PutIfAsync(disk, tag);
        var fresh = await PutIfAsync(disk, sum.Headers.ETag!.Tag);

        Assert.Equal(HttpStatusCode.PreconditionFailed, create.StatusCode);
        Assert.Contains("\"2\"", await sum.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Equal(HttpStatusCode.Created, fresh.StatusCode);
    }

    [Fact]
    public async Task S1_17_what_memory_evicts_comes_back_from_the_file()
    {
        const int Entries = 200;
        await using var disk = await DiskUnderTest.StartAsync(new() { Capacity = 10, MaxBytes = 20_000, ValueLength = 1_000 });
        for (var i = 0; i < Entries; i++)
            await disk.Server.PutAsync($"k{i}", $"v{i}");

        Assert.InRange(disk.Server.Cache.Count, 1, 10);
        for (var i = 0; i < Entries; i++)
            Assert.Equal($$"""{"status":"OK","key":"k{{i}}","value":"v{{i}}"}""", await disk.Client.GetStringAsync($"/cache/k{i}"));
        Assert.InRange(disk.Server.Cache.Count, 1, 10);
    }

    [Fact]
    public async Task What_the_file_let_go_of_is_counted_on_from_memory()
    {
        await using var disk = await DiskUnderTest.StartAsync();
        var put = await disk.Server.PutAsync("n", "100");
        await using var tier = disk.Tiers.Create("keyvalue");
        await tier.RemoveAsync("n"); // as a full file does

        var sum = await disk.Server.SendAsync("POST", "/cache/n/increment");
        await disk.RestartAsync();

        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        Assert.Contains("\"101\"", await sum.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("\"101\"", await disk.Client.GetStringAsync("/cache/n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cleared_cache_is_empty_after_a_restart_too()
    {
        await using var disk = await DiskUnderTest.StartAsync();
        await disk.Server.PutAsync("k", "v");

        await disk.Server.Cache.ClearAsync();
        var now = await disk.Client.GetAsync("/cache/k");
        await disk.RestartAsync();
        var later = await disk.Client.GetAsync("/cache/k");

        Assert.Equal(HttpStatusCode.NotFound, now.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, later.StatusCode);
    }

    [Fact]
    public async Task S1_14_a_compressed_copy_is_no_write_to_the_file()
    {
        await using var disk = await DiskUnderTest.StartAsync();
        await disk.Server.PutAsync("long", new string('a', 2_000));
        var writes = disk.Tier.Writes;

        var copy = await disk.Server.SendAsync("GET", "/cache/long", "Accept-Encoding", "gzip");

        Assert.Equal(["gzip"], copy.Content.Headers.ContentEncoding);
        Assert.Equal(writes, disk.Tier.Writes);
    }

    [Fact]
    public async Task A_look_up_counts_once_wherever_it_ends()
    {
        await using var disk = await DiskUnderTest.StartAsync();
        await disk.Server.PutAsync("k", "v");
        await disk.RestartAsync();

        await disk.Client.GetAsync("/cache/k"); // from the file
        await disk.Client.GetAsync("/cache/k"); // from memory
        await disk.Client.GetAsync("/cache/nobody");
        var stats = disk.Server.Cache.GetStats();

        Assert.Equal((2, 1), (stats.Hits, stats.Misses));
    }

    private static Task<HttpResponseMessage> PutIfAsync(DiskUnderTest disk, string tag)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, "/cache/k")
        {
            Content = new StringContent("raw", Encoding.ASCII, "text/plain"),
        };
        request.Headers.TryAddWithoutValidation("If-Match", tag);
        return disk.Client.SendAsync(request);
    }
}
