using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Larder.Server.Tests.Payloads;

namespace Larder.Server.Tests.Contract;

/// <summary>What a client gets for a body that cannot be taken: an answer in the words of this side, and never a 500.</summary>
public abstract class PayloadRefusalsSpec(ServerUnderTest server) : ContractSuite(server)
{
    [Fact]
    public async Task S0_15_lists_of_different_length_are_422()
    {
        var fault = await FaultAsync("""{"list_1":["a"],"list_2":[]}""");

        Assert.Equal("value_error", fault.GetProperty("type").GetString());
        Assert.Equal("""["body"]""", fault.GetProperty("loc").GetRawText());
        Assert.Equal(
            "Value error, list_1 and list_2 must be of the same length", fault.GetProperty("msg").GetString());
    }

    [Theory]
    [InlineData("""{"list_1":["a"]}""", "missing")]
    [InlineData("""{"list_1":null,"list_2":[]}""", "list_type")]
    [InlineData("""{"list_1":[1],"list_2":["a"]}""", "string_type")]
    [InlineData("[]", "model_attributes_type")]
    public async Task S0_16_a_body_of_another_shape_is_422(string sent, string type)
    {
        var fault = await FaultAsync(sent);

        Assert.Equal(type, fault.GetProperty("type").GetString());
        Assert.True(fault.TryGetProperty("input", out _));
    }

    [Fact]
    public async Task S0_17_names_in_another_case_are_missing()
    {
        var fault = await FaultAsync("""{"LIST_1":["a"],"list_2":["b"]}""");

        Assert.Equal("""["body","list_1"]""", fault.GetProperty("loc").GetRawText());
    }

    [Theory]
    [InlineData("{\"list_1\":", "json_invalid")]
    [InlineData("not json", "json_invalid")]
    [InlineData("", "missing")]
    [InlineData("""{"list_1":["\ud800"],"list_2":["a"]}""", "string_unicode")]
    public async Task S0_18_what_cannot_be_read_is_422(string sent, string type)
    {
        var fault = await FaultAsync(sent);

        Assert.Equal(type, fault.GetProperty("type").GetString());
    }

