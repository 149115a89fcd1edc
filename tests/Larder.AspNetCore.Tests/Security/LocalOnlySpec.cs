using System.Net;
using Larder.AspNetCore.Security;
using Microsoft.AspNetCore.Http;

namespace Larder.AspNetCore.Tests.Security;

public sealed class LocalOnlySpec
{
    [Theory]
    [InlineData("/operator")]
    [InlineData("/alone")]
    public async Task Without_keys_only_the_machine_itself_is_answered(string path)
    {
        await using var server = await GuardedServer.StartAsync();

        Assert.Equal(HttpStatusCode.OK, await server.StatusAsync("GET", "/data", ("Host", "evil.example")));
        Assert.Equal(HttpStatusCode.OK, await server.StatusAsync("GET", path));
        Assert.Equal(HttpStatusCode.OK, await server.StatusAsync("GET", path, ("Host", "localhost:8000")));
        Assert.Equal(HttpStatusCode.OK, await server.StatusAsync("GET", path, ("Host", "[::1]:8000")));
    }

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("Host", "evil.example:8000")]
    [InlineData("Host", "localhost.evil.example")]
    [InlineData("Host", "127.0.0.1.evil.example")]
    [InlineData("Host", "10.0.0.1")]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("X-Forwarded-Host", "localhost")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    [InlineData("Via", "1.1 proxy")]
    public async Task A_foreign_name_or_the_trace_of_a_proxy_is_refused(string header, string value)
    {
        await using var server = await GuardedServer.StartAsync();

        using var response = await server.SendAsync("GET", "/operator", (header, value));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("from the machine itself", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, await server.StatusAsync("GET", "/alone", (header, value)));
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.9.9.9", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("192.168.1.2", false)]
    [InlineData("::ffff:192.168.1.2", false)]
    [InlineData("fe80::1", false)]
    [InlineData(null, false)]
    public void An_address_is_local_only_if_it_is_this_machine(string? address, bool isLocal)
    {
        var context = new DefaultHttpContext();
        context.Request.Host = new HostString("localhost");
        context.Connection.RemoteIpAddress = address is null ? null : IPAddress.Parse(address);

        Assert.Equal(isLocal, LocalRequest.Is(context));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-origin", 200)]
    [InlineData("Sec-Fetch-Site", "none", 200)]
    [InlineData("Origin", "https://evil.example", 403)]
    [InlineData("Origin", "null", 403)]
    [InlineData("Origin", "http://localhost:1", 403)]
    [InlineData("Accept", "*/*", 200)]
    public async Task A_page_of_another_site_changes_nothing(string header, string value, int status)
    {
        await using var server = await GuardedServer.StartAsync();
        await using var keyed = await GuardedServer.StartAsync(new AccessOptions { Keys = new AccessKeys(Keys.All) });

        Assert.Equal((HttpStatusCode)status, await server.StatusAsync("POST", "/operator", (header, value)));
        Assert.Equal(
            (HttpStatusCode)status, await keyed.StatusAsync("POST", "/operator", (header, value), Keys.Bearer(Keys.Admin)));
        Assert.Equal(HttpStatusCode.OK, await server.StatusAsync("GET", "/operator", (header, value)));
    }

    [Fact]
    public async Task A_page_of_the_server_itself_may_change_things()
    {
        await using var server = await GuardedServer.StartAsync();
        var own = server.Client.BaseAddress!.GetLeftPart(UriPartial.Authority);

        Assert.Equal(HttpStatusCode.OK, await server.StatusAsync("POST", "/operator", ("Origin", own)));
    }
}
