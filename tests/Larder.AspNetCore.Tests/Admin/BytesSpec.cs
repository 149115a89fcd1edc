using System.Text.Json;
using Larder.AspNetCore.Admin.Metrics;
using Larder.Testing;

namespace Larder.AspNetCore.Tests.Admin;

/// <summary>What is called bytes are bytes; what is a share of a bound is called a weight.</summary>
public sealed class BytesSpec
{
    private const int Letters = 1_000;

    [Fact]
    public async Task A_key_shows_the_bytes_it_takes_and_beside_them_what_it_weighs()
    {
        await using var server = await AdminServer.StartAsync();
        await server.PutTextAsync("short", "v");
        await server.PutTextAsync("longs", "v" + new string('v', Letters));

        var keys = await KeysAsync(server, "keyvalue");

        Assert.Equal(Letters, keys["longs"].GetProperty("bytes").GetInt64() - keys["short"].GetProperty("bytes").GetInt64());
        Assert.InRange(keys["short"].GetProperty("bytes").GetInt64(), "short".Length + "v".Length, 1_000);
        Assert.Equal(keys["short"].GetProperty("weight").GetInt64(), keys["longs"].GetProperty("weight").GetInt64());
    }

    [Fact]
    public async Task A_cache_whose_weight_is_a_share_claims_no_bytes()
    {
        await using var server = await AdminServer.StartAsync();
        await server.PutTextAsync("one", "v");
        await server.PutTextAsync("two", "v");

        var cache = await server.GetAsync("/admin/caches/keyvalue");
        var keys = await KeysAsync(server, "keyvalue");

        var memory = cache.GetProperty("memory");
        Assert.Equal(JsonValueKind.Null, memory.GetProperty("bytes").ValueKind);
        Assert.Equal("weight", memory.GetProperty("unit").GetString());
        Assert.Equal(keys.Values.Sum(key => key.GetProperty("weight").GetInt64()), memory.GetProperty("weight").GetInt64());
        Assert.Equal(cache.GetProperty("options").GetProperty("max_bytes").GetInt64(), memory.GetProperty("max_weight").GetInt64());
    }

    [Fact]
    public async Task A_cache_that_weighs_bytes_shows_them_of_each_key_and_of_all()
    {
        await using var server = await AdminServer.StartAsync();
        await server.Cache("weighed").SetAsync("short", new byte[1]);
        await server.Cache("weighed").SetAsync("longs", new byte[1 + Letters]);

        var memory = (await server.GetAsync("/admin/caches/weighed")).GetProperty("memory");
        var keys = await KeysAsync(server, "weighed");

        Assert.Equal(Letters, keys["longs"].GetProperty("bytes").GetInt64() - keys["short"].GetProperty("bytes").GetInt64());
        Assert.Equal(keys.Values.Sum(key => key.GetProperty("bytes").GetInt64()), memory.GetProperty("bytes").GetInt64());
        Assert.Equal("bytes", memory.GetProperty("unit").GetString());
    }

    [Fact]
    public async Task A_cache_that_counts_entries_shows_no_bytes_and_each_weighs_one()
    {
        await using var server = await AdminServer.StartAsync();
        await server.Cache("things").SetAsync("a", "text");

        var memory = (await server.GetAsync("/admin/caches/things")).GetProperty("memory");
        var key = (await KeysAsync(server, "things"))["a"];

        Assert.Equal("""{"entries":1,"bytes":null,"weight":1,"max_weight":1000,"unit":"entries"}""", memory.GetRawText());
        Assert.Equal(JsonValueKind.Null, key.GetProperty("bytes").ValueKind);
        Assert.Equal(1, key.GetProperty("weight").GetInt64());
    }

    [Fact]
    public async Task The_metrics_call_the_units_by_the_same_names()
    {
        await using var server = await AdminServer.StartAsync();
        await server.PutTextAsync("one", "v");
        await server.Cache("weighed").SetAsync("k", new byte[10]);
        var weighed = (await server.GetAsync("/admin/caches/weighed")).GetProperty("memory").GetProperty("bytes").GetInt64();
        var keyvalue = (await server.GetAsync("/admin/caches/keyvalue")).GetProperty("memory").GetProperty("weight").GetInt64();

        var page = Exposition.Parse(server.Metrics());

        Assert.Equal(weighed, page.Samples["""larder_cache_bytes{cache="weighed"}"""]);
        Assert.Equal(keyvalue, page.Samples["""larder_cache_weight{cache="keyvalue",unit="weight"}"""]);
        Assert.Equal(1_000, page.Samples["""larder_cache_capacity{cache="things",unit="entries"}"""]);
        Assert.DoesNotContain("""larder_cache_bytes{cache="keyvalue"}""", page.Samples.Keys);
        Assert.DoesNotContain("""larder_cache_bytes{cache="things"}""", page.Samples.Keys);
    }

    private static async Task<Dictionary<string, JsonElement>> KeysAsync(AdminServer server, string cache) =>
        (await server.GetAsync($"/admin/caches/{cache}/keys")).GetProperty("keys").EnumerateArray()
            .ToDictionary(key => key.GetProperty("key").GetString()!, StringComparer.Ordinal);
}
