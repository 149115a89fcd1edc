using System.Net;
using Larder.Server.Tests.Packaging;
using Larder.Testing;

namespace Larder.Server.Tests.Security;

/// <summary>Whom the published output takes for the client, told by the pace that it gives each of them.</summary>
[Collection(PublishedCollection.Name)]
[Trait("Platform", "Unix")]
public sealed class ProxiesAndPaceSpec(PublishedProgram program)
{
    private const string OnePerMinute = "--Larder:Security:RateLimit:PerMinute=1";
    private const string Burst = "--Larder:Security:RateLimit:Burst=1";

    private static readonly string[] Probes = ["/health", "/health/live", "/health/ready"];

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
        await using var server = program.Start(LocalServer.Changes, """--Larder:Security:Proxies=["127.0.0.1"]""");
        using var client = await ClientOfAsync(server);

        using var response = await client.SendAsync("GET", "/admin/caches", headers: ("X-Forwarded-For", "127.0.0.1"));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Who_asks_too_much_is_told_when_to_come_again_and_health_is_always_answered()
    {
        await using var server = program.Start(LocalServer.Changes, OnePerMinute, Burst);
        using var client = await ClientOfAsync(server);
        await client.SendAsync("GET", "/payload/x");

        using var refused = await client.SendAsync("GET", "/payload/x");
        var health = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => client.SendAsync("GET", Probes[i % Probes.Length])));

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal(
            """{"detail":{"message":"Too many requests. Come again later."}}""", await refused.Content.ReadAsStringAsync());
        Assert.All(health, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
    }

    [Fact]
    public async Task Unless_it_is_set_nobody_is_held_up()
    {
        await using var server = program.Start(LocalServer.Changes);
        using var client = await ClientOfAsync(server);

        var all = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => client.SendAsync("GET", "/")));

        Assert.All(all, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
    }

    // From outside: whoever is forgotten begins anew, and who is remembered does not. What the memory of it is, is measured
    // beside the limiter.
    [Fact]
    public async Task Of_more_clients_than_are_remembered_the_quietest_are_forgotten()
    {
        const int Remembered = 100;
        var count = TestScale.Current.Of("clients of a limit that remembers 100", ci: 2_000, full: 50_000);
        await using var server = program.Start(
            LocalServer.Changes, OnePerMinute, Burst, $"--Larder:Security:RateLimit:Clients={Remembered}",
            """--Larder:Security:Proxies=["127.0.0.1"]""");
        using var client = await ClientOfAsync(server);
        async Task<HttpStatusCode> AskAsync(int number)
        {
            var address = new IPAddress([10, (byte)(number >> 16), (byte)(number >> 8), (byte)number]);
            using var response = await client.SendAsync("GET", "/users/1", headers: ("X-Forwarded-For", $"{address}"));
            return response.StatusCode;
        }

        var first = await AskAsync(0);
        var again = await AskAsync(0);
        for (var number = 1; number < count; number++)
            Assert.Equal(HttpStatusCode.OK, await AskAsync(number));
        var last = await AskAsync(count - 1);
        var forgotten = await AskAsync(0);

        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests, HttpStatusCode.OK],
            [first, again, last, forgotten]);
    }

    private static async Task<HttpClient> ClientOfAsync(ServerProcess process) =>
        new() { BaseAddress = await process.FirstAddressAsync() };

    private async Task<List<HttpStatusCode>> StatusesAsync(string[] settings, params string[] forwardedFor)
    {
        await using var server = program.Start(LocalServer.Changes, settings);
        using var http = await ClientOfAsync(server);
        var statuses = new List<HttpStatusCode>();
        foreach (var client in forwardedFor)
        {
            using var response = await http.SendAsync("GET", "/", headers: ("X-Forwarded-For", client));
            statuses.Add(response.StatusCode);
        }

        return statuses;
    }
}
