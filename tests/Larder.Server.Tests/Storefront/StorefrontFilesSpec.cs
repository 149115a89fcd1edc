using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Larder.Server.Tests.Storefront;

/// <summary>How the files of the page are served, seen without a browser.</summary>
public sealed partial class StorefrontFilesSpec(ServerUnderTest server) : IClassFixture<ServerUnderTest>
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    [Fact]
    public async Task S3_01_the_page_has_its_policy_and_nothing_that_the_policy_would_forbid()
    {
        var response = await server.SendAsync(HttpMethod.Get, "/");
        var html = await response.Content.ReadAsStringAsync();

        Assert.Equal(Policy, response.Headers.GetValues("Content-Security-Policy").Single());
        Assert.DoesNotMatch(InlineCode(), html);
        Assert.DoesNotMatch(OtherOrigin(), html);
    }

    [Fact]
    public async Task Everything_that_the_page_names_is_served_and_names_no_other_site()
    {
        var open = new Queue<string>(["/"]);
        var seen = new HashSet<string>(StringComparer.Ordinal) { "/" };
        while (open.TryDequeue(out var path))
        {
            var response = await server.SendAsync(HttpMethod.Get, path);
            var text = await response.Content.ReadAsStringAsync();

            Assert.True(response.IsSuccessStatusCode, path);
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.DoesNotMatch(OtherOrigin(), text);
            foreach (Match name in Names().Matches(text))
            {
                var next = name.Value.StartsWith('.') ? $"/static{name.Value[1..]}" : name.Value;
                if (seen.Add(next))
                    open.Enqueue(next);
            }
        }

        Assert.True(seen.Count >= 12, string.Join(", ", seen));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/static/tokens.css")]
    [InlineData("/static/main.js")]
    public async Task A_file_is_compressed_and_confirmed_by_its_tag(string path)
    {
        var plain = await server.Client.GetAsync(path);
        using var asked = new HttpRequestMessage(HttpMethod.Get, path);
        asked.Headers.TryAddWithoutValidation("Accept-Encoding", "br, gzip;q=0.9");
        var compressed = await server.Client.SendAsync(asked);
        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(plain.Headers.ETag!);
        var confirmed = await server.Client.SendAsync(again);

        await using var inflated = new GZipStream(await compressed.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        using var reader = new StreamReader(inflated, Encoding.UTF8);
        Assert.Equal(await plain.Content.ReadAsStringAsync(), await reader.ReadToEndAsync());
        Assert.Equal("gzip", compressed.Content.Headers.ContentEncoding.Single());
        Assert.True(compressed.Content.Headers.ContentLength < plain.Content.Headers.ContentLength);
        Assert.Contains("Accept-Encoding", plain.Headers.Vary);
        Assert.Equal(HttpStatusCode.NotModified, confirmed.StatusCode);
        Assert.Equal("no-cache", plain.Headers.CacheControl?.ToString());
    }

    [Theory]
    [InlineData("/static/none.js")]
    [InlineData("/static/index.html")]
    [InlineData("/static/..%2Fmigrations%2FSqlite%2F0003_users.sql")]
    public async Task Nothing_else_is_served(string path)
    {
        Assert.Equal(HttpStatusCode.NotFound, (await server.SendAsync(HttpMethod.Get, path)).StatusCode);
    }

    [Fact]
    public async Task S2_07_the_json_form_of_the_root_names_product_version_and_pages()
    {
        var response = await server.SendAsync(HttpMethod.Get, "/", accept: "application/json");
        using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        var root = body.RootElement;

        Assert.Equal(("Larder", "/docs", "/redoc"), (root.Text("name"), root.Text("docs"), root.Text("redoc")));
        Assert.Matches(@"^\d+\.\d+\.\d+", root.Text("version"));
        foreach (var page in new[] { "docs", "redoc", "openapi" })
            Assert.Equal(HttpStatusCode.OK, (await server.Client.GetAsync(root.Text(page))).StatusCode);
    }

    [GeneratedRegex("<style|<script(?![^>]* src=)|\\sstyle=|\\son[a-z]+=", RegexOptions.IgnoreCase)]
    private static partial Regex InlineCode();

    // The name space of SVG is a name and no address.
    [GeneratedRegex("(https?:)?//(?!www\\.w3\\.org/2000/svg)[a-z0-9]+\\.[a-z]", RegexOptions.IgnoreCase)]
    private static partial Regex OtherOrigin();

    [GeneratedRegex("/static/[a-z]+\\.[a-z]+|\\./[a-z]+\\.js")]
    private static partial Regex Names();
}
