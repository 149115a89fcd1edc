using System.Net;
using System.Text;
using System.Text.Json;

namespace Larder.Server.Tests.Admin;

/// <summary>The administration among the other modules; its own suite is that of Larder.AspNetCore.</summary>
public sealed class AdminSpec(ServerUnderTest server) : IClassFixture<ServerUnderTest>
{
    [Fact]
    public async Task S3_21_the_caches_of_the_server_can_be_looked_into_and_changed()
    {
        using var content = new StringContent("""{"key":"seen","value":"v"}""", Encoding.UTF8, "application/json");
        await server.Client.PutAsync("/cache", content);

        var all = JsonDocument.Parse(await server.Client.GetStringAsync("/admin/caches")).RootElement;
        var entry = JsonDocument.Parse(await server.Client.GetStringAsync("/admin/caches/keyvalue/entry?key=seen&value=true")).RootElement;
        using var removed = await server.SendAsync(HttpMethod.Delete, "/admin/caches/keyvalue/entry?key=seen");
        using var gone = await server.Client.GetAsync("/cache/seen");

        Assert.Contains("keyvalue", all.GetProperty("caches").EnumerateArray().Select(cache => cache.GetProperty("name").GetString()));
        Assert.Equal("v", entry.GetProperty("value").GetProperty("data").GetString());
        Assert.Equal(HttpStatusCode.OK, removed.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }
}
