using System.Text;
using System.Text.Json;

namespace Larder.Server.Tests.Admin;

/// <summary>What each cache of the server says about bytes, with values of a known size in it.</summary>
public sealed class BytesSpec(ServerUnderTest server) : IClassFixture<ServerUnderTest>
{
    private const int Letters = 1_000;

    [Fact]
    public async Task A_key_takes_as_many_bytes_more_as_its_value_has()
    {
        await PutKeyAsync("bytes:a", new string('x', 10));
        await PutKeyAsync("bytes:b", new string('x', 10 + Letters));

        Assert.Equal(Letters, await BytesAsync("keyvalue", "bytes:b") - await BytesAsync("keyvalue", "bytes:a"));
    }

    [Fact]
    public async Task An_output_takes_as_many_bytes_more_as_it_has()
    {
        var brief = await PostPayloadAsync(new string('x', 10));
        var lengthy = await PostPayloadAsync(new string('x', 10 + Letters));

        Assert.Equal(Letters, await BytesAsync("payload-outputs", lengthy) - await BytesAsync("payload-outputs", brief));
    }

    [Theory]
    [InlineData("keyvalue", "weight")]
    [InlineData("payload-outputs", "bytes")]
    [InlineData("payload-ids", "entries")]
    [InlineData("products", "entries")]
    [InlineData("products-performance", "entries")]
    [InlineData("users", "entries")]
    [InlineData("default", "entries")]
    public async Task Each_cache_names_its_unit_and_claims_bytes_only_where_it_weighs_them(string cache, string unit)
    {
        await PutKeyAsync("unit", "x");
        await PostPayloadAsync("unit");
        await server.Client.GetStringAsync("/products/1");
        await server.Client.GetStringAsync("/users/1");

        var memory = (await AskAsync($"/admin/caches/{cache}")).GetProperty("memory");

        Assert.Equal(unit, memory.GetProperty("unit").GetString());
        Assert.Equal(unit == "bytes", memory.GetProperty("bytes").ValueKind == JsonValueKind.Number);
        if (unit == "entries")
            Assert.Equal(memory.GetProperty("entries").GetInt64(), memory.GetProperty("weight").GetInt64());
    }

    [Fact]
    public async Task No_cache_of_the_server_is_left_out_above()
    {
        var named = typeof(BytesSpec).GetMethod(nameof(Each_cache_names_its_unit_and_claims_bytes_only_where_it_weighs_them))!
            .GetCustomAttributes(typeof(InlineDataAttribute), inherit: false).Cast<InlineDataAttribute>()
            .Select(data => (string)data.GetData(null!).Single()[0]);

        var served = (await AskAsync("/admin/caches")).GetProperty("caches").EnumerateArray().Select(cache => cache.GetProperty("name").GetString());

        Assert.Equal(served.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    private async Task<long> BytesAsync(string cache, string key) =>
        (await AskAsync($"/admin/caches/{cache}/keys?limit=1000")).GetProperty("keys").EnumerateArray()
            .Single(each => each.GetProperty("key").GetString() == key).GetProperty("bytes").GetInt64();

    private async Task<JsonElement> AskAsync(string path) => JsonDocument.Parse(await server.Client.GetStringAsync(path)).RootElement;

    private async Task PutKeyAsync(string key, string value)
    {
        using var content = new StringContent($$"""{"key":"{{key}}","value":"{{value}}"}""", Encoding.UTF8, "application/json");
        (await server.Client.PutAsync("/cache", content)).EnsureSuccessStatusCode();
    }

    private async Task<string> PostPayloadAsync(string item)
    {
        using var content = new StringContent($$"""{"list_1":["{{item}}"],"list_2":["b"]}""", Encoding.UTF8, "application/json");
        using var reply = await server.Client.PostAsync("/payload", content);
        using var body = JsonDocument.Parse(await reply.Content.ReadAsStringAsync());
        return body.RootElement.GetProperty("payload_id").GetString()!;
    }
}
