using System.Net;
using System.Text.Json;

namespace Larder.AspNetCore.Tests.KeyValue;

public sealed class ManyKeysSpec(SharedServer shared) : IClassFixture<SharedServer>
{
    private readonly KeyValueServer _server = shared.Server;

    [Fact]
    public async Task A_batch_does_its_operations_in_order()
    {
        var response = await _server.JsonAsync("POST", "/cache/batch", """
            {"operations":[
                {"op":"put","key":"b","value":"1"},
                {"op":"get","key":"b"},
                {"op":"delete","key":"b"},
                {"op":"get","key":"b"},
                {"op":"put","key":"c","value":"2","ttl":60,"version":0},
                {"op":"put","key":"c","value":"3","version":0}]}
            """);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            """{"status":"OK","results":["""
            + """{"status":"OK","message":"Key inserted/updated successfully."},"""
            + """{"status":"OK","key":"b","value":"1"},"""
            + """{"status":"OK","message":"Key deleted successfully."},"""
            + """{"status":"ERROR","message":"Key not found."},"""
            + """{"status":"OK","message":"Key inserted/updated successfully."},"""
            + """{"status":"ERROR","message":"The key has another version."}]}""",
            await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("""{"operations":[{"op":"put","key":"never","value":"1"},{"op":"leap","key":"a"}]}""")]
    [InlineData("""{"operations":[{"op":"put","key":"never","value":"1"},{"op":"put","key":"a"}]}""")]
    [InlineData("""{"operations":[{"op":"put","key":"never","value":"1"},{"op":"get","key":"é"}]}""")]
    [InlineData("""{"operations":[{"op":"put","key":"never","value":"1"},{"op":"get","key":"\ud800"}]}""")]
    [InlineData("""{"operations":[{"op":"put","key":"never","value":"1"},7]}""")]
    [InlineData("""{"operations":{}}""")]
    [InlineData("""[]""")]
    [InlineData("""{"operations":[""")]
    [InlineData("""{"operations":[{"op":"put","key":"never","value":"1"}],"operations":[]}""")]
    [InlineData("""{"operations":[{"op":"put","key":"never","value":"1"}]}x""")]
    [InlineData("""{"operations":[{"op":"put","key":"never","value":"1","op":"get"}]}""")]
    [InlineData("""{"operations":[{"op":"put","key":"never","value":"1"}],"more":[}""")]
    [InlineData("""{"more":1}""")]
    public async Task One_fault_refuses_the_whole_batch(string json)
    {
        var response = await _server.JsonAsync("POST", "/cache/batch", json);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _server.SendAsync("GET", "/cache/never")).StatusCode);
    }

    [Fact]
    public async Task A_batch_with_bytes_that_are_no_utf_8_is_refused()
    {
        byte[] body = [.. """{"operations":[{"op":"put","key":"never","value":"1","x":" """u8[..^1], 0xFF, .. "\"}]}"u8];

        var response = await _server.BytesAsync("POST", "/cache/batch", body, "application/json");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _server.SendAsync("GET", "/cache/never")).StatusCode);
    }

    [Theory]
    [InlineData(1_000, HttpStatusCode.OK)]
    [InlineData(1_001, HttpStatusCode.BadRequest)]
    public async Task A_batch_has_at_most_1000_operations(int count, HttpStatusCode status)
    {
        var operations = string.Join(',', Enumerable.Repeat("""{"op":"get","key":"none"}""", count));

        var response = await _server.JsonAsync("POST", "/cache/batch", $$"""{"operations":[{{operations}}]}""");

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task A_batch_of_many_large_values_is_sent_as_it_is_written()
    {
        const int Gets = 100;
        var value = new string('v', 1024 * 1024);
        await _server.PutAsync("large", value);
        var operations = string.Join(',', Enumerable.Repeat("""{"op":"get","key":"large"}""", Gets));

        var response = await _server.JsonAsync("POST", "/cache/batch", $$"""{"operations":[{{operations}}]}""");
        using var body = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync());

        // With a length it would have been made as a whole first.
        Assert.True(response.Headers.TransferEncodingChunked);
        var results = body.RootElement.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(Gets, results.Count);
        Assert.All(results, result => Assert.Equal(value, result.GetProperty("value").GetString()));
    }

    [Fact]
    public async Task Keys_are_listed_by_prefix_a_page_at_a_time()
    {
        var wanted = Enumerable.Range(0, 250).Select(each => $"user:{each}").ToHashSet(StringComparer.Ordinal);
        foreach (var key in wanted)
            await _server.PutAsync(key, "v");
        await _server.PutAsync("other", "v");

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var cursor = "0";
        for (var pages = 0; cursor is not null && pages < 1_000; pages++)
        {
            using var page = JsonDocument.Parse(
                await _server.Client.GetStringAsync($"/cache?prefix=user%3A&limit=40&cursor={cursor}"));
            seen.UnionWith(page.RootElement.GetProperty("keys").EnumerateArray().Select(each => each.GetString()!));
            cursor = page.RootElement.GetProperty("cursor").GetString();
        }

        Assert.Null(cursor);
        Assert.Equal(wanted.Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=1001")]
    [InlineData("cursor=-1")]
    [InlineData("cursor=x")]
    [InlineData("prefix=%ff")]
    public async Task A_list_that_cannot_be_made_is_400(string query)
    {
        var response = await _server.SendAsync("GET", $"/cache?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }
}
