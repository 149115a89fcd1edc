using System.Collections.Concurrent;
using System.Net;
using Larder.Server.Tests.Data;
using Larder.Testing;

namespace Larder.Server.Tests.Catalog;

/// <summary>The product and user groups over a database that dies and comes back.</summary>
[Trait("Needs", "PostgreSQL")]
public sealed class DatabaseOutageSpec(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private const string Outage = """{"detail":"The database is not available."}""";

    private ServerUnderTest _server = null!;

    private HttpClient Client => _server.Client;

    public async Task InitializeAsync()
    {
        var url = await postgres.Server.CreateDatabaseAsync();
        _server = new ServerUnderTest($"--Larder:Database:Url={url}");
        await _server.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        if (!postgres.Server.IsRunning)
            await postgres.Server.StartAgainAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("GET", "/products", null)]
    [InlineData("GET", "/products/2", null)]
    [InlineData("POST", "/products", """{"name":"n","price":1,"category":"c"}""")]
    [InlineData("PUT", "/products/2", """{"name":"n","price":1,"category":"c"}""")]
    [InlineData("DELETE", "/products/2", null)]
    [InlineData("GET", "/cache/performance", null)]
    [InlineData("GET", "/users", null)]
    [InlineData("GET", "/users/1", null)]
    [InlineData("GET", "/users/uuid/550e8400-e29b-41d4-a716-446655440002", null)]
    public async Task While_it_is_gone_the_answer_is_503_in_the_form_of_the_group_and_fine_after_its_return(
        string method, string path, string? json)
    {
        await postgres.Server.KillAsync();
        var (status, body) = await Client.AskAsync(new HttpMethod(method), path, json);
        var again = await _server.SendAsync(HttpMethod.Get, "/products/1");

        await postgres.Server.StartAgainAsync();
        var after = await Client.AskAsync(new HttpMethod(method), path, json);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal(Outage, body.GetRawText());
        Assert.Equal("1", again.Headers.GetValues("Retry-After").Single());
        Assert.Equal(HttpStatusCode.OK, after.Status);
    }

    [Fact]
    public async Task S4_40_what_is_cached_is_still_answered_and_so_are_the_statistics()
    {
        await Client.GetJsonAsync("/products");
        await Client.GetJsonAsync("/products/1");

        await postgres.Server.KillAsync();

        Assert.Equal("cache", await Client.SourceAsync("/products"));
        Assert.Equal("cache", await Client.SourceAsync("/products/1"));
        Assert.Equal(2, (await Client.GetJsonAsync("/cache/stats")).GetProperty("hits").GetInt64());
    }

    [Fact]
    public async Task Under_load_nothing_but_200_and_503_is_seen_and_the_load_goes_on()
    {
        var seen = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        using var end = new CancellationTokenSource();
        string[] paths = ["/products/1", "/products", "/users/1", "/users/uuid/550e8400-e29b-41d4-a716-446655440002"];
        var load = paths.Select(path => Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
            {
                var (status, _) = await Client.AskAsync(HttpMethod.Get, path);
                seen.AddOrUpdate($"{path} {(int)status}", 1, (_, count) => count + 1);
                await _server.Cache("products").ClearAsync();
            }
        })).ToList();

        await SeenAsync(seen, paths, 200);
        await postgres.Server.KillAsync();
        await SeenAsync(seen, paths, 503);
        await postgres.Server.StartAgainAsync();
        seen.Clear();
        await SeenAsync(seen, paths, 200);
        await end.CancelAsync();
        await Task.WhenAll(load);

        Assert.All(seen.Keys, each => Assert.True(
            each.EndsWith(" 200", StringComparison.Ordinal) || each.EndsWith(" 503", StringComparison.Ordinal), each));
    }

    private static async Task SeenAsync(ConcurrentDictionary<string, int> seen, string[] paths, int status)
    {
        using var limit = new CancellationTokenSource(WaitLimit.Default);
        while (!paths.All(path => seen.ContainsKey($"{path} {status}")))
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, limit.Token);
    }
}
