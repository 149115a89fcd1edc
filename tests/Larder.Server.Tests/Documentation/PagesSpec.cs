using System.Net;
using System.Text.RegularExpressions;

namespace Larder.Server.Tests.Documentation;

/// <summary>The two pages as files: what is sent, and that nothing in it names another site.</summary>
public sealed partial class PagesSpec(ServerUnderTest server) : IClassFixture<ServerUnderTest>
{
    [Theory]
    [InlineData("/docs")]
    [InlineData("/redoc")]
    public async Task S0_06_the_page_and_every_file_that_it_names_are_there(string page)
    {
        var answer = await server.SendAsync(HttpMethod.Get, page);
        var html = await answer.Content.ReadAsStringAsync();
        var names = Sources().Matches(html).Select(match => match.Groups["name"].Value).ToList();

        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.True(names.Count >= 4, html);
        foreach (var name in names)
        {
            var file = await server.SendAsync(HttpMethod.Get, $"/{name}");
            Assert.Equal(HttpStatusCode.OK, file.StatusCode);
            Assert.Equal("nosniff", Assert.Single(file.Headers.GetValues("X-Content-Type-Options")));
            Assert.NotEmpty(await file.Content.ReadAsByteArrayAsync());
        }
    }

    [Theory]
    [InlineData("/docs")]
    [InlineData("/redoc")]
    public async Task S3_02_no_script_stands_in_the_page_and_the_policy_lets_none_in(string page)
    {
        var answer = await server.SendAsync(HttpMethod.Get, page);
        var html = await answer.Content.ReadAsStringAsync();
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));

        Assert.DoesNotMatch(@"<script>|\son\w+=|://", html);
        Assert.StartsWith("default-src 'none'; script-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S2_07_a_slash_behind_the_page_leads_back_to_it()
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = server.Addresses[0] };

        var answer = await client.GetAsync("/docs/");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/docs", new Uri(new Uri(server.Addresses[0], "/docs/"), answer.Headers.Location!).AbsolutePath);
    }

    [Theory]
    [InlineData("/docs/nothing.js")]
    [InlineData("/redoc/docs.html")]
    [InlineData("/docs/..%2fredoc.html")]
    public async Task A_file_that_is_none_of_them_is_404(string path)
    {
        var answer = await server.SendAsync(HttpMethod.Get, path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("""{"detail":"Not Found"}""", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_client_without_gzip_gets_the_script_as_it_is()
    {
        var script = await server.Client.GetStringAsync("/redoc/redoc.js");

        Assert.Contains("Redoc", script, StringComparison.Ordinal);
        Assert.DoesNotContain("cdn.redoc.ly", script, StringComparison.Ordinal);
    }

    [GeneratedRegex("""(?:src|href)="(?<name>[^"]+)""")]
    private static partial Regex Sources();
}
