using System.Net;
using System.Text;
using System.Text.Json;

namespace Larder.Server.Tests.Catalog;

/// <summary>What the routes about the caches tell and do, beside a key-value API that owns the path above them.</summary>
public abstract class CacheRoutesSpec(ServerUnderTest server)
{
    private HttpClient Client => server.Client;

    [Fact]
    public async Task S3_16_the_statistics_count_what_the_sources_said()
    {
        var id = await Client.AddProductAsync();
        var before = await Client.GetJsonAsync("/cache/stats");

        var sources = new List<string>();
        for (var round = 0; round < 5; round++)
        {
            sources.Add(await Client.SourceAsync($"/products/{id}"));
            sources.Add(await Client.SourceAsync("/products?limit=1"));
        }

        var after = await Client.GetJsonAsync("/cache/stats");
        Assert.Equal(sources.Count(source => source == "cache"), Grown(before, after, "hits"));
        Assert.Equal(sources.Count(source => source == "database"), Grown(before, after, "misses"));
        Assert.Equal(sources.Count, Grown(before, after, "total_requests"));
    }

    [Fact]
    public async Task S3_25_X_15_nothing_but_product_reads_is_counted()
    {
        var id = await Client.AddProductAsync();
        var before = await Client.GetJsonAsync("/cache/stats");

        await Client.GetJsonAsync("/cache/stats");
        await Client.GetJsonAsync("/cache/performance");
        await Client.GetJsonAsync("/users/1");
        await Client.ChangeProductAsync(id, CatalogClient.Draft());

        var after = await Client.GetJsonAsync("/cache/stats");
        Assert.Equal(0, Grown(before, after, "total_requests"));
    }

    [Fact]
    public async Task X_5_the_fields_are_the_union_and_every_other_cache_stands_below()
    {
        await Client.SourceAsync("/products");
        var stats = await Client.GetJsonAsync("/cache/stats");

        string[] fields = ["hits", "misses", "sets", "deletes", "errors", "hit_rate", "total_requests", "hit_rate_percent"];
        Assert.All(fields, field => Assert.Equal(JsonValueKind.Number, stats.GetProperty(field).ValueKind));
        var (hits, misses) = (stats.GetProperty("hits").GetInt64(), stats.GetProperty("misses").GetInt64());
        Assert.Equal((double)hits / (hits + misses), stats.GetProperty("hit_rate").GetDouble());
        Assert.Equal(Math.Round(100.0 * hits / (hits + misses), 2), stats.GetProperty("hit_rate_percent").GetDouble());
        var caches = stats.GetProperty("caches").EnumerateObject().Select(cache => cache.Name).ToList();
        Assert.Contains("users", caches);
        Assert.Contains("keyvalue", caches);
        Assert.DoesNotContain("products", caches);
    }

    [Fact]
    public async Task X_5_without_requests_the_rate_is_zero()
    {
        var fresh = new ServerUnderTest();
        await fresh.InitializeAsync();
        var stats = await fresh.Client.GetJsonAsync("/cache/stats");
        await fresh.DisposeAsync();

        Assert.Equal((0, 0), (stats.GetProperty("hit_rate").GetDouble(), stats.GetProperty("hit_rate_percent").GetDouble()));
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("DELETE")]
    public async Task S3_17_X_7_clearing_empties_the_caches_and_leaves_the_database_the_counters_and_the_keys(string method)
    {
        var id = await Client.AddProductAsync();
        await Client.GetJsonAsync($"/products/{id}");
        await Client.GetJsonAsync("/users/1");
        await PutAsync("survivor", "here");
        var before = await Client.GetJsonAsync("/cache/stats");

        var (status, body) = await Client.AskAsync(new HttpMethod(method), "/cache/clear");

        var after = await Client.GetJsonAsync("/cache/stats");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("""{"message":"Cache cleared successfully"}""", body.GetRawText());
        Assert.Equal(0, Grown(before, after, "hits"));
        Assert.Equal(0, server.Cache("products").Count + server.Cache("users").Count);
        Assert.Equal("database", await Client.SourceAsync($"/products/{id}"));
        Assert.Equal("here", (await Client.GetJsonAsync("/cache/survivor")).Text("value"));
    }

    [Fact]
    public async Task X_7_payloads_survive_in_the_database_and_keys_go_when_all_is_asked_for()
    {
        using var payload = new StringContent("""{"list_1":["a"],"list_2":["b"]}""", Encoding.UTF8, "application/json");
        var stored = await (await Client.PostAsync("/payload", payload)).Content.ReadAsStringAsync();
        using var id = JsonDocument.Parse(stored);
        await PutAsync("victim", "here");

        var (status, _) = await Client.AskAsync(HttpMethod.Post, "/cache/clear?scope=all");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("A, B", (await Client.GetJsonAsync($"/payload/{id.RootElement.Text("payload_id")}")).Text("output"));
        Assert.Equal(HttpStatusCode.NotFound, (await Client.AskAsync(HttpMethod.Get, "/cache/victim")).Status);
    }

    [Fact]
    public async Task X_7_another_scope_is_422_and_a_page_of_another_site_403()
    {
        await Client.GetJsonAsync("/products");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/cache/clear");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        var foreign = await Client.SendAsync(request);
        var (status, _) = await Client.AskAsync(HttpMethod.Post, "/cache/clear?scope=some");

        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal("cache", await Client.SourceAsync("/products"));
    }

