using System.Net;
using System.Text.Json;
using Larder.Server.Tests.Payloads;

namespace Larder.Server.Tests.Contract;

/// <summary>The rows of the contract as a client sees them, whichever engine keeps the rows.</summary>
public abstract class PayloadContractSpec(ServerUnderTest server) : ContractSuite(server)
{
    private const string Example = """{"list_1":["a"],"list_2":["b"]}""";
    private const string ExampleId = "f44216d4fbf66c4fd3c65813504d45d782ae13c4964d148d83435d316d7a8470";

    [Fact]
    public async Task S0_03_a_post_answers_200_with_the_id_and_nothing_else_new_or_known()
    {
        for (var round = 0; round < 2; round++)
        {
            var response = await Client.PostPayloadAsync(Example);

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
            Assert.Equal($$"""{"payload_id":"{{ExampleId}}"}""", await response.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task S0_04_a_get_answers_200_with_the_output_and_nothing_else()
    {
        var id = await Client.StoreAsync(
            """{"list_1":["first string","second string"],"list_2":["other string","another string"]}""");

        var response = await Client.GetAsync($"/payload/{id}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(
            """{"output":"FIRST STRING, OTHER STRING, SECOND STRING, ANOTHER STRING"}""",
            await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("GET", "/payload", "POST")]
    [InlineData("GET", "/payload/", "POST")]
    [InlineData("DELETE", "/payload", "POST")]
    [InlineData("PUT", "/payload/" + ExampleId, "GET, HEAD")]
    [InlineData("PATCH", "/payload/" + ExampleId, "GET, HEAD")]
    [InlineData("DELETE", "/payload/" + ExampleId, "GET, HEAD")]
    [InlineData("POST", "/payload/" + ExampleId, "GET, HEAD")]
    public async Task S0_05_another_method_is_405(string method, string path, string allowed)
    {
        var response = await Server.SendAsync(new HttpMethod(method), path);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(allowed, string.Join(", ", response.Content.Headers.Allow.Order(StringComparer.Ordinal)));
        Assert.Equal("""{"detail":"Method Not Allowed"}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task S0_05_a_slash_at_the_end_of_a_post_does_no_harm()
    {
        using var content = new StringContent(Example, encoding: null, "application/json");

        var response = await Client.PostAsync("/payload/", content);

        Assert.Equal($$"""{"payload_id":"{{ExampleId}}"}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("""{"list_2":["b"],"list_1":["a"],"more":[1,{"list_1":2}]}""")]
    [InlineData(""" { "list_1" : [ "x" ] , "list_2":["\u0062"] ,"list_1":["\u0061"] } """)]
    public async Task S0_13_order_blanks_escapes_and_more_members_do_not_matter(string sent)
    {
        Assert.Equal(ExampleId, await Client.StoreAsync(sent));
    }

    [Fact]
    public async Task S0_12_strings_are_hashed_as_sent_and_answered_as_cleaned()
    {
        var item = Guid.NewGuid().ToString();
        var plain = await Client.StoreAsync(PayloadText.Json([item], ["B"]));
        var other = await Client.StoreAsync(PayloadText.Json([$" {item}\t"], ["b"]));

        Assert.NotEqual(plain, other);
        Assert.Equal(await OutputAsync(plain), await OutputAsync(other));
    }

    [Fact]
    public async Task S0_24_an_output_beyond_ascii_is_sent_as_it_is()
    {
        var id = await Client.StoreAsync("""{"list_1":["straße \ud83d\ude00"],"list_2":["a\u2028\"\\\u0001/é"]}""");

        var body = await Client.GetStringAsync($"/payload/{id}");

        Assert.Equal("{\"output\":\"STRASSE 😀, A\u2028\\\"\\\\\\u0001/É\"}", body);
    }

    [Fact]
    public async Task S0_31_an_unknown_id_is_404_with_the_id_and_is_not_remembered_as_unknown()
    {
        var sent = PayloadClient.Unique();
        var id = PayloadText.Id(sent);

        var before = await Client.GetAsync($"/payload/{id}");
        await Client.StoreAsync(sent);
        var after = await Client.GetAsync($"/payload/{id}");
        var inUpperCase = await Client.GetAsync($"/payload/{id.ToUpperInvariant()}");

        Assert.Equal(HttpStatusCode.NotFound, before.StatusCode);
        Assert.Equal(
            $$$"""{"detail":{"message":"Payload ID {{{id}}} not found in cache."}}""",
            await before.Content.ReadAsStringAsync());
        Assert.Equal("no-store", before.Header("Cache-Control"));
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, inUpperCase.StatusCode);
    }

    [Theory]
    [InlineData("invalid_id!@", "invalid_id!@")]
    [InlineData("%3Cb%3E%22%0A", "<b>\"\n")]
    [InlineData("%C3%A9%F0%9F%98%80", "é😀")]
    [InlineData("a%2Fb", "a%2Fb")]
    public async Task S0_31_any_text_is_a_legal_id(string path, string id)
    {
        var response = await Client.GetAsync($"/payload/{path}");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(
            $"Payload ID {id} not found in cache.",
            body.RootElement.GetProperty("detail").GetProperty("message").GetString());
    }

    [Fact]
    public async Task S0_35_the_first_post_is_a_miss_and_the_second_a_hit()
    {
        var sent = PayloadClient.Unique();

        var first = await Client.PostPayloadAsync(sent);
        var second = await Client.PostPayloadAsync(sent);

        Assert.Equal("MISS", first.Header("X-Cache"));
        Assert.Equal("HIT", second.Header("X-Cache"));
    }

    [Fact]
    public async Task S0_37_the_get_after_a_post_is_a_hit()
    {
        var id = await Client.StoreAsync(PayloadClient.Unique());

        var response = await Client.GetAsync($"/payload/{id}");

        Assert.Equal("HIT", response.Header("X-Cache"));
    }

    [Fact]
    public async Task S0_40_simultaneous_posts_of_one_payload_compute_once_and_all_are_200()
    {
        for (var round = 0; round < 10; round++)
        {
            var sent = PayloadClient.Unique();

            var posts = Enumerable.Range(0, 24).Select(_ => Task.Run(() => Client.PostPayloadAsync(sent)));
            var responses = await Task.WhenAll(posts);

            Assert.All(responses, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
            Assert.Single(responses, response => response.Header("X-Cache") == "MISS");
            var bodies = await Task.WhenAll(responses.Select(response => response.Content.ReadAsStringAsync()));
            Assert.Equal($$"""{"payload_id":"{{PayloadText.Id(sent)}}"}""", Assert.Single(bodies.Distinct()));
        }
    }

    [Fact]
    public async Task S0_42_a_payload_of_1000_long_items_is_kept()
    {
        var items = Enumerable.Range(0, 1000).Select(number => $"{number}{new string('x', 1000)}").ToArray();
        var id = await Client.StoreAsync(PayloadText.Json(items, items));

        var output = await OutputAsync(id);

        Assert.Equal(string.Join(", ", items.SelectMany(item => new[] { item, item })).ToUpperInvariant(), output);
    }

    [Fact]
    public async Task S0_56_an_answer_may_be_kept_for_ever_and_is_confirmed_by_its_tag()
    {
        var id = await Client.StoreAsync(PayloadClient.Unique());

        var response = await Client.GetAsync($"/payload/{id}");
        var confirmed = await AskAgainAsync(id, $"\"{id}\"");

        Assert.Equal($"\"{id}\"", response.Header("ETag"));
        Assert.Equal("public, max-age=31536000, immutable", response.Header("Cache-Control"));
        Assert.Equal("Origin", response.Header("Vary"));
        Assert.Equal(HttpStatusCode.NotModified, confirmed.StatusCode);
        Assert.Equal($"\"{id}\"", confirmed.Header("ETag"));
        Assert.Empty(await confirmed.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("*", 304)]
    [InlineData("W/\"{id}\"", 304)]
    [InlineData("\"x\", \"{id}\"", 304)]
    [InlineData("\"x\"", 200)]
    [InlineData("{id}", 200)]
    [InlineData("\"", 200)]
    public async Task S0_56_any_form_of_the_tag_confirms_and_nothing_else_does(string tag, int status)
    {
        var id = await Client.StoreAsync(PayloadClient.Unique());

        var response = await AskAgainAsync(id, tag.Replace("{id}", id, StringComparison.Ordinal));

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task S0_56_an_unknown_id_is_not_confirmed_by_its_tag()
    {
        var id = PayloadText.Id(PayloadClient.Unique());

        var response = await AskAgainAsync(id, "*");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_head_answers_as_a_get_does_without_the_body()
    {
        var id = await Client.StoreAsync(PayloadClient.Unique());

        var known = await Server.SendAsync(HttpMethod.Head, $"/payload/{id}");
        var unknown = await Server.SendAsync(HttpMethod.Head, "/payload/x");

        Assert.Equal(HttpStatusCode.OK, known.StatusCode);
        Assert.Equal((await Client.GetStringAsync($"/payload/{id}")).Length, known.Content.Headers.ContentLength);
        Assert.Empty(await known.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Empty(await unknown.Content.ReadAsByteArrayAsync());
    }

    private async Task<string> OutputAsync(string id)
    {
        using var body = JsonDocument.Parse(await Client.GetStringAsync($"/payload/{id}"));
        return body.RootElement.GetProperty("output").GetString()!;
    }

    private Task<HttpResponseMessage> AskAgainAsync(string id, string tag)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/payload/{id}");
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        return Client.SendAsync(request);
    }
}