    [Fact]
    public async Task S0_18_bytes_that_are_not_utf8_are_400()
    {
        var response = await Client.PostBytesAsync([0x7B, 0xFF, 0x7D]);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(
            """{"detail":"There was an error parsing the body"}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/jsonp")]
    [InlineData("text/json")]
    [InlineData("nonsense")]
    [InlineData(null)]
    public async Task S0_18_another_content_type_is_422(string? contentType)
    {
        var body = Encoding.UTF8.GetBytes("""{"list_1":["a"],"list_2":["b"]}""");

        var response = await Client.PostBytesAsync(body, contentType);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
    }

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("Application/JSON")]
    [InlineData("application/vnd.example+json")]
    public async Task S0_18_every_kind_of_json_is_taken(string contentType)
    {
        var response = await Client.PostPayloadAsync("""{"list_1":["a"],"list_2":["b"]}""", contentType);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task S0_25_an_item_that_is_too_long_is_400_and_names_the_item()
    {
        var sent = PayloadText.Json(["a", new string('b', 8193)], ["c", "d"]);

        Assert.Equal("list_1[1] exceeds maximum allowed length (8192).", await MessageAsync(sent));
    }

    [Fact]
    public async Task S0_26_a_list_that_is_too_long_is_400_and_is_named()
    {
        var items = Enumerable.Repeat("", 100_001).ToArray();

        var message = await MessageAsync(PayloadText.Json(items, items));

        Assert.Equal("list_1 exceeds maximum allowed items (100000).", message);
    }

    [Fact]
    public async Task S0_27_an_output_that_is_too_long_is_400()
    {
        var items = Enumerable.Repeat(new string('a', 5000), 1001).ToArray();
        var nothing = Enumerable.Repeat("", 1001).ToArray();

        var message = await MessageAsync(PayloadText.Json(items, nothing));

        Assert.Equal("Final output exceeds maximum allowed length; reduce input size.", message);
    }

    [Fact]
    public async Task S0_28_a_refused_payload_is_unknown_afterwards()
    {
        var sent = PayloadText.Json([new string('b', 8193)], ["x"]);

        await MessageAsync(sent);
        var response = await Client.GetAsync($"/payload/{PayloadText.Id(sent)}");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_body_above_the_limit_is_413_in_our_words()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/payload");
        request.Content = new ByteArrayContent(new byte[30_000_001]);
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");

        // The client waits with the body until it hears that it is wanted, which it is not.
        request.Headers.ExpectContinue = true;
        var response = await Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.NotEmpty(body.RootElement.GetProperty("detail").GetProperty("message").GetString()!);
    }

    [Fact]
    public async Task A_large_body_for_which_there_is_no_room_is_put_off_and_small_ones_are_not()
    {
        var narrow = new ServerUnderTest("--Larder:Limits:LargeBodyMegabytes=0");
        await narrow.InitializeAsync();

        var large = await narrow.Client.PostPayloadAsync(PayloadText.Json([new string(' ', 100_000)], ["b"]));
        var small = await narrow.Client.PostPayloadAsync(PayloadClient.Unique());
        await narrow.DisposeAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, large.StatusCode);
        Assert.Equal("1", large.Header("Retry-After"));
        Assert.Equal(HttpStatusCode.OK, small.StatusCode);
    }

    [Theory]
    [InlineData("5\r\n{\"lis\r\nxyz\r\n")]
    [InlineData("5\r\n{\"lisXX")]
    [InlineData("FFFFFFFFFFFFFFFF\r\n{}")]
    public async Task A_chunked_body_that_is_broken_is_400(string chunks)
    {
        var answer = await SendRawAsync(
            "POST /payload HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + $"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n{chunks}");

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_leaves_in_the_middle_harms_nobody()
    {
        for (var i = 0; i < 20; i++)
        {
            using var connection = new TcpClient();
            await connection.ConnectAsync(Server.Addresses[0].Host, Server.Addresses[0].Port);
            await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                "POST /payload HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"l"));
        }

        var response = await Client.PostPayloadAsync(PayloadClient.Unique());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Mutated_requests_never_end_in_a_500()
    {
        const int Seed = 1905;
        var random = new Random(Seed);
        string[] methods = ["POST", "GET", "PUT", "HEAD", "BREW"];
        string[] paths = ["/payload", "/payload/", "/payload/x", "/payload/%ff", "/payload//", "/payload/a/b", "/Payload"];
        string?[] types = ["application/json", "application/json;charset=\"", "text/plain", "a/b+json", ""];
        var sound = Encoding.UTF8.GetBytes("""{"list_1":["a\u00e9","😀\n"],"list_2":["b","\ud83d\ude00"]}""");

        for (var i = 0; i < 1500; i++)
        {
            var body = sound.ToArray();
            for (var change = random.Next(3); change > 0; change--)
                body[random.Next(body.Length)] = (byte)random.Next(256);
            using var content = new ByteArrayContent(body, 0, random.Next(4) == 0 ? random.Next(body.Length) : body.Length);
            content.Headers.TryAddWithoutValidation("Content-Type", types[random.Next(types.Length)]);
            var method = new HttpMethod(methods[random.Next(methods.Length)]);
            using var request = new HttpRequestMessage(method, paths[random.Next(paths.Length)]) { Content = content };

            using var response = await Client.SendAsync(request);

            Assert.True((int)response.StatusCode < 500, $"Request {i} of seed {Seed} was answered {response.StatusCode}.");
        }
    }

    private async Task<string> MessageAsync(string sent)
    {
        var response = await Client.PostPayloadAsync(sent);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return body.RootElement.GetProperty("detail").GetProperty("message").GetString()!;
    }

    private async Task<JsonElement> FaultAsync(string sent)
    {
        var response = await Client.PostPayloadAsync(sent);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return Assert.Single(body.RootElement.Clone().GetProperty("detail").EnumerateArray());
    }

    private async Task<string> SendRawAsync(string request)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(Server.Addresses[0].Host, Server.Addresses[0].Port);
        var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return await reader.ReadToEndAsync();
    }
}
