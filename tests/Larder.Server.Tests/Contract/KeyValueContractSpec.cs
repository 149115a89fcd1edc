using System.Net;
using System.Text;
using System.Text.Json;

namespace Larder.Server.Tests.Contract;

public abstract class KeyValueContractSpec(ServerUnderTest server) : ContractSuite(server)
{
    private const string Written = """{"status":"OK","message":"Key inserted/updated successfully."}""";
    private const string Missing = """{"status":"ERROR","message":"Key not found."}""";
    private const int AllOfThem = 100_000;
    private const int BatchSize = 1_000;

    [Fact]
    public async Task S1_01_a_put_answers_201_with_its_sentence()
    {
        var response = await PutAsync("someKey", "someValue");

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(Written, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task S1_02_a_get_answers_200_with_key_and_value_and_404_without_one()
    {
        await PutAsync("present", "here");

        var hit = await Client.GetAsync("/cache/present");
        var miss = await Client.GetAsync("/cache/absent");

        Assert.Equal(HttpStatusCode.OK, hit.StatusCode);
        Assert.Equal("""{"status":"OK","key":"present","value":"here"}""", await hit.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NotFound, miss.StatusCode);
        Assert.Equal(Missing, await miss.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task S1_03_post_put_answers_200_and_a_string_stays_a_string()
    {
        var response = await SendJsonAsync("POST", "/put", """{"key":"test","value":"123"}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Written, await response.Content.ReadAsStringAsync());
        Assert.Equal("""{"status":"OK","key":"test","value":"123"}""", await Client.GetStringAsync("/get?key=test"));
    }

    [Fact]
    public async Task S1_04_get_by_query_is_404_without_a_value_and_422_without_a_key()
    {
        var miss = await Client.GetAsync("/get?key=nothing");
        var none = await Client.GetAsync("/get");

        Assert.Equal(HttpStatusCode.NotFound, miss.StatusCode);
        Assert.Equal(Missing, await miss.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, none.StatusCode);
    }

    [Theory]
    [InlineData("""{"value":"v"}""")]
    [InlineData("""{"key":"k","value":null}""")]
    [InlineData("""{"key":1,"value":"v"}""")]
    [InlineData("""{"key":"k","value":"é"}""")]
    [InlineData("""{"key":"k","value":"\ud800"}""")]
    [InlineData("{")]
    public async Task S1_05_a_write_that_breaks_a_rule_is_400_by_put(string json)
    {
        var response = await SendJsonAsync("PUT", "/cache", json);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal("ERROR", body.RootElement.GetProperty("status").GetString());
        Assert.Equal(["status", "message"], body.RootElement.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task S1_06_there_is_a_health_check()
    {
        Assert.Equal(HttpStatusCode.OK, (await Client.GetAsync("/health")).StatusCode);
    }

    [Fact]
    public async Task S1_08_every_ascii_character_can_stand_in_key_and_value()
    {
        var all = new string([.. Enumerable.Range(0, 128).Select(code => (char)code)]);

        await PutAsync(all, all);
        using var body = JsonDocument.Parse(await Client.GetStringAsync($"/get?key={Uri.EscapeDataString(all)}"));

        Assert.Equal(all, body.RootElement.GetProperty("key").GetString());
        Assert.Equal(all, body.RootElement.GetProperty("value").GetString());
    }

    [Fact]
    public async Task S1_09_a_key_has_0_to_256_characters()
    {
        var longest = new string('k', 256);

        Assert.Equal(HttpStatusCode.Created, (await PutAsync(longest, "v")).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await PutAsync("", "of the empty key")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Client.GetAsync($"/cache/{longest}")).StatusCode);
        Assert.Contains("of the empty key", await Client.GetStringAsync("/get?key="), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await PutAsync(longest + "k", "v")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Client.GetAsync($"/cache/{longest}k")).StatusCode);
    }

    [Fact]
    public async Task S1_11_a_writer_reads_its_own_write_and_nobody_the_value_of_another_key()
    {
        const int Writers = 8;
        const int Rounds = 50;

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                await PutAsync($"own:{writer}", $"{writer}-{round}");
                Assert.Equal(
                    $$"""{"status":"OK","key":"own:{{writer}}","value":"{{writer}}-{{round}}"}""",
                    await Client.GetStringAsync($"/cache/own:{writer}"));
            }
        })));
    }

    [Theory]
    [InlineData(900, false)]
    [InlineData(1_200, true)]
    public async Task S1_14_answers_of_a_kilobyte_are_compressed_for_clients_that_ask(int length, bool isCompressed)
    {
        await PutAsync($"of{length}", new string('v', length));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/cache/of{length}");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip");

        using var response = await Client.SendAsync(request);

        Assert.Equal(isCompressed ? ["gzip"] : [], response.Content.Headers.ContentEncoding);
        Assert.Contains("Accept-Encoding", response.Headers.Vary);
    }

    [Theory]
    [InlineData(4_096)]
    [InlineData(1_048_576)]
    public async Task S1_22_a_value_may_have_a_mebibyte(int length)
    {
        var value = new string('v', length);

        await PutAsync($"large{length}", value);
        using var body = JsonDocument.Parse(await Client.GetStringAsync($"/cache/large{length}"));

        Assert.Equal(value, body.RootElement.GetProperty("value").GetString());
    }

    [Fact]
    public async Task S1_22_a_longer_value_is_refused_with_a_clear_status()
    {
        var response = await PutAsync("long", new string('v', 1_048_577));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Client.GetAsync("/cache/long")).StatusCode);
    }

    [Fact]
    public async Task S1_23_both_pairs_of_routes_work_on_one_store()
    {
        await PutAsync("by put", "1");
        await SendJsonAsync("POST", "/put", """{"key":"by post","value":"2"}""");

        Assert.Contains("\"1\"", await Client.GetStringAsync("/get?key=by+put"), StringComparison.Ordinal);
        Assert.Contains("\"2\"", await Client.GetStringAsync("/cache/by%20post"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S1_30_of_100000_keys_that_were_written_not_one_is_missing()
    {
        var own = new ServerUnderTest();
        await own.InitializeAsync();
        for (var start = 0; start < AllOfThem; start += BatchSize)
            await BatchAsync(own, start, key => $$"""{"op":"put","key":"k{{key}}","value":"v{{key}}"}""");

        var found = 0;
        for (var start = 0; start < AllOfThem; start += BatchSize)
            found += (await BatchAsync(own, start, key => $$"""{"op":"get","key":"k{{key}}"}""")).Split("\"value\":\"v").Length - 1;
        await own.DisposeAsync();

        Assert.Equal(AllOfThem, found);
    }

    [Fact]
    public async Task X_2_a_key_is_removed_once_by_path_and_by_query()
    {
        await PutAsync("a", "v");
        await PutAsync("b", "v");

        HttpStatusCode[] answers =
        [
            (await Client.DeleteAsync("/cache/a")).StatusCode, (await Client.DeleteAsync("/cache/a")).StatusCode,
            (await Client.DeleteAsync("/get?key=b")).StatusCode, (await Client.DeleteAsync("/get?key=b")).StatusCode,
        ];

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.OK, HttpStatusCode.NotFound], answers);
    }

    [Theory]
    [InlineData("stats")]
    [InlineData("performance")]
    [InlineData("clear")]
    [InlineData("batch")]
    [InlineData("warm")]
    [InlineData("static")]
    public async Task X_1_a_reserved_word_is_405_with_allow_for_a_method_that_it_has_not(string word)
    {
        await PutAsync(word, "mine");

        using var response = await Server.SendAsync(new HttpMethod("BREW"), $"/cache/{word}");
        var escaped = await RawConnection.GetAsync(Server.Addresses[0], $"/cache/%{(int)word[0]:x2}{word[1..]}", "BREW");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.True(response.Content.Headers.TryGetValues("Allow", out _), "Allow is missing.");
        Assert.Contains("Method Not Allowed", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(405, escaped.Status);
        Assert.Contains("\"mine\"", await Client.GetStringAsync($"/get?key={word}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task X_8_a_validation_error_is_400_on_put_cache_and_422_elsewhere()
    {
        var put = await SendJsonAsync("PUT", "/cache", "{}");
        var post = await SendJsonAsync("POST", "/put", "{}");
        var payload = await SendJsonAsync("POST", "/payload", "{}");

        Assert.Equal(
            [HttpStatusCode.BadRequest, HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity],
            new[] { put, post, payload }.Select(each => each.StatusCode));
    }

    [Fact]
    public async Task X_9_each_group_keeps_its_own_form_of_error()
    {
        var key = await BodyAsync("/cache/none");
        var payload = await BodyAsync("/payload/none");
        var route = await BodyAsync("/none");

        Assert.Equal(Missing, key);
        Assert.Equal("""{"detail":{"message":"Payload ID none not found in cache."}}""", payload);
        Assert.Equal("""{"detail":"Not Found"}""", route);
    }

    [Fact]
    public async Task X_10_both_ports_serve_one_store()
    {
        await PutAsync("ports", "both");

        var bodies = await Task.WhenAll(
            Server.Addresses.Select(each => Client.GetStringAsync(new Uri(each, "/cache/ports"))));

        Assert.Equal(2, bodies.Length);
        Assert.All(bodies, body => Assert.Equal("""{"status":"OK","key":"ports","value":"both"}""", body));
    }

    [Fact]
    public async Task X_15_a_hit_carries_cors_headers_and_the_time_only_for_a_page_of_another_site()
    {
        await PutAsync("origin", "v");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/cache/origin");
        request.Headers.TryAddWithoutValidation("Origin", "https://example.com");

        var bare = await Client.GetAsync("/cache/origin");
        var page = await Client.SendAsync(request);

        Assert.False(bare.Headers.Contains("X-Process-Time"));
        Assert.False(bare.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Equal("https://example.com", page.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.True(page.Headers.Contains("X-Process-Time"));
        Assert.Equal(await bare.Content.ReadAsStringAsync(), await page.Content.ReadAsStringAsync());
    }

    private static async Task<string> BatchAsync(ServerUnderTest own, int start, Func<int, string> operation)
    {
        var operations = string.Join(',', Enumerable.Range(start, BatchSize).Select(operation));
        using var content = new StringContent($$"""{"operations":[{{operations}}]}""", Encoding.UTF8, Json);
        using var response = await own.Client.PostAsync("/cache/batch", content);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    private async Task<string> BodyAsync(string path) => await (await Client.GetAsync(path)).Content.ReadAsStringAsync();

    private Task<HttpResponseMessage> PutAsync(string key, string value) =>
        SendJsonAsync("PUT", "/cache", JsonSerializer.Serialize(new { key, value }));

    private async Task<HttpResponseMessage> SendJsonAsync(string method, string path, string json)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = new StringContent(json, Encoding.UTF8, Json);
        return await Client.SendAsync(request);
    }
}
