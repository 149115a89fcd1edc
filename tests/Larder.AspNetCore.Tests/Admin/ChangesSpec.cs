using System.Net;
using Larder.AspNetCore.Security;
using Larder.AspNetCore.Tests.Security;

namespace Larder.AspNetCore.Tests.Admin;

public sealed class ChangesSpec
{
    [Theory]
    [InlineData("remove", """{"key":"user:1"}""", 1, "user:2,user:3,car:1")]
    [InlineData("remove", """{"key":"none"}""", 0, "user:1,user:2,user:3,car:1")]
    [InlineData("remove", """{"tag":"red"}""", 2, "user:2,user:3")]
    [InlineData("remove", """{"pattern":"user:*"}""", 3, "car:1")]
    [InlineData("expire", """{"key":"user:1"}""", 1, "user:2,user:3,car:1")]
    [InlineData("expire", """{"tag":"red"}""", 2, "user:2,user:3")]
    [InlineData("expire", """{"pattern":"user:[12]"}""", 2, "user:3,car:1")]
    public async Task Entries_go_by_key_tag_and_pattern_and_their_number_is_told(string action, string json, int count, string left)
    {
        await using var server = await FilledAsync();

        var (status, body) = await server.SendAsync("POST", $"/admin/caches/things/{action}", json);

        Assert.Equal(200, status);
        Assert.Equal(count, body.GetProperty("count").GetInt64());
        Assert.Equal(action, body.GetProperty("action").GetString());
        Assert.Equal(left, await FreshAsync(server));
    }

    [Fact]
    public async Task What_was_expired_still_helps_out_and_what_was_removed_does_not()
    {
        await using var server = await FilledAsync();
        await server.SendAsync("POST", "/admin/caches/things/expire?key=user:1");
        await server.SendAsync("POST", "/admin/caches/things/remove?key=user:2");

        var expired = await server.GetAsync("/admin/caches/things/entry?key=user:1");
        var (removed, _) = await server.SendAsync("GET", "/admin/caches/things/entry?key=user:2");

        Assert.True(expired.GetProperty("stale").GetBoolean());
        Assert.Equal(404, removed);
    }

    [Theory]
    [InlineData("remove?pattern=user:*&preview=true", 3)]
    [InlineData("expire?pattern=*:1&preview=true", 2)]
    [InlineData("remove?tag=red&preview=true", 2)]
    [InlineData("remove?key=user:1&preview=true", 1)]
    [InlineData("clear?preview=true", 4)]
    public async Task A_preview_tells_the_number_and_changes_nothing(string path, int count)
    {
        await using var server = await FilledAsync();

        var (status, body) = await server.SendAsync("POST", $"/admin/caches/things/{path}");

        Assert.Equal(200, status);
        Assert.Equal(count, body.GetProperty("count").GetInt64());
        Assert.True(body.GetProperty("preview").GetBoolean());
        Assert.Equal("user:1,user:2,user:3,car:1", await FreshAsync(server));
    }

    [Fact]
    public async Task A_cache_is_cleared_and_others_are_not()
    {
        await using var server = await FilledAsync();
        await server.Cache("default").SetAsync("mine", 1);

        var (status, body) = await server.SendAsync("POST", "/admin/caches/things/clear");

        Assert.Equal(200, status);
        Assert.Equal(4, body.GetProperty("count").GetInt64());
        Assert.Equal("", await FreshAsync(server));
        Assert.True((await server.Cache("default").TryGetAsync<int>("mine")).Found);
    }

    [Fact]
    public async Task One_entry_is_deleted_by_its_address()
    {
        await using var server = await FilledAsync();

        var (gone, body) = await server.SendAsync("DELETE", "/admin/caches/things/entry?key=car:1");
        var (again, _) = await server.SendAsync("DELETE", "/admin/caches/things/entry?key=car:1");

        Assert.Equal(200, gone);
        Assert.Equal(1, body.GetProperty("count").GetInt64());
        Assert.Equal(404, again);
    }

    [Theory]
    [InlineData("""{}""", 400)]
    [InlineData("""{"key":"a","tag":"b"}""", 400)]
    [InlineData("""{"key":1}""", 400)]
    [InlineData("""{"what":"a"}""", 400)]
    [InlineData("""["a"]""", 400)]
    [InlineData("""{"key":""", 400)]
    [InlineData("""{"pattern":"[a"}""", 400)]
    [InlineData("""{"key":[[[[[[[[1]]]]]]]]}""", 400)]
    [InlineData("""{"key":"\ud800"}""", 400)]
    [InlineData("""{"\ud800":"a"}""", 400)]
    public async Task A_body_that_makes_no_sense_changes_nothing(string json, int expected)
    {
        await using var server = await FilledAsync();

        var (status, body) = await server.SendAsync("POST", "/admin/caches/things/remove", json);

        Assert.Equal(expected, status);
        Assert.NotEqual("", body.GetProperty("detail").GetString());
        Assert.Equal("user:1,user:2,user:3,car:1", await FreshAsync(server));
    }

