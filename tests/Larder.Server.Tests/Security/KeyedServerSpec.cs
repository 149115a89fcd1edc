using System.Net;
using Larder.Server.Tests.Packaging;

namespace Larder.Server.Tests.Security;

/// <summary>Who may do what, asked from outside of the published output with keys.</summary>
[Collection(PublishedCollection.Name)]
[Trait("Platform", "Unix")]
public sealed class KeyedServerSpec(KeyedServer server) : IClassFixture<KeyedServer>
{
    [Theory]
    [InlineData("GET", "/", 401, 200, 200, 200)]
    [InlineData("GET", "/cache/x", 401, 404, 404, 404)]
    [InlineData("GET", "/get?key=x", 401, 404, 404, 404)]
    [InlineData("GET", "/cache?prefix=x", 401, 200, 200, 200)]
    [InlineData("GET", "/payload/x", 401, 404, 404, 404)]
    [InlineData("GET", "/products", 401, 200, 200, 200)]
    [InlineData("GET", "/users", 401, 200, 200, 200)]
    [InlineData("GET", "/cache/stats", 401, 200, 200, 200)]
    [InlineData("GET", "/openapi.json", 401, 200, 200, 200)]
    [InlineData("POST", "/cache/x/increment", 401, 403, 200, 200)]
    [InlineData("DELETE", "/cache/y", 401, 403, 404, 404)]
    [InlineData("DELETE", "/products/999", 401, 403, 404, 404)]
    [InlineData("POST", "/cache/clear", 401, 403, 200, 200)]
    [InlineData("GET", "/admin/caches", 401, 200, 200, 200)]
    [InlineData("GET", "/metrics", 401, 200, 200, 200)]
    [InlineData("DELETE", "/admin/caches/keyvalue/entry?key=y", 401, 403, 403, 404)]
    [InlineData("POST", "/cache/clear?scope=all", 401, 403, 403, 200)]
    [InlineData("GET", "/dashboard", 401, 404, 404, 404)]
    [InlineData("GET", "/health", 200, 200, 200, 200)]
    [InlineData("GET", "/health/live", 200, 200, 200, 200)]
    [InlineData("GET", "/health/ready", 200, 200, 200, 200)]
    public async Task Each_route_demands_its_scope(string method, string path, int nobody, int reader, int writer, int admin)
    {
        var statuses = new List<int>();
        foreach (var key in (string?[])[null, TestKeys.Reader, TestKeys.Writer, TestKeys.Admin])
        {
            // What is counted up for one key would be there for the next.
            await server.Client.SendAsync("DELETE", "/cache/x", TestKeys.Admin);
            using var response = await server.Client.SendAsync(method, path, key);
            statuses.Add((int)response.StatusCode);
        }

        Assert.Equal([nobody, reader, writer, admin], statuses);
    }

    [Theory]
    [InlineData("/%68ealth/../cache/x")]
    [InlineData("/cache/%2e%2e%2fhealth")]
    [InlineData("/health/../admin/caches")]
    [InlineData("//admin/caches")]
    [InlineData("/ADMIN/caches")]
    public async Task No_spelling_leads_around_the_door(string target)
    {
        var answer = await RawConnection.GetAsync(server.Addresses[0], target);

        Assert.Equal(401, answer.Status);
    }

    [Theory]
    [InlineData("Authorization", "Bearer reader-key", 404)]
    [InlineData("Authorization", "bearer reader-key", 404)]
    [InlineData("X-Api-Key", "reader-key", 404)]
    [InlineData("Authorization", "Bearer Reader-key", 401)]
    [InlineData("Authorization", "Bearer ", 401)]
    [InlineData("Authorization", "Basic reader-key", 401)]
    [InlineData("X-Api-Key", "reader-key,writer-key", 401)]
    public async Task A_key_is_the_whole_key(string header, string value, int status)
    {
        using var response = await server.Client.SendAsync("GET", "/cache/none", headers: (header, value));

        Assert.Equal((HttpStatusCode)status, response.StatusCode);
    }

    [Fact]
    public async Task The_hash_of_a_key_is_no_key()
    {
        using var response = await server.Client.SendAsync("GET", "/cache/none", AspNetCore.Security.AccessKey.HashOf(TestKeys.Reader));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
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
        using var response = await server.Client.SendAsync("GET", path, "stranger");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.StartsWith("Bearer", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.Equal(body, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task X_15_a_refusal_of_the_seed_routes_carries_their_headers_and_one_of_the_operator_does_not()
    {
        using var seed = await server.Client.SendAsync("GET", "/payload/x", headers: ("Origin", "https://page.example"));
        using var admin = await server.Client.SendAsync("GET", "/metrics", headers: ("Origin", "https://page.example"));

        Assert.Equal("https://page.example", seed.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.True(seed.Headers.Contains("X-Process-Time"));
        Assert.False(admin.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.False(admin.Headers.Contains("X-Process-Time"));
    }

    [Theory]
    [InlineData("/admin/caches")]
    [InlineData("/admin/caches/products/keys")]
    [InlineData("/metrics")]
    [InlineData("/dashboard")]
    public async Task No_page_of_another_site_reads_what_is_the_operators(string path)
    {
        foreach (var method in (string[])["GET", "OPTIONS", "POST"])
        {
            using var response = await server.Client.SendAsync(
                method, path, TestKeys.Admin, ("Origin", "https://page.example"), ("Access-Control-Request-Method", "GET"));

            Assert.DoesNotContain(response.Headers, header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task A_page_may_ask_beforehand_whether_it_may_send_a_key()
    {
        using var response = await server.Client.SendAsync(
            "OPTIONS", "/payload", null, ("Origin", "https://page.example"), ("Access-Control-Request-Method", "POST"),
            ("Access-Control-Request-Headers", "authorization"));

        Assert.True(response.IsSuccessStatusCode);
        Assert.Contains("authorization", string.Join(',', response.Headers.GetValues("Access-Control-Allow-Headers")), StringComparison.Ordinal);
    }
}
