using System.Buffers;
using System.Net;
using System.Text;
using Larder.Testing;

namespace Larder.AspNetCore.Tests.KeyValue.OnDisk;

/// <summary>The file fails: readers do not notice, and writers are told what holds.</summary>
public sealed class OutageSpec
{
    private const string Kept = "X-Cache-Kept";

    [Fact]
    public async Task A_write_that_the_file_did_not_take_says_so_and_is_read_from_memory()
    {
        await using var disk = await DiskUnderTest.StartAsync();
        var before = await disk.Server.PutAsync("k", "1");
        await FailAsync(disk);

        var put = await disk.Server.PutAsync("k", "2");
        var raw = await disk.Server.BytesAsync("PUT", "/cache/raw", [1], "image/png");
        var batch = await disk.Server.JsonAsync("POST", "/cache/batch", """{"operations":[{"op":"put","key":"b","value":"3"}]}""");

        Assert.False(before.Headers.Contains(Kept));
        Assert.Equal((HttpStatusCode.Created, "memory"), (put.StatusCode, put.Headers.GetValues(Kept).Single()));
        Assert.Equal((HttpStatusCode.Created, "memory"), (raw.StatusCode, raw.Headers.GetValues(Kept).Single()));
        Assert.Equal((HttpStatusCode.OK, "memory"), (batch.StatusCode, batch.Headers.GetValues(Kept).Single()));
        Assert.Contains("\"2\"", await disk.Client.GetStringAsync("/cache/k"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await disk.Client.GetAsync("/cache/nobody")).StatusCode);
    }

    [Fact]
    public async Task Conditions_and_increments_are_503_and_change_nothing()
    {
        await using var disk = await DiskUnderTest.StartAsync();
        await disk.Server.PutAsync("n", "7");
        await FailAsync(disk);
        await disk.Server.PutAsync("alone", "100");

        var increments = new[]
        {
            await disk.Server.SendAsync("POST", "/cache/n/increment"),
            await disk.Server.SendAsync("POST", "/cache/alone/increment"),
            await disk.Server.SendAsync("POST", "/cache/new/increment"),
        };
        var create = await disk.Server.JsonAsync("PUT", "/cache", """{"key":"other","value":"1","version":0}""");

        Assert.All([.. increments, create], response =>
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
            Assert.True(response.Headers.Contains("Retry-After"));
        });
        Assert.Contains("\"7\"", await disk.Client.GetStringAsync("/cache/n"), StringComparison.Ordinal);
        Assert.Contains("\"100\"", await disk.Client.GetStringAsync("/cache/alone"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await disk.Client.GetAsync("/cache/other")).StatusCode);
    }

    [Fact]
    public async Task What_the_file_had_before_the_outage_does_not_come_back_after_it()
    {
        await using var disk = await DiskUnderTest.StartAsync();
        await disk.Server.PutAsync("replaced", "old");
        await disk.Server.PutAsync("removed", "old");
        await FailAsync(disk);
        await disk.Server.PutAsync("replaced", "new");
        await disk.Client.DeleteAsync("/cache/removed");

        await RecoverAsync(
            disk, async () => !await IsInFileAsync(disk, "replaced", "old") && !await IsInFileAsync(disk, "removed", "old"));
        await disk.RestartAsync();

        // Nothing, or what followed when the file was back.
        var replaced = await disk.Client.GetAsync("/cache/replaced");
        Assert.DoesNotContain("old", await replaced.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await disk.Client.GetAsync("/cache/removed")).StatusCode);
    }

    [Fact]
    public async Task A_number_that_only_memory_took_is_counted_on_when_the_file_is_back()
    {
        await using var disk = await DiskUnderTest.StartAsync();
        await FailAsync(disk);
        await disk.Server.PutAsync("n", "100");

        await RecoverAsync(disk, async () => (await disk.Server.SendAsync("POST", "/cache/n/increment")).IsSuccessStatusCode);
        var inMemory = await disk.Client.GetStringAsync("/cache/n");
        await disk.RestartAsync();

        Assert.Contains("\"101\"", inMemory, StringComparison.Ordinal);
        Assert.Contains("\"101\"", await disk.Client.GetStringAsync("/cache/n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_burst_of_writers_waits_for_its_turn_and_is_in_the_file()
    {
        const int Writers = 400; // more than a tier is usually asked at a time
        await using var disk = await DiskUnderTest.StartAsync();
        var (mayGoOn, came) = (new Gate("may go on"), 0);
        disk.Tier.BeforeWrite = () =>
        {
            if (Interlocked.Increment(ref came) == Writers)
                mayGoOn.Open();
            return mayGoOn.WaitAsync();
        };

        var writes = await Task.WhenAll(Enumerable.Range(0, Writers).Select(i => disk.Server.PutAsync($"k{i}", $"v{i}")));
        await disk.RestartAsync();

        Assert.All(writes, response => Assert.False(response.Headers.Contains(Kept)));
        for (var i = 0; i < Writers; i++)
            Assert.Equal(HttpStatusCode.OK, (await disk.Client.GetAsync($"/cache/k{i}")).StatusCode);
    }

    /// <summary>Fails every write from now on; a rest between two tries takes no time.</summary>
    private static async Task FailAsync(DiskUnderTest disk)
    {
        disk.Tier.BeforeWrite = static () => throw new IOException("The disk is full.");

        // Until the tier is left alone, each try is followed by a rest on the clock of the test.
        var trip = Task.WhenAll(Enumerable.Range(0, 6).Select(i => disk.Server.PutAsync($"trip{i}", "x")));
        while (!trip.IsCompleted)
        {
            disk.Clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        await trip;
    }

    /// <summary>Lets the file answer again, and moves the clock until something has come about.</summary>
    private static async Task RecoverAsync(DiskUnderTest disk, Func<Task<bool>> hasComeAbout)
    {
        disk.Tier.BeforeWrite = static () => Task.CompletedTask;
        var began = TimeProvider.System.GetTimestamp();
        while (!await hasComeAbout())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < WaitLimit.Default, "It was never made up for.");
            disk.Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private static async Task<bool> IsInFileAsync(DiskUnderTest disk, string key, string text)
    {
        await using var tier = disk.Tiers.Create("keyvalue");
        var bytes = new ArrayBufferWriter<byte>();
        return (await tier.GetAsync(key, bytes)).Found && bytes.WrittenSpan.IndexOf(Encoding.ASCII.GetBytes($"\"{text}\"")) >= 0;
    }
}
