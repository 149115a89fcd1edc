using System.Net;

namespace Larder.Server.Tests.Security;

/// <summary>The whole server with keys, on real Kestrel.</summary>
public sealed class KeyedServerSpec : IAsyncLifetime
{
    private readonly ServerUnderTest _server = new(TestKeys.Setting);

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("GET", "/cache/x", null, 401)]
    [InlineData("GET", "/cache/x", TestKeys.Reader, 404)]
    [InlineData("DELETE", "/cache/x", TestKeys.Reader, 403)]
    [InlineData("DELETE", "/cache/x", TestKeys.Writer, 404)]
    [InlineData("GET", "/payload/x", null, 401)]
    [InlineData("GET", "/payload/x", TestKeys.Reader, 404)]
    [InlineData("GET", "/", null, 401)]
    [InlineData("GET", "/admin/caches", null, 401)]
    [InlineData("DELETE", "/admin/caches/keyvalue/entry?key=x", TestKeys.Writer, 403)]
    [InlineData("POST", "/cache/clear?scope=all", TestKeys.Writer, 403)]
    [InlineData("GET", "/metrics", null, 401)]
    [InlineData("GET", "/dashboard", null, 401)]
    [InlineData("GET", "/health", null, 200)]
    [InlineData("GET", "/%68ealth/../cache/x", null, 401)]
    [InlineData("GET", "/cache/%2e%2e%2fhealth", null, 401)]
    public async Task Each_route_demands_its_scope(string method, string path, string? key, int status)
    {
        using var response = await _server.Client.SendAsync(method, path, key);

        Assert.Equal((HttpStatusCode)status, response.StatusCode);
    }

    [Theory]
    [InlineData("/cache/x", """{"status":"ERROR","message":"This key is not known here."}""")]
    [InlineData("/get?key=x", """{"status":"ERROR","message":"This key is not known here."}""")]
    [InlineData("/payload/x", """{"detail":{"message":"This key is not known here."}}""")]
    [InlineData("/cache/stats", """{"detail":"This key is not known here."}""")]
    [InlineData("/products", """{"detail":"This key is not known here."}""")]
    [InlineData("/admin/caches", """{"detail":"This key is not known here."}""")]
    public async Task X_9_a_refusal_has_the_shape_of_its_group(string path, string body)
    {
        using var response = await _server.Client.SendAsync("GET", path, "stranger");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.StartsWith("Bearer", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.Equal(body, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task X_15_a_refusal_of_the_seed_routes_carries_their_headers_and_one_of_the_operator_does_not()
    {
        using var seed = await _server.Client.SendAsync("GET", "/payload/x", headers: ("Origin", "https://page.example"));
        using var admin = await _server.Client.SendAsync("GET", "/metrics", headers: ("Origin", "https://page.example"));

        Assert.Equal("https://page.example", seed.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.True(seed.Headers.Contains("X-Process-Time"));
        Assert.False(admin.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.False(admin.Headers.Contains("X-Process-Time"));
    }

    [Fact]
    public async Task A_page_may_ask_beforehand_whether_it_may_send_a_key()
    {
        using var response = await _server.Client.SendAsync(
            "OPTIONS", "/payload", null, ("Origin", "https://page.example"), ("Access-Control-Request-Method", "POST"),
            ("Access-Control-Request-Headers", "authorization"));

        Assert.True(response.IsSuccessStatusCode);
        Assert.Contains("authorization", string.Join(',', response.Headers.GetValues("Access-Control-Allow-Headers")), StringComparison.Ordinal);
    }
}
