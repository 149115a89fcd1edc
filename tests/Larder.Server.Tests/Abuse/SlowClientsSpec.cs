namespace Larder.Server.Tests.Abuse;

/// <summary>Clients that take their time, on real Kestrel: each is told so, in the words of its group, and let go.</summary>
public sealed class SlowClientsSpec : IAsyncLifetime
{
    private const string Detail = """{"detail":{"message":"Reading the request body timed out due to data arriving too slowly. See MinRequestBodyDataRate."}}""";
    private const string Error = """{"status":"ERROR","message":"Reading the request body timed out due to data arriving too slowly. See MinRequestBodyDataRate."}""";

    private readonly ServerUnderTest _server = new("--Larder:Limits:HeadersTimeout=1");

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("GET /health HTTP/1.1\r\nHost: x\r\nX-Never: ends")]
    [InlineData("GET /cache/k HT")]
    public async Task Headers_that_do_not_end_are_408(string start)
    {
        using var connection = await RawConnection.OpenAsync(_server.Addresses[0]);
        await connection.SendAsync(start);

        var answer = await connection.ReadToEndAsync();

        Assert.Equal(408, answer.Status);
    }

    [Fact]
    public async Task A_body_that_does_not_come_is_408_in_the_words_of_its_group()
    {
        var answers = await Task.WhenAll(
            StallAsync("POST", "/payload"), StallAsync("PUT", "/cache"), StallAsync("POST", "/put"),
            StallAsync("PUT", "/cache/k"), StallAsync("POST", "/cache/batch"), StallAsync("POST", "/cache/k/increment"));

        Assert.All(answers, answer => Assert.Equal(408, answer.Status));
        Assert.Equal(Detail, answers[0].Body);
        Assert.All(answers.Skip(1), answer => Assert.Equal(Error, answer.Body));
        Assert.Equal("""{"status":"ERROR","message":"Key not found."}""", await KeyAsync());
    }

    [Fact]
    public async Task Whoever_waits_beside_them_is_served()
    {
        using var slow = await RawConnection.OpenAsync(_server.Addresses[0]);
        await slow.SendAsync("POST /payload HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{");

        var health = await _server.Client.GetAsync("/health");

        Assert.True(health.IsSuccessStatusCode);
    }

    private async Task<RawAnswer> StallAsync(string method, string path)
    {
        using var connection = await RawConnection.OpenAsync(_server.Addresses[0]);
        await connection.SendAsync(
            $"{method} {path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{{\"");
        return await connection.ReadOneAsync();
    }

    private async Task<string> KeyAsync() => await (await _server.Client.GetAsync("/cache/k")).Content.ReadAsStringAsync();
}