    [Fact]
    public async Task S3_18_X_6_the_performance_comparison_has_both_times_and_the_gain_that_follows_from_them()
    {
        await server.Cache("products-performance").ClearAsync();

        var reply = await Client.GetJsonAsync("/cache/performance");

        var cached = reply.GetProperty("cached_response_time").GetDecimal();
        var database = reply.GetProperty("database_response_time").GetDecimal();
        Assert.True(cached >= 0 && database > 0);
        Assert.Matches(@"^-?\d+\.\d\d%$", reply.Text("performance_improvement"));
        var gain = decimal.Parse(reply.Text("performance_improvement").TrimEnd('%'));
        Assert.True(Math.Abs(gain - (100 * (database - cached) / database)) < 1, reply.ToString());
    }

    [Fact]
    public async Task X_6_beside_the_comparison_stands_what_each_cache_did_and_what_the_process_used()
    {
        await Client.SourceAsync("/products");
        await Client.SourceAsync("/products");
        var stats = await Client.GetJsonAsync("/cache/stats");

        var reply = await Client.GetJsonAsync("/cache/performance");

        var told = reply.GetProperty("cache_stats");
        Assert.Equal(stats.EnumerateObject().Select(field => field.Name), told.EnumerateObject().Select(field => field.Name));
        Assert.Equal(stats.GetProperty("hits").GetInt64(), told.GetProperty("hits").GetInt64());
        Assert.Equal(stats.GetProperty("hit_rate").GetDouble(), told.GetProperty("hit_rate").GetDouble());
        Assert.True(told.GetProperty("caches").GetProperty("products-performance").GetProperty("hits").GetInt64() >= 5);
        var metrics = reply.GetProperty("performance_metrics");
        Assert.True(metrics.GetProperty("uptime_seconds").GetDouble() > 0);
        Assert.InRange(metrics.GetProperty("process_memory_bytes").GetInt64(), 1_000_000, metrics.GetProperty("memory_limit_bytes").GetInt64());
        Assert.True(metrics.GetProperty("heap_bytes").GetInt64() > 0);
        var requests = metrics.GetProperty("product_requests");
        Assert.True(requests.GetProperty("count").GetInt64() >= 2);
        Assert.True(requests.GetProperty("at_most_seconds_p50").GetDouble() <= requests.GetProperty("at_most_seconds_p99").GetDouble());
        Assert.False(reply.TryGetProperty("alerts", out _));
    }

    [Fact]
    public async Task X_6_without_the_metrics_module_nobody_has_timed_the_requests()
    {
        var bare = new ServerUnderTest("--Larder:Modules=Catalog");
        await bare.InitializeAsync();

        var reply = await bare.Client.GetJsonAsync("/cache/performance");
        await bare.DisposeAsync();

        Assert.Equal(JsonValueKind.Null, reply.GetProperty("performance_metrics").GetProperty("product_requests").ValueKind);
    }

    [Fact]
    public async Task S3_18_the_comparison_never_measures_a_miss_however_many_ask_at_once()
    {
        var cache = server.Cache("products-performance");
        var before = cache.GetStats();

        var replies = await Task.WhenAll(Enumerable.Range(0, 16)
            .Select(_ => Task.Run(() => Client.GetJsonAsync("/cache/performance"))));

        // One warm-up for each run, and five hits. Those who shared a run are neither.
        var after = cache.GetStats();
        var runs = (after.Loads - before.Loads) / 2;
        Assert.InRange(runs, 1, replies.Length);
        Assert.Equal(5 * runs, after.Hits - before.Hits);
    }

    [Theory]
    [InlineData("GET", "/cache/clear", "DELETE, POST")]
    [InlineData("PUT", "/cache/stats", "GET, HEAD")]
    [InlineData("DELETE", "/cache/performance", "GET, HEAD")]
    [InlineData("POST", "/cache/st%61ts", "GET, HEAD")]
    public async Task X_1_the_words_win_over_keys_for_every_method(string method, string path, string allowed)
    {
        var response = await server.SendAsync(new HttpMethod(method), path);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(allowed, string.Join(", ", response.Content.Headers.Allow.Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("stats")]
    [InlineData("performance")]
    [InlineData("clear")]
    public async Task X_1_a_key_of_that_name_is_written_by_body_and_read_by_query(string word)
    {
        await PutAsync(word, "a value");

        var read = await Client.GetJsonAsync($"/get?key={word}");
        var route = word == "clear" ? default : await Client.GetJsonAsync($"/cache/{word}");

        Assert.Equal("a value", read.Text("value"));
        Assert.False(route.ValueKind == JsonValueKind.Object && route.TryGetProperty("value", out _));
    }

    private static long Grown(JsonElement before, JsonElement after, string field) =>
        after.GetProperty(field).GetInt64() - before.GetProperty(field).GetInt64();

    private async Task PutAsync(string key, string value)
    {
        using var content = new StringContent($$"""{"key":"{{key}}","value":"{{value}}"}""", Encoding.UTF8, "application/json");
        (await Client.PutAsync("/cache", content)).EnsureSuccessStatusCode();
    }
}
