using System.Net;
using System.Text;
using System.Text.Json;
using Larder.Server.Tests.Packaging;

namespace Larder.Server.Tests.Security;

/// <summary>The published output as a developer starts it: on this machine, without keys.</summary>
[Collection(PublishedCollection.Name)]
[Trait("Platform", "Unix")]
public sealed class OpenServerSpec(PublishedProgram program, LocalServer server) : IClassFixture<LocalServer>
{
    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("X-Forwarded-For", "10.0.0.1")]
    public async Task Data_is_answered_and_what_belongs_to_the_operator_only_to_this_machine(string header, string value)
    {
        using var data = await server.Client.SendAsync("GET", "/cache/none", headers: (header, value));
        using var metrics = await server.Client.SendAsync("GET", "/metrics", headers: (header, value));
        using var admin = await server.Client.SendAsync("GET", "/admin/caches", headers: (header, value));
        using var dashboard = await server.Client.SendAsync("GET", "/dashboard", headers: (header, value));
        using var clear = await server.Client.SendAsync("POST", "/cache/clear?scope=all", headers: (header, value));

        Assert.Equal(HttpStatusCode.NotFound, data.StatusCode);
        Assert.All([metrics, admin, dashboard, clear], response => Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode));
    }

    [Theory]
    [InlineData("/cache/clear?scope=all")]
    [InlineData("/cache/clear/?scope=ALL")]
    [InlineData("/Cache/Clear?x=1&scope=x&scope=all")]
    [InlineData("/cache/%63lear?SCOPE=%61ll")]
    public async Task No_spelling_of_clearing_all_leads_around_the_operator(string target)
    {
        using var response = await server.Client.SendAsync("POST", target, headers: ("Host", "evil.example"));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Theory]
    [InlineData("POST", "/cache/clear", "cors", 403)]
    [InlineData("DELETE", "/cache/clear", "cors", 403)]
    [InlineData("POST", "/cache/counter/increment", "no-cors", 403)]
    [InlineData("POST", "/cache/counter/increment", "navigate", 403)]
    [InlineData("POST", "/cache/counter/increment", "cors", 200)]
    [InlineData("GET", "/cache/counter", "no-cors", 200)]
    public async Task A_page_of_another_site_writes_only_what_cors_lets_it(string method, string path, string mode, int status)
    {
        await server.Client.SendAsync("POST", "/cache/counter/increment");

        using var response = await server.Client.SendAsync(
            method, path, headers: [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", mode), ("Origin", "https://evil.example")]);

        Assert.Equal((HttpStatusCode)status, response.StatusCode);
    }

    [Fact]
    public async Task A_site_that_cors_does_not_name_writes_nothing()
    {
        await using var narrow = program.Start(LocalServer.Changes, """--CORS_ORIGINS=["https://page.example"]""");
        using var client = new HttpClient { BaseAddress = await narrow.FirstAddressAsync() };
        (string, string)[] Of(string origin) =>
            [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "cors"), ("Origin", origin)];

        using var own = await client.SendAsync("POST", "/cache/n/increment", headers: Of("https://page.example"));
        using var other = await client.SendAsync("POST", "/cache/n/increment", headers: Of("https://evil.example"));

        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, other.StatusCode);
        Assert.Equal(
            """{"status":"ERROR","message":"Pages of other sites may not change anything here."}""",
            await other.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("POST", "/payload")]
    [InlineData("POST", "/put")]
    [InlineData("PUT", "/cache")]
    [InlineData("POST", "/cache/batch")]
    [InlineData("POST", "/products")]
    [InlineData("POST", "/cache/counter2/increment")]
    public async Task A_form_is_no_json_and_writes_nothing(string method, string path)
    {
        foreach (var type in (string[])["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
        {
            using var content = new StringContent("""{"key":"form","value":"v","list_1":[],"list_2":[],"by":1}""", Encoding.UTF8);
            content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);

            using var response = await server.Client.SendAsync(method, path, content);

            Assert.InRange((int)response.StatusCode, 400, 499);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await server.Client.GetAsync("/cache/form")).StatusCode);
    }

    [Theory]
    [InlineData("/payload")]
    [InlineData("/put")]
    [InlineData("/cache/batch")]
    public async Task Json_that_is_nested_without_end_is_refused_and_harms_nobody(string path)
    {
        var deep = new string('[', 100_000);
        foreach (var body in (string[])[deep, $$"""{"list_1":{{deep}}""", $$"""{"operations":{{deep}}""", $$"""{"other":{{deep}}"""])
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");

            using var response = await server.Client.SendAsync("POST", path, content);

            Assert.InRange((int)response.StatusCode, 400, 499);
        }

        Assert.Equal(HttpStatusCode.OK, (await server.Client.GetAsync("/health")).StatusCode);
    }

    [Fact]
    public async Task Stored_markup_never_runs()
    {
        using var page = new StringContent("<script>alert(1)</script>", Encoding.UTF8, "text/html");
        await server.Client.PutAsync("/cache/page", page);
        using var text = new StringContent("""{"key":"<b>","value":"<script>alert(1)</script>"}""", Encoding.UTF8, "application/json");
        await server.Client.PutAsync("/cache", text);

        using var raw = await server.Client.GetAsync("/cache/page");
        using var json = await server.Client.GetAsync("/cache/%3Cb%3E");
        using var miss = await server.Client.GetAsync("/cache/none");
        using var unknown = await server.Client.GetAsync("/%3Cscript%3E");
        using var lists = new StringContent("""{"list_1":["<b>"],"list_2":["<i>"]}""", Encoding.UTF8, "application/json");
        using var post = await server.Client.PostAsync("/payload", lists);
        using var id = JsonDocument.Parse(await post.Content.ReadAsStringAsync());
        using var output = await server.Client.GetAsync($"/payload/{id.RootElement.GetProperty("payload_id").GetString()}");

        Assert.Equal("sandbox; default-src 'none'", raw.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", raw.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.All([json, miss, unknown, output, post], response =>
        {
            Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        });
    }
}
