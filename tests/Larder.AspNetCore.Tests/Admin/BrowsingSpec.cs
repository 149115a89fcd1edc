using System.Net;
using System.Text;
using System.Text.Json;
using Larder.AspNetCore.Admin;
using Larder.Testing;

namespace Larder.AspNetCore.Tests.Admin;

public sealed class BrowsingSpec
{
    [Fact]
    public async Task S3_21_every_cache_is_listed_with_options_figures_and_memory()
    {
        await using var server = await AdminServer.StartAsync();
        await server.Cache("things").SetAsync("a", 1);
        await server.Cache("things").TryGetAsync<int>("a");
        await server.Cache("things").TryGetAsync<int>("b");

        var all = await server.GetAsync("/admin/caches");
        var one = await server.GetAsync("/admin/caches/things");

        Assert.Equal(["default", "keyvalue", "things", "weighed"], all.GetProperty("caches").EnumerateArray().Select(cache => cache.GetProperty("name").GetString()));
        Assert.Equal("Adaptive", one.GetProperty("options").GetProperty("eviction_policy").GetString());
        Assert.Equal(1_000, one.GetProperty("options").GetProperty("max_entries").GetInt64());
        Assert.Equal(JsonValueKind.Null, one.GetProperty("options").GetProperty("max_bytes").ValueKind);
        Assert.Equal(100, one.GetProperty("options").GetProperty("ttl_seconds").GetDouble());
        Assert.Equal(1, one.GetProperty("stats").GetProperty("hits").GetInt64());
        Assert.Equal(1, one.GetProperty("stats").GetProperty("misses").GetInt64());
        Assert.Equal(0.5, one.GetProperty("stats").GetProperty("hit_rate").GetDouble());
        Assert.Equal(1, one.GetProperty("memory").GetProperty("entries").GetInt64());
        Assert.Equal(JsonValueKind.Null, one.GetProperty("memory").GetProperty("bytes").ValueKind);
        Assert.DoesNotContain("redis", all.GetRawText(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_page_of_keys_says_what_is_known_of_each_and_no_value()
    {
        var clock = new ManualClock();
        await using var server = await AdminServer.StartAsync(time: clock);
        await server.Cache("weighed").SetAsync(
            "k", "the-value", new CacheEntryOptions { Expiration = TimeSpan.FromSeconds(60), Tags = ["red", "big"] });
        clock.Advance(TimeSpan.FromSeconds(20));

        var page = await server.GetAsync("/admin/caches/weighed/keys");

        var key = Assert.Single(page.GetProperty("keys").EnumerateArray());
        Assert.Equal("k", key.GetProperty("key").GetString());
        Assert.InRange(key.GetProperty("bytes").GetInt64(), 10, 200);
        Assert.Equal(40, key.GetProperty("ttl_seconds").GetDouble(), 1);
        Assert.Equal(["red", "big"], key.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()));
        Assert.True(key.GetProperty("version").GetInt64() > 0);
        Assert.False(key.GetProperty("stale").GetBoolean());
        Assert.Equal("System.String", key.GetProperty("type").GetString());
        Assert.DoesNotContain("the-value", page.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_are_bounded_and_together_hold_every_key_of_the_prefix_once()
    {
        await using var server = await AdminServer.StartAsync();
        for (var i = 0; i < 300; i++)
            await server.Cache("things").SetAsync($"{(i % 2 == 0 ? "even" : "odd")}:{i}", i);

        var keys = new List<string>();
        var cursor = "0";
        for (var pages = 0; pages < 1_000 && cursor.Length > 0; pages++)
        {
            var page = await server.GetAsync($"/admin/caches/things/keys?prefix=even:&limit=10&cursor={cursor}");
            var found = page.GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("key").GetString()!).ToList();
            Assert.InRange(found.Count, 0, 40);
            keys.AddRange(found);
            cursor = page.GetProperty("cursor").ValueKind == JsonValueKind.Null ? "" : page.GetProperty("cursor").GetRawText();
        }

        Assert.Equal("", cursor);
        Assert.Equal(Enumerable.Range(0, 150).Select(i => $"even:{2 * i}").Order(StringComparer.Ordinal), keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=1001")]
    [InlineData("limit=ten")]
    [InlineData("cursor=-1")]
    [InlineData("cursor=99999999999")]
    [InlineData("limit=1&limit=2")]
    public async Task A_page_that_makes_no_sense_is_400_in_the_one_shape(string query)
    {
        await using var server = await AdminServer.StartAsync();

        var (status, body) = await server.SendAsync("GET", $"/admin/caches/things/keys?{query}");

        Assert.Equal(400, status);
        Assert.StartsWith("The parameter ", body.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Looking_counts_prolongs_and_refreshes_nothing()
    {
        var clock = new ManualClock();
        await using var server = await AdminServer.StartAsync(time: clock);
        var cache = server.Cache("things");
        await cache.SetAsync("s", "v", new CacheEntryOptions { Expiration = TimeSpan.FromSeconds(60), Sliding = TimeSpan.FromSeconds(10) });
        var before = cache.GetStats();

        for (var i = 0; i < 3; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(4));
            await server.Client.GetAsync("/admin/caches/things/entry?key=s&value=true");
            await server.Client.GetAsync("/admin/caches/things/keys");
        }

        Assert.Equal(before.Hits, cache.GetStats().Hits);
        Assert.Equal(before.Misses, cache.GetStats().Misses);
        Assert.False((await cache.TryGetAsync<string>("s")).Found);
    }

    [Fact]
    public async Task A_value_comes_only_when_it_is_asked_for()
    {
        await using var server = await AdminServer.StartAsync();
        await server.Cache("things").SetAsync("k", "secret");

        var without = await server.GetAsync("/admin/caches/things/entry?key=k");
        var with = await server.GetAsync("/admin/caches/things/entry?key=k&value=true");

        Assert.False(without.TryGetProperty("value", out _));
        Assert.Equal("text", with.GetProperty("value").GetProperty("encoding").GetString());
        Assert.Equal("secret", with.GetProperty("value").GetProperty("data").GetString());
    }

    [Fact]
    public async Task Each_kind_of_value_has_a_form()
    {
        await using var server = await AdminServer.StartAsync(new AdminOptions { MaxValueBytes = 10 });
        var cache = server.Cache("things");
        await cache.SetAsync("bytes", new byte[] { 0, 255, 1 });
        await cache.SetAsync("many", new byte[1_000]);
        await cache.SetAsync("long", "abcdefghi\U0001F600xyz");
        await cache.SetAsync("number", 42);
        await cache.SetAsync("big", Enumerable.Range(0, 1_000).ToList());
        await cache.SetAsync<string?>("null", null);
        await cache.SetAsync("none", new Unshowable());

        async Task<string> ValueOf(string key) =>
            (await server.GetAsync($"/admin/caches/things/entry?key={key}&value=true")).GetProperty("value").GetRawText();

        Assert.Equal("""{"encoding":"base64","length":3,"truncated":false,"data":"AP8B"}""", await ValueOf("bytes"));
        Assert.Equal("""{"encoding":"base64","length":1000,"truncated":true,"data":"AAAAAAAAAAAAAA=="}""", await ValueOf("many"));
        Assert.Equal("""{"encoding":"text","length":14,"truncated":true,"data":"abcdefghi"}""", await ValueOf("long"));
        Assert.Equal("""{"encoding":"json","length":2,"truncated":false,"data":42}""", await ValueOf("number"));
        Assert.Equal("""{"encoding":"none","reason":"It takes more than 10 bytes as JSON."}""", await ValueOf("big"));
        Assert.Equal("""{"encoding":"json","data":null}""", await ValueOf("null"));
        Assert.Equal("""{"encoding":"none","reason":"Its type has no form in JSON here."}""", await ValueOf("none"));
    }

    [Fact]
    public async Task Values_of_the_key_value_api_are_shown_as_what_they_are()
    {
        await using var server = await AdminServer.StartAsync();
        var store = server.KeyValue;
        await store.SetAsync("text", store.Maker.OfText("text"u8, "say \"hi\""u8, null), null);
        await store.SetAsync("page", store.Maker.OfBytes([60, 98, 62], "text/html", null), null);

        var text = (await server.GetAsync("/admin/caches/keyvalue/entry?key=text&value=true")).GetProperty("value");
        var page = (await server.GetAsync("/admin/caches/keyvalue/entry?key=page&value=true")).GetProperty("value");

        Assert.Equal("say \"hi\"", text.GetProperty("data").GetString());
        Assert.Equal("text/html", page.GetProperty("content_type").GetString());
        Assert.Equal("PGI+", page.GetProperty("data").GetString());
    }

    [Fact]
    public async Task Every_answer_is_json_that_no_browser_runs_or_keeps_and_no_page_may_read()
    {
        await using var server = await AdminServer.StartAsync();
        await server.Cache("things").SetAsync("<script>", "</script><script>alert(1)</script>");
        foreach (var path in (string[])["/admin/caches", "/admin/caches/things/keys", "/admin/caches/none", "/admin/caches/things/entry?key=%3Cscript%3E&value=true"])
        {
            var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation("Origin", "https://page.example");

            using var response = await server.Client.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();

            Assert.Equal("application/json", response.Content.Headers.ContentType!.ToString());
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.StartsWith("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.True(response.Headers.CacheControl!.NoStore);
            Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
            Assert.DoesNotContain('<', text);
        }
    }

    [Fact]
    public async Task What_is_not_there_is_404_and_a_name_is_not_repeated()
    {
        await using var server = await AdminServer.StartAsync();

        var (cache, sentence) = await server.SendAsync("GET", "/admin/caches/nope");
        var (entry, _) = await server.SendAsync("GET", "/admin/caches/things/entry?key=nope");
        var (noKey, _) = await server.SendAsync("GET", "/admin/caches/things/entry");
        var (tooLong, _) = await server.SendAsync("GET", $"/admin/caches/things/entry?key={new string('k', 5_000)}");

        Assert.Equal(404, cache);
        Assert.Contains("default, keyvalue, things, weighed", sentence.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(404, entry);
        Assert.Equal(400, noKey);
        Assert.Equal(400, tooLong);
    }

    [Fact]
    public void Options_that_make_no_sense_are_all_named()
    {
        Assert.Equal(3, new AdminOptions { MaxValueBytes = 0, PageSize = 0, LargestPage = 0 }.Validate().Count);
        Assert.Empty(new AdminOptions().Validate());
    }

    private sealed class Unshowable
    {
        private readonly string _message = "not now";

        public int Value => throw new InvalidOperationException(_message);
    }
}
