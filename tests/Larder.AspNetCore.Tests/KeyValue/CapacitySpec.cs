using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Larder.AspNetCore.KeyValue;

namespace Larder.AspNetCore.Tests.KeyValue;

public sealed class CapacitySpec
{
    [Fact]
    public async Task S1_10_the_least_recently_used_leaves_and_reads_and_writes_both_refresh()
    {
        await using var server = await KeyValueServer.StartAsync(new KeyValueOptions { Capacity = 4 });
        foreach (var key in new[] { "a", "b", "c", "d" })
            await server.PutAsync(key, "1");

        await server.SendAsync("GET", "/cache/a");
        await server.PutAsync("b", "2");
        await server.PutAsync("e", "1");

        Assert.Equal(["a", "b", "d", "e"], await PresentAsync(server, "a", "b", "c", "d", "e"));
    }

    [Fact]
    public async Task S1_17_a_new_key_in_a_full_store_evicts_one_and_an_old_key_none()
    {
        await using var server = await KeyValueServer.StartAsync(new KeyValueOptions { Capacity = 10 });
        for (var i = 0; i < 10; i++)
            await server.PutAsync($"k{i}", "v");
        await server.PutAsync("k5", "again");
        var afterOld = server.Cache.Count;

        await server.PutAsync("new", "v");

        Assert.Equal(10, afterOld);
        Assert.Equal(10, server.Cache.Count);
        Assert.Equal(1, server.Cache.GetStats().Evictions);
        Assert.Equal(100_000, new KeyValueOptions().Capacity);
    }

    [Fact]
    public async Task S1_24_a_flood_of_mebibytes_stays_within_the_bytes()
    {
        const int Bytes = 16 * 1024 * 1024;
        await using var server = await KeyValueServer.StartAsync(new KeyValueOptions { MaxBytes = Bytes });
        var value = new string('v', 1024 * 1024);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async client =>
        {
            for (var i = 0; i < 16; i++)
                Assert.Equal(HttpStatusCode.Created, (await server.PutAsync($"{client}:{i}", value)).StatusCode);
        }));

        Assert.InRange(server.Cache.GetStats().Size, Bytes / 2, Bytes);
        Assert.InRange(server.Cache.Count, 8, 16);
    }

    [Fact]
    public async Task S1_30_of_100000_keys_not_one_is_missing()
    {
        const int Keys = 100_000;
        const int Batch = 1_000;
        await using var server = await KeyValueServer.StartAsync();
        for (var first = 0; first < Keys; first += Batch)
        {
            var operations = Enumerable.Range(first, Batch).Select(each => new { op = "put", key = $"key-{each}", value = $"value of {each}" });
            var written = await server.JsonAsync("POST", "/cache/batch", JsonSerializer.Serialize(new { operations }));
            Assert.Equal(HttpStatusCode.OK, written.StatusCode);
        }

        var missing = 0;
        for (var first = 0; first < Keys; first += Batch)
        {
            var request = new StringBuilder();
            for (var i = first; i < first + Batch; i++)
            {
                var end = i == first + Batch - 1 ? "Connection: close\r\n\r\n" : "\r\n";
                request.Append(CultureInfo.InvariantCulture, $"GET /cache/key-{i} HTTP/1.1\r\nHost: localhost\r\n{end}");
            }

            var answers = await RawExchange.SendAsync(server.Address, Encoding.ASCII.GetBytes(request.ToString()));
            for (var i = first; i < first + Batch; i++)
            {
                if (!answers.Contains($"\"key\":\"key-{i}\",\"value\":\"value of {i}\"", StringComparison.Ordinal))
                    missing++;
            }
        }

        Assert.Equal(0, missing);
        Assert.Equal(Keys, server.Cache.Count);
        Assert.Equal(0, server.Cache.GetStats().Misses);
    }

    private static async Task<IEnumerable<string>> PresentAsync(KeyValueServer server, params string[] keys)
    {
        var present = new List<string>();
        foreach (var key in keys)
        {
            if ((await server.SendAsync("GET", $"/cache/{key}")).StatusCode == HttpStatusCode.OK)
                present.Add(key);
        }

        return present;
    }
}
