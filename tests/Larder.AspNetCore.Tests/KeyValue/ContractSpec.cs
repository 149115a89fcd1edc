using System.Net;
using System.Text;
using System.Text.Json;

namespace Larder.AspNetCore.Tests.KeyValue;

public sealed class ContractSpec(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string Written = """{"status":"OK","message":"Key inserted/updated successfully."}""";
    private const string Missing = """{"status":"ERROR","message":"Key not found."}""";

    private readonly KeyValueServer _server = shared.Server;

    [Fact]
    public async Task S1_01_a_put_answers_201_the_first_time_and_every_time_after()
    {
        var first = await _server.PutAsync("someKey", "someValue");
        var second = await _server.PutAsync("someKey", "other");

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
        Assert.Equal(Written, await first.Content.ReadAsStringAsync());
        Assert.Equal("application/json", first.Content.Headers.ContentType?.ToString());
    }

    [Fact]
    public async Task S1_02_a_get_answers_200_with_the_value_and_404_without_one()
    {
        await _server.PutAsync("present", "here");

        var hit = await _server.SendAsync("GET", "/cache/present");
        var miss = await _server.SendAsync("GET", "/cache/absent");

        Assert.Equal(HttpStatusCode.OK, hit.StatusCode);
        Assert.Equal("""{"status":"OK","key":"present","value":"here"}""", await hit.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NotFound, miss.StatusCode);
        Assert.Equal(Missing, await miss.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task S1_03_post_put_answers_200_and_a_string_stays_a_string()
    {
        var put = await _server.JsonAsync("POST", "/put", """{"key":"test","value":"123"}""");
        var get = await _server.SendAsync("GET", "/get?key=test");

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Equal(Written, await put.Content.ReadAsStringAsync());
        Assert.Equal("""{"status":"OK","key":"test","value":"123"}""", await get.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task S1_04_get_by_query_answers_404_without_a_value_and_422_without_a_key()
    {
        var miss = await _server.SendAsync("GET", "/get?key=nothing");
        var none = await _server.SendAsync("GET", "/get");
        var other = await _server.SendAsync("GET", "/get?keys=a");

        Assert.Equal(HttpStatusCode.NotFound, miss.StatusCode);
        Assert.Equal(Missing, await miss.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, none.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        using var body = JsonDocument.Parse(await none.Content.ReadAsStringAsync());
        Assert.Equal("ERROR", body.RootElement.GetProperty("status").GetString());
        Assert.Equal("missing", body.RootElement.GetProperty("detail")[0].GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("""{"value":"v"}""")]
    [InlineData("""{"key":"k"}""")]
    [InlineData("""{"key":null,"value":"v"}""")]
    [InlineData("""{"key":"k","value":null}""")]
    [InlineData("""{"key":1,"value":"v"}""")]
    [InlineData("""{"key":"k","value":{"a":1}}""")]
    [InlineData("""{"key":"k\u00e9","value":"v"}""")]
    [InlineData("""{"key":"k","value":"é"}""")]
    [InlineData("""{"key":"k","value":"\ud800"}""")]
    [InlineData("""{"key":"k","value":"v","value":"w"}""")]
    [InlineData("""{"key":"k","k\u0065y":"l","value":"v"}""")]
    [InlineData("""{"key":"k","value":"v"}x""")]
    [InlineData("""{"key":"k","value":"v","ttl":0}""")]
    [InlineData("""{"key":"k","value":"v","ttl":"5"}""")]
    [InlineData("""{"key":"k","value":"v","ttl":1e300}""")]
    [InlineData("""{"key":"k","value":"v","version":-1}""")]
    [InlineData("""["key","value"]""")]
    [InlineData("""{"key":"k","value":""")]
    [InlineData("not json")]
    [InlineData("")]
    public async Task S1_05_a_write_that_breaks_a_rule_is_400_by_put_and_422_by_post(string json)
    {
        var put = await _server.JsonAsync("PUT", "/cache", json);
        var post = await _server.JsonAsync("POST", "/put", json);

        Assert.Equal(HttpStatusCode.BadRequest, put.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, post.StatusCode);
        using var putBody = JsonDocument.Parse(await put.Content.ReadAsStringAsync());
        using var postBody = JsonDocument.Parse(await post.Content.ReadAsStringAsync());
        Assert.Equal(["status", "message"], putBody.RootElement.EnumerateObject().Select(each => each.Name));
        Assert.Equal(["status", "message", "detail"], postBody.RootElement.EnumerateObject().Select(each => each.Name));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task S1_05_another_content_type_is_refused(string? type)
    {
        var body = """{"key":"k","value":"v"}"""u8.ToArray();

        var put = await _server.BytesAsync("PUT", "/cache", body, type);
        var post = await _server.BytesAsync("POST", "/put", body, type);

        Assert.Equal(HttpStatusCode.BadRequest, put.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, post.StatusCode);
    }

    [Fact]
    public async Task S1_05_bytes_that_are_no_utf_8_are_refused_wherever_they_stand()
    {
        byte[] body = [.. """{"key":"k","value":"v","other":" """u8[..^1], 0xFF, 0xFE, .. "\"}"u8];

        var put = await _server.BytesAsync("PUT", "/cache", body, "application/json; charset=utf-8");

        Assert.Equal(HttpStatusCode.BadRequest, put.StatusCode);
    }

    [Fact]
    public async Task S1_08_every_ascii_character_can_stand_in_key_and_value()
    {
        var all = new string([.. Enumerable.Range(0, 128).Select(code => (char)code)]);

        var put = await _server.PutAsync(all, all);
        var get = await _server.SendAsync("GET", $"/get?key={Uri.EscapeDataString(all)}");

        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        using var body = JsonDocument.Parse(await get.Content.ReadAsStringAsync());
        Assert.Equal(all, body.RootElement.GetProperty("key").GetString());
        Assert.Equal(all, body.RootElement.GetProperty("value").GetString());
    }

    [Fact]
    public async Task S1_09_a_key_has_0_to_256_characters()
    {
        var longest = new string('k', 256);
        var tooLong = longest + "k";

        Assert.Equal(HttpStatusCode.Created, (await _server.PutAsync(longest, "v")).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await _server.PutAsync("", "of the empty key")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _server.SendAsync("GET", $"/cache/{longest}")).StatusCode);
        Assert.Contains("of the empty key", await _server.Client.GetStringAsync("/get?key="), StringComparison.Ordinal);
        Assert.Contains("of the empty key", await _server.Client.GetStringAsync("/cache/"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await _server.PutAsync(tooLong, "v")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await _server.SendAsync("GET", $"/cache/{tooLong}")).StatusCode);
        Assert.Equal(
            HttpStatusCode.UnprocessableEntity, (await _server.SendAsync("GET", $"/get?key={tooLong}")).StatusCode);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4_096)]
    [InlineData(1_048_576)]
    public async Task S1_22_a_value_may_have_a_mebibyte(int length)
    {
        var value = new string('v', length);

        var put = await _server.PutAsync($"of{length}", value);
        using var body = JsonDocument.Parse(await _server.Client.GetStringAsync($"/cache/of{length}"));

        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        Assert.Equal(value, body.RootElement.GetProperty("value").GetString());
    }

    [Theory]
    [InlineData(1_048_577)]
    [InlineData(8_000_000)]
    public async Task S1_22_a_longer_value_is_refused_with_a_clear_status(int length)
    {
        var json = JsonSerializer.Serialize(new { key = "long", value = new string('v', length) });

        var put = await _server.JsonAsync("PUT", "/cache", json);
        var post = await _server.JsonAsync("POST", "/put", json);

        Assert.Equal(HttpStatusCode.BadRequest, put.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, post.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _server.SendAsync("GET", "/cache/long")).StatusCode);
    }

    [Fact]
    public async Task S1_23_both_pairs_of_routes_work_on_one_store()
    {
        await _server.PutAsync("by put", "1");
        await _server.JsonAsync("POST", "/put", """{"key":"by post","value":"2"}""");

        Assert.Equal(
            """{"status":"OK","key":"by put","value":"1"}""", await _server.Client.GetStringAsync("/get?key=by+put"));
        Assert.Equal(
            """{"status":"OK","key":"by post","value":"2"}""", await _server.Client.GetStringAsync("/cache/by%20post"));
    }

    [Fact]
    public async Task X_2_a_delete_answers_200_once_and_404_after_that()
    {
        await _server.PutAsync("a", "v");
        await _server.PutAsync("b", "v");

        Assert.Equal(HttpStatusCode.OK, (await _server.SendAsync("DELETE", "/cache/a")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _server.SendAsync("DELETE", "/cache/a")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _server.SendAsync("GET", "/cache/a")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _server.SendAsync("DELETE", "/get?key=b")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _server.SendAsync("DELETE", "/get?key=b")).StatusCode);
    }

    [Theory]
    [InlineData("stats")]
    [InlineData("performance")]
    [InlineData("clear")]
    [InlineData("batch")]
    [InlineData("warm")]
    [InlineData("static")]
    public async Task X_1_reserved_words_are_no_keys_in_the_path_and_are_reached_by_query(string word)
    {
        await _server.PutAsync(word, "mine");

        var path = await _server.SendAsync("GET", $"/cache/{word}");
        var escaped = await RawExchange.GetAsync(_server.Address, $"/cache/%{(int)word[0]:x2}{word[1..]}");
        var query = await _server.Client.GetStringAsync($"/get?key={word}");
        var removed = await _server.SendAsync("DELETE", $"/get?key={word}");

        Assert.DoesNotContain("mine", await path.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("mine", escaped.Body, StringComparison.Ordinal);
        Assert.Contains("mine", query, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, removed.StatusCode);
    }

    [Theory]
    [InlineData("DELETE", "/cache", "GET, HEAD, PUT")]
    [InlineData("PATCH", "/cache/k", "DELETE, GET, HEAD, PUT")]
    [InlineData("GET", "/put", "POST")]
    [InlineData("POST", "/get?key=k", "DELETE, GET, HEAD")]
    [InlineData("GET", "/cache/batch", "POST")]
    [InlineData("GET", "/cache/k/increment", "POST")]
    public async Task X_9_a_wrong_method_is_405_with_allow_in_the_shape_of_the_group(string method, string path, string allow)
    {
        var response = await _server.SendAsync(method, path);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(allow, string.Join(", ", response.Content.Headers.Allow));
        Assert.Equal("""{"status":"ERROR","message":"Method Not Allowed"}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_head_answers_the_headers_of_the_get_and_no_body()
    {
        await _server.PutAsync("headed", "value");

        var head = await _server.SendAsync("HEAD", "/cache/headed");
        var get = await _server.SendAsync("GET", "/cache/headed");

        Assert.Equal(get.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Equal(get.Headers.ETag, head.Headers.ETag);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await _server.SendAsync("HEAD", "/cache/not there")).StatusCode);
    }

    [Fact]
    public async Task A_chunked_body_is_read_like_any_other_and_a_broken_one_is_400()
    {
        const string Head = "PUT /cache HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
        var whole = await RawExchange.SendAsync(
            _server.Address, Encoding.ASCII.GetBytes(Head + "A\r\n{\"key\":\"c\"\r\nC\r\n,\"value\":\"1\"\r\n1\r\n}\r\n0\r\n\r\n"));
        var broken = await RawExchange.SendAsync(
            _server.Address, Encoding.ASCII.GetBytes(Head + "ZZ\r\n{\"key\":\"d\"\r\n"));

        Assert.StartsWith("HTTP/1.1 201", whole, StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 400", broken, StringComparison.Ordinal);
        Assert.Equal("""{"status":"OK","key":"c","value":"1"}""", await _server.Client.GetStringAsync("/cache/c"));
    }
}
