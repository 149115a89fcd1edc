using System.Net;

namespace Larder.Server.Tests.Security;

/// <summary>Whom a server takes for the client, told by the pace that it gives each of them.</summary>
public sealed class ProxiesAndPaceSpec
{
    private const string OnePerMinute = "--Larder:Security:RateLimit:PerMinute=1";
    private const string Burst = "--Larder:Security:RateLimit:Burst=1";

    [Fact]
    public async Task Without_a_named_proxy_nobodys_word_is_believed()
    {
        var statuses = await StatusesAsync([OnePerMinute, Burst], "10.0.0.1", "10.0.0.2");

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.TooManyRequests], statuses);
    }

    [Fact]
    public async Task A_proxy_that_is_named_tells_clients_apart()
    {
        var statuses = await StatusesAsync(
            [OnePerMinute, Burst, """--Larder:Security:Proxies=["127.0.0.1","::1"]"""], "10.0.0.1", "10.0.0.2", "10.0.0.1");

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests], statuses);
    }

    [Fact]
    public async Task What_a_client_writes_before_the_word_of_the_proxy_is_not_believed()
    {
        var statuses = await StatusesAsync(
            [OnePerMinute, Burst, """--Larder:Security:Proxies=["127.0.0.0/8"]"""], "1.1.1.1, 10.0.0.9", "2.2.2.2, 10.0.0.9");

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.TooManyRequests], statuses);
    }

    [Fact]
    public async Task Another_proxy_is_nobody()
    {
        var statuses = await StatusesAsync(
            [OnePerMinute, Burst, """--Larder:Security:Proxies=["192.0.2.1"]"""], "10.0.0.1", "10.0.0.2");

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.TooManyRequests], statuses);
    }

    [Fact]
    public async Task Somebody_behind_a_proxy_is_never_local()
    {
        var server = new ServerUnderTest("""--Larder:Security:Proxies=["127.0.0.1"]""");
        await server.InitializeAsync();

        using var response = await server.Client.SendAsync("GET", "/admin/caches", headers: ("X-Forwarded-For", "127.0.0.1"));
        await server.DisposeAsync();

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Who_asks_too_much_is_told_when_to_come_again_and_health_is_always_answered()
    {
        var server = new ServerUnderTest(OnePerMinute, Burst);
        await server.InitializeAsync();
        await server.Client.SendAsync("GET", "/payload/x");

        using var refused = await server.Client.SendAsync("GET", "/payload/x");
        var health = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => server.Client.SendAsync("GET", "/health")));
        await server.DisposeAsync();

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal(
            """{"detail":{"message":"Too many requests. Come again later."}}""", await refused.Content.ReadAsStringAsync());
        Assert.All(health, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
    }

    [Fact]
    public async Task Unless_it_is_set_nobody_is_held_up()
    {
        var server = new ServerUnderTest();
        await server.InitializeAsync();

        var all = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => server.Client.SendAsync("GET", "/")));
        await server.DisposeAsync();

        Assert.All(all, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
    }

    private static async Task<List<HttpStatusCode>> StatusesAsync(string[] settings, params string[] forwardedFor)
    {
        var server = new ServerUnderTest(settings);
        await server.InitializeAsync();
        var statuses = new List<HttpStatusCode>();
        foreach (var client in forwardedFor)
        {
            using var response = await server.Client.SendAsync("GET", "/", headers: ("X-Forwarded-For", client));
            statuses.Add(response.StatusCode);
        }

        await server.DisposeAsync();
        return statuses;
    }
}
