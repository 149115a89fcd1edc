namespace Larder.Server.Tests.Abuse;

/// <summary>Requests that are too large, too many, cut off, or misnamed, on real Kestrel: 4xx, and the server goes on.</summary>
public sealed class OversizeSpec(ServerUnderTest server) : IClassFixture<ServerUnderTest>
{
    private const string Json = "Content-Type: application/json\r\n";

    private Uri Address => server.Addresses[0];

    [Fact]
    public async Task A_request_line_above_8_kibibytes_is_414_and_headers_above_their_limits_are_431()
    {
        var line = await RawConnection.GetAsync(Address, $"/cache/{new string('k', 9_000)}");
        var large = await SendAsync("GET", "/health", $"X-Large: {new string('x', 33_000)}\r\n");
        var many = await SendAsync("GET", "/health", string.Concat(Enumerable.Range(0, 101).Select(i => $"X-{i}: y\r\n")));

        Assert.Equal((414, 431, 431), (line.Status, large.Status, many.Status));
        await AssertIsWellAsync();
    }

    [Theory]
    [InlineData("POST", "/payload", 413, """{"detail":{"message":""")]
    [InlineData("PUT", "/cache", 400, """{"status":"ERROR","message":""")]
    [InlineData("POST", "/put", 413, """{"status":"ERROR","message":""")]
    [InlineData("PUT", "/cache/k", 413, """{"status":"ERROR","message":""")]
    [InlineData("POST", "/cache/batch", 413, """{"status":"ERROR","message":""")]
    public async Task A_body_that_announces_more_than_the_limit_is_refused_in_the_words_of_its_group(
        string method, string path, int status, string body)
    {
        var answer = await SendAsync(method, path, $"{Json}Content-Length: 30000001\r\n");

        Assert.Equal(status, answer.Status);
        Assert.StartsWith(body, answer.Body, StringComparison.Ordinal);
        await AssertIsWellAsync();
    }

    [Theory]
    [InlineData("POST", "/payload")]
    [InlineData("PUT", "/cache")]
    [InlineData("POST", "/put")]
    [InlineData("PUT", "/cache/k")]
    [InlineData("POST", "/cache/batch")]
    [InlineData("POST", "/cache/k/increment")]
    public async Task A_chunked_body_that_is_broken_is_400(string method, string path)
    {
        foreach (var chunks in new[] { "5\r\n{\"lis\r\nxyz\r\n", "5\r\n{\"lisXX", "FFFFFFFFFFFFFFFF\r\n{}", "-1\r\n", "\r\n" })
        {
            var answer = await SendAsync(method, path, $"{Json}Transfer-Encoding: chunked\r\n", chunks);

            Assert.Equal(400, answer.Status);
        }

        await AssertIsWellAsync();
    }

    [Theory]
    [InlineData("POST", "/payload")]
    [InlineData("PUT", "/cache")]
    [InlineData("PUT", "/cache/cut")]
    public async Task A_body_that_is_cut_off_is_no_answer_or_400_and_nothing_is_kept(string method, string path)
    {
        foreach (var framing in new[] { "Content-Length: 100\r\n\r\n{\"key\":\"cut\"", "Transfer-Encoding: chunked\r\n\r\n50\r\n{\"key\":\"cut\"" })
        {
            using var connection = await RawConnection.OpenAsync(Address);
            await connection.SendAsync($"{method} {path} HTTP/1.1\r\nHost: x\r\n{Json}{framing}");
            connection.CloseSending();

            var answer = await connection.ReadToEndAsync();

            Assert.Contains(answer.Status, new[] { 0, 400 });
        }

        Assert.Equal(404, (await RawConnection.GetAsync(Address, "/cache/cut")).Status);
        await AssertIsWellAsync();
    }

    [Fact]
    public async Task Two_ways_to_tell_the_length_are_refused()
    {
        var both = await SendAsync("PUT", "/cache", $"{Json}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n");
        var twice = await SendAsync("PUT", "/cache", $"{Json}Content-Length: 5\r\nContent-Length: 6\r\n", "{}");

        Assert.Equal((400, 400), (both.Status, twice.Status));
    }

    [Fact]
    public async Task Awkward_keys_are_different_keys_and_never_headers()
    {
        await PutAsync("a/b", "slash");
        await PutAsync("a%2Fb", "escaped");
        await PutAsync("a\\r\\nX-Evil: 1", "line");

        var slash = await RawConnection.GetAsync(Address, "/cache/a%2Fb");
        var escaped = await RawConnection.GetAsync(Address, "/cache/a%252Fb");
        var line = await RawConnection.GetAsync(Address, "/cache/a%0d%0aX-Evil:%201");
        var nul = await RawConnection.GetAsync(Address, "/cache/a%00b");

        Assert.Contains("\"slash\"", slash.Body, StringComparison.Ordinal);
        Assert.Contains("\"escaped\"", escaped.Body, StringComparison.Ordinal);
        Assert.Equal("""{"status":"OK","key":"a\r\nX-Evil: 1","value":"line"}""", line.Body);
        Assert.DoesNotContain("X-Evil", line.Headers.Keys);
        Assert.Equal(400, nul.Status);
    }

    [Fact]
    public async Task Awkward_ids_of_payloads_are_404_and_never_headers()
    {
        var answer = await RawConnection.GetAsync(Address, "/payload/a%0d%0aX-Evil:%201");

        Assert.Equal(404, answer.Status);
        Assert.DoesNotContain("X-Evil", answer.Headers.Keys);
        Assert.Equal("""{"detail":{"message":"Payload ID a\r\nX-Evil: 1 not found in cache."}}""", answer.Body);
    }

    private Task<RawAnswer> SendAsync(string method, string path, string headers, string body = "") =>
        RawConnection.ExchangeAsync(Address, $"{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{headers}\r\n{body}");

    private async Task PutAsync(string key, string value)
    {
        var json = $$"""{"key":"{{key}}","value":"{{value}}"}""";
        Assert.Equal(201, (await SendAsync("PUT", "/cache", $"{Json}Content-Length: {json.Length}\r\n", json)).Status);
    }

    private async Task AssertIsWellAsync() => Assert.True((await server.Client.GetAsync("/health/ready")).IsSuccessStatusCode);
}