    [Fact]
    public async Task A_body_that_is_not_utf8_is_400_and_no_fault_of_the_server()
    {
        await using var server = await FilledAsync();
        using var content = new ByteArrayContent([.. "{\"key\":\""u8, 0xFF, .. "\"}"u8]);
        content.Headers.ContentType = new("application/json");

        using var response = await server.Client.PostAsync("/admin/caches/things/remove", content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("POST", "remove?pattern=[a")]
    [InlineData("POST", "expire?pattern=[a")]
    [InlineData("GET", "entry?key=long")]
    [InlineData("DELETE", "entry?key=long")]
    public async Task A_refusal_is_a_sentence_and_names_nothing_of_the_code(string method, string path)
    {
        await using var server = await FilledAsync();
        var address = path.Replace("long", new string('k', 2_000), StringComparison.Ordinal);

        var (status, body) = await server.SendAsync(method, $"/admin/caches/things/{address}");

        Assert.Equal(400, status);
        Assert.DoesNotContain("Parameter '", body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.EndsWith(".", body.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task A_form_cannot_change_anything(string type)
    {
        await using var server = await FilledAsync();

        var (remove, _) = await server.SendAsync("POST", "/admin/caches/things/remove", """{"pattern":"*"}""", type);
        var (byQuery, _) = await server.SendAsync("POST", "/admin/caches/things/remove?pattern=*", "", type);
        var (clear, _) = await server.SendAsync("POST", "/admin/caches/things/clear", "", type);

        Assert.Equal(415, remove);
        Assert.Equal(415, byQuery);
        Assert.Equal(415, clear);
        Assert.Equal("user:1,user:2,user:3,car:1", await FreshAsync(server));
    }

    [Fact]
    public async Task A_body_without_measure_is_refused()
    {
        await using var server = await FilledAsync();

        var (status, _) = await server.SendAsync("POST", "/admin/caches/things/remove", $$"""{"key":"{{new string('k', 20_000)}}"}""");

        Assert.Equal(413, status);
    }

    [Theory]
    [InlineData("GET", "/admin/caches", Keys.Reader, HttpStatusCode.OK)]
    [InlineData("GET", "/admin/caches/things/keys", null, HttpStatusCode.Unauthorized)]
    [InlineData("POST", "/admin/caches/things/clear", Keys.Reader, HttpStatusCode.Forbidden)]
    [InlineData("POST", "/admin/caches/things/clear", Keys.Writer, HttpStatusCode.Forbidden)]
    [InlineData("POST", "/admin/caches/things/clear", Keys.Admin, HttpStatusCode.OK)]
    [InlineData("DELETE", "/admin/caches/things/entry?key=car:1", Keys.Writer, HttpStatusCode.Forbidden)]
    public async Task Looking_needs_the_scope_read_and_changing_the_scope_admin(string method, string path, string? key, HttpStatusCode status)
    {
        await using var server = await AdminServer.StartAsync(access: new AccessOptions { Keys = new AccessKeys(Keys.All) });
        await server.Cache("things").SetAsync("car:1", 1);
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (key is not null)
            request.Headers.TryAddWithoutValidation("X-Api-Key", key);

        using var response = await server.Client.SendAsync(request);

        Assert.Equal(status, response.StatusCode);
    }

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("X-Forwarded-For", "10.0.0.1")]
    public async Task A_host_that_set_up_nothing_answers_the_machine_itself_alone(string header, string value)
    {
        await using var server = await AdminServer.StartAsync();
        var request = new HttpRequestMessage(HttpMethod.Get, "/admin/caches");
        request.Headers.TryAddWithoutValidation(header, value);

        using var refused = await server.Client.SendAsync(request);
        using var local = await server.Client.GetAsync("/admin/caches");

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, local.StatusCode);
    }

    private static async Task<AdminServer> FilledAsync()
    {
        var server = await AdminServer.StartAsync();
        var cache = server.Cache("things");
        var kept = new CacheEntryOptions { StaleIfError = TimeSpan.FromMinutes(10) };
        await cache.SetAsync("user:1", 1, kept with { Tags = ["red"] });
        await cache.SetAsync("user:2", 2, kept);
        await cache.SetAsync("user:3", 3, kept);
        await cache.SetAsync("car:1", 4, kept with { Tags = ["red", "fast"] });
        return server;
    }

    private static async Task<string> FreshAsync(AdminServer server)
    {
        var fresh = new List<string>();
        foreach (var key in (string[])["user:1", "user:2", "user:3", "car:1"])
        {
            if (await server.Cache("things").ExistsAsync(key))
                fresh.Add(key);
        }

        return string.Join(',', fresh);
    }
}
