using System.Net;
using System.Text.Json;

namespace Larder.Server.Tests.Contract;

public abstract class RootContractSpec(ServerUnderTest server) : ContractSuite(server)
{
    [Theory]
    [InlineData(null)]
    [InlineData("*/*")]
    [InlineData("text/html,application/xhtml+xml,*/*;q=0.8")]
    [InlineData("application/json, text/html")]
    [InlineData("application/json;q=0")]
    [InlineData("not a media type")]
    public async Task X_4_the_root_is_a_page_by_default(string? accept)
    {
        var response = await Server.SendAsync(HttpMethod.Get, "/", accept);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.StartsWith("<!doctype html>", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("Application/JSON;q=0.5, */*;q=0.1")]
    [InlineData("application/json, text/html;q=0")]
    public async Task X_4_the_root_is_json_when_only_json_is_named(string accept)
    {
        var response = await Server.SendAsync(HttpMethod.Get, "/", accept);

        using var body = JsonDocument.Parse(await response.Content.ReadAsStreamAsync());
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("Larder is running.", body.RootElement.GetProperty("message").GetString());
        Assert.Contains("Accept", response.Headers.Vary);
    }

    [Fact]
    public async Task Every_route_that_the_root_names_answers()
    {
        var response = await Server.SendAsync(HttpMethod.Get, "/", accept: "application/json");
        using var body = JsonDocument.Parse(await response.Content.ReadAsStreamAsync());
        var routes = body.RootElement.GetProperty("routes").EnumerateArray().Select(route => route.GetString()!);

        foreach (var route in routes)
        {
            var words = route.Split(' ');
            var answer = await Server.SendAsync(new HttpMethod(words[0]), words[1]);
            var text = await answer.Content.ReadAsStringAsync();

            // Nothing is sent and no such key exists, so a refusal is an answer too. Only routing must not give it.
            Assert.NotEqual(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
            Assert.NotEqual("""{"detail":"Not Found"}""", text);
            Assert.True((int)answer.StatusCode < 500, $"{route} answered {answer.StatusCode}");
        }

        Assert.Contains("GET /health", routes);
    }

    [Fact]
    public async Task The_page_may_load_and_run_nothing_from_elsewhere()
    {
        var response = await Server.SendAsync(HttpMethod.Get, "/");

        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
    }
}
