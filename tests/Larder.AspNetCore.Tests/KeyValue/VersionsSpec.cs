using System.Net;
using System.Text.Json;

namespace Larder.AspNetCore.Tests.KeyValue;

public sealed class VersionsSpec(SharedServer shared) : IClassFixture<SharedServer>
{
    private readonly KeyValueServer _server = shared.Server;

    [Fact]
    public async Task Whoever_has_the_value_already_gets_304()
    {
        await _server.PutAsync("tagged", "one");
        var tag = (await _server.SendAsync("GET", "/cache/tagged")).Headers.ETag!.Tag;

        var same = await _server.SendAsync("GET", "/cache/tagged", "If-None-Match", $"\"1\", W/{tag}");
        var any = await _server.SendAsync("GET", "/cache/tagged", "If-None-Match", "*");
        var other = await _server.SendAsync("GET", "/cache/tagged", "If-None-Match", "\"1\"");
        await _server.PutAsync("tagged", "one");
        var later = await _server.SendAsync("GET", "/cache/tagged", "If-None-Match", tag);

        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Equal(tag, same.Headers.ETag!.Tag);
        Assert.Equal(HttpStatusCode.NotModified, any.StatusCode);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
    }

    [Fact]
    public async Task A_version_in_the_body_lets_one_of_two_writers_through()
    {
        await _server.PutAsync("shared", "0");
        var version = await VersionOfAsync("shared");

        var first = await _server.JsonAsync("PUT", "/cache", $$"""{"key":"shared","value":"1","version":{{version}}}""");
        var second = await _server.JsonAsync("POST", "/put", $$"""{"key":"shared","value":"2","version":{{version}}}""");

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        using var body = JsonDocument.Parse(await second.Content.ReadAsStringAsync());
        Assert.Equal(await VersionOfAsync("shared"), body.RootElement.GetProperty("version").GetInt64());
        Assert.Contains("\"1\"", await _server.Client.GetStringAsync("/cache/shared"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_0_creates_and_never_replaces()
    {
        var first = await _server.JsonAsync("PUT", "/cache", """{"key":"new","value":"1","version":0}""");
        var second = await _server.JsonAsync("PUT", "/cache", """{"key":"new","value":"2","version":0}""");

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
    }

    [Fact]
    public async Task Conditions_in_headers_are_412_when_they_do_not_hold()
    {
        var created = await PutRawAsync("if", "If-None-Match", "*");
        var again = await PutRawAsync("if", "If-None-Match", "*");
        var matching = await PutRawAsync("if", "If-Match", created.Headers.ETag!.Tag);
        var stale = await PutRawAsync("if", "If-Match", created.Headers.ETag!.Tag);
        var unreadable = await PutRawAsync("if", "If-Match", "\"a\", \"b\"");

        Assert.Equal(
            [HttpStatusCode.Created, HttpStatusCode.PreconditionFailed, HttpStatusCode.Created,
                HttpStatusCode.PreconditionFailed, HttpStatusCode.BadRequest],
            new[] { created, again, matching, stale, unreadable }.Select(each => each.StatusCode));
    }

    [Fact]
    public async Task Increments_of_many_clients_all_count()
    {
        const int Clients = 8;
        const int Each = 50;

        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            for (var i = 0; i < Each; i++)
                (await _server.SendAsync("POST", "/cache/counter/increment")).EnsureSuccessStatusCode();
        }));

        Assert.Equal(
            $$"""{"status":"OK","key":"counter","value":"{{Clients * Each}}"}""",
            await _server.Client.GetStringAsync("/cache/counter"));
    }

    [Fact]
    public async Task An_increment_takes_any_step_and_refuses_what_is_no_number_or_does_not_fit()
    {
        await _server.PutAsync("word", "ten");
        await _server.PutAsync("most", "9223372036854775807");

        var step = await _server.JsonAsync("POST", "/cache/step/increment", """{"by":-5}""");
        var word = await _server.SendAsync("POST", "/cache/word/increment");
        var most = await _server.SendAsync("POST", "/cache/most/increment");
        var bad = await _server.JsonAsync("POST", "/cache/step/increment", """{"by":1.5}""");

        Assert.Equal("""{"status":"OK","key":"step","value":"-5"}""", await step.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Conflict, word.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, most.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
    }

    [Fact]
    public async Task A_form_of_another_site_increments_nothing_though_its_body_is_empty()
    {
        var form = await _server.SendAsync("POST", "/cache/crossed/increment", "Sec-Fetch-Site", "cross-site");
        var own = await _server.SendAsync("POST", "/cache/crossed/increment", "Sec-Fetch-Site", "same-origin");

        Assert.Equal(HttpStatusCode.BadRequest, form.StatusCode);
        Assert.Equal("""{"status":"OK","key":"crossed","value":"1"}""", await own.Content.ReadAsStringAsync());
    }

    private async Task<long> VersionOfAsync(string key) =>
        long.Parse((await _server.SendAsync("GET", $"/cache/{key}")).Headers.ETag!.Tag.Trim('"'));

    private Task<HttpResponseMessage> PutRawAsync(string key, string header, string value)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"/cache/{key}") { Content = new StringContent("v") };
        request.Headers.TryAddWithoutValidation(header, value);
        return _server.Client.SendAsync(request);
    }
}
