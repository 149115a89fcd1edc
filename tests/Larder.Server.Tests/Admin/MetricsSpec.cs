using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Larder.Testing;

namespace Larder.Server.Tests.Admin;

public sealed partial class MetricsSpec(ServerUnderTest server) : IClassFixture<ServerUnderTest>
{
    [Fact]
    public async Task S3_21_the_page_is_what_the_format_says_and_counts_what_was_done()
    {
        await PostPayloadAsync();
        var before = await ReadAsync();
        await PostPayloadAsync();
        await server.Client.GetAsync("/payload/unknown");
        await server.Client.GetAsync("/no/such/path");

        var page = await ReadAsync();

        double Grown(string sample) => page.Samples[sample] - before.Samples[sample];
        Assert.Equal(1, Grown("larder_http_requests_total{group=\"payloads\",status=\"2xx\"}"));
        Assert.Equal(1, Grown("larder_http_requests_total{group=\"payloads\",status=\"4xx\"}"));
        Assert.Equal(1, Grown("larder_http_requests_total{group=\"other\",status=\"4xx\"}"));
        Assert.True(page.Samples["larder_database_statement_seconds_count{statement=\"PayloadRows.Insert\"}"] >= 1);
        Assert.True(page.Samples["larder_database_connection_wait_seconds_count"] >= 1);
        Assert.Equal(0, page.Samples["larder_database_connections_in_use"]);
        Assert.True(page.Samples["process_resident_memory_bytes"] > 1_000_000);
        Assert.Equal(1, page.Samples.Single(sample => sample.Key.StartsWith("larder_build_info{version=", StringComparison.Ordinal)).Value);
    }

    [Fact]
    public async Task The_guide_names_every_metric_with_its_type_and_labels_and_no_other()
    {
        await using var disk = new ServerUnderTest(ServerOnDisk.Settings); // the figures of a tier need one
        await disk.InitializeAsync();

        var page = await ReadAsync(disk);

        var told = page.Families.Select(family => $"{family.Key} {family.Value} {LabelsOf(page, family.Key)}").Order(StringComparer.Ordinal);
        var written = File.ReadLines(Path.Combine(FindRoot(), "docs", "guide", "metrics.md"))
            .Select(line => Row().Match(line)).Where(match => match.Success)
            .Select(match => $"{match.Groups[1].Value} {match.Groups[2].Value} {match.Groups[3].Value.Replace("`", "", StringComparison.Ordinal)}".TrimEnd() + (match.Groups[3].Length == 0 ? " " : ""))
            .Order(StringComparer.Ordinal);

        Assert.Equal(told, written);
    }

    [Fact]
    public async Task S3_21_a_file_behind_keys_and_outputs_is_on_the_page_and_none_is_not()
    {
        await using var disk = new ServerUnderTest(ServerOnDisk.Settings);
        await disk.InitializeAsync();
        using var content = new StringContent("""{"key":"kept","value":"v"}""", Encoding.UTF8, "application/json");
        await disk.Client.PutAsync("/cache", content);

        var page = await ReadAsync(disk);

        Assert.Equal(0, page.Samples["larder_cache_tier_state{cache=\"keyvalue\"}"]);
        Assert.True(page.Samples["larder_cache_tier_calls_total{cache=\"keyvalue\"}"] >= 1);
        Assert.Contains("larder_cache_tier_calls_total{cache=\"payload-outputs\"}", page.Samples.Keys);
        Assert.DoesNotContain((await ReadAsync()).Families.Keys, static family => family.Contains("tier", StringComparison.Ordinal));
    }

    [Fact]
    public async Task S3_21_a_refused_page_of_another_site_is_counted_wherever_it_was_refused()
    {
        var before = await ReadAsync();
        foreach (var path in (string[])["/cache/counter/increment", "/cache/clear", "/admin/caches/default/clear"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path);
            request.Headers.Add("Sec-Fetch-Site", "cross-site");
            using var refused = await server.Client.SendAsync(request);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }

        var page = await ReadAsync();

        const string Refused = "larder_http_refused_total{cause=\"cross_site\"}";
        Assert.Equal(3, page.Samples[Refused] - before.Samples[Refused]);
    }

    [Fact]
    public async Task No_key_no_value_and_no_path_of_a_client_is_ever_in_it()
    {
        using var content = new StringContent("""{"key":"k-of-a-client","value":"v-of-a-client"}""", Encoding.UTF8, "application/json");
        await server.Client.PutAsync("/cache", content);
        await server.Client.GetAsync("/cache/k-of-a-client");
        await server.Client.GetAsync("/path-of-a-client/x");
        await server.Client.GetAsync("/payload/id-of-a-client");

        var text = await server.Client.GetStringAsync("/metrics");

        Assert.DoesNotContain("-of-a-client", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_text_that_nobody_keeps_and_no_page_reads()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.TryAddWithoutValidation("Origin", "https://page.example");

        using var response = await server.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    private static string LabelsOf(Exposition page, string family) => string.Join(
        ", ",
        page.Samples.Keys.Where(key => Belongs(key, family)).SelectMany(key => Label().Matches(key).Select(match => match.Groups[1].Value))
            .Where(label => label != "le").Distinct());

    private static bool Belongs(string sample, string family) =>
        new[] { "", "_bucket", "_sum", "_count" }.Any(end => sample.Split('{')[0] == family + end);

    private static string FindRoot()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(here.FullName, "Larder.slnx")))
            here = here.Parent ?? throw new InvalidOperationException("No folder above the tests holds Larder.slnx.");
        return here.FullName;
    }

    private Task<Exposition> ReadAsync() => ReadAsync(server);

    private static async Task<Exposition> ReadAsync(ServerUnderTest from) => Exposition.Parse(await from.Client.GetStringAsync("/metrics"));

    private async Task PostPayloadAsync()
    {
        using var content = new StringContent("""{"list_1":["metrics"],"list_2":["spec"]}""", Encoding.UTF8, "application/json");
        (await server.Client.PostAsync("/payload", content)).EnsureSuccessStatusCode();
    }

    [GeneratedRegex("([a-z_]+)=\"")]
    private static partial Regex Label();

    [GeneratedRegex(@"^\| `([a-z0-9_]+)` \| (\w+) \| ([^|]*?) ?\| ")]
    private static partial Regex Row();
}
