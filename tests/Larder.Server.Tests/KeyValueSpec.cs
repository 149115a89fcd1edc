using System.Net;
using System.Text;

namespace Larder.Server.Tests;

/// <summary>The key-value API among the other modules; its own suite is that of Larder.AspNetCore.</summary>
public sealed class KeyValueSpec(ServerUnderTest server) : IClassFixture<ServerUnderTest>
{
    [Fact]
    public async Task X_10_both_ports_serve_one_store()
    {
        await PutAsync("ports", "both");

        Assert.All(
            await Task.WhenAll(server.Addresses.Select(each => server.Client.GetStringAsync(new Uri(each, "/cache/ports")))),
            body => Assert.Equal("""{"status":"OK","key":"ports","value":"both"}""", body));
    }

    [Fact]
    public async Task X_15_a_hit_carries_cors_headers_and_the_time_only_for_a_page_of_another_site()
    {
        await PutAsync("origin", "v");

        var bare = await server.Client.GetAsync("/cache/origin");
        var page = await FromPageAsync("/cache/origin");
        var miss = await server.Client.GetAsync("/cache/no-such-key");

        Assert.False(bare.Headers.Contains("X-Process-Time"));
        Assert.False(bare.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Equal("https://example.com", page.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.True(page.Headers.Contains("X-Process-Time"));
        Assert.Equal(await bare.Content.ReadAsStringAsync(), await page.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NotFound, miss.StatusCode);
        Assert.True(miss.Headers.Contains("X-Process-Time"));
    }

    [Fact]
    public async Task Errors_keep_the_form_of_their_group()
    {
        var entry = await server.Client.GetAsync("/cache/none");
        var method = await server.SendAsync(HttpMethod.Patch, "/cache/none");

        Assert.Equal("""{"status":"ERROR","message":"Key not found."}""", await entry.Content.ReadAsStringAsync());
        Assert.Equal("""{"status":"ERROR","message":"Method Not Allowed"}""", await method.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_setting_that_makes_no_sense_stops_the_start_with_a_sentence()
    {
        using var folder = new ScratchFolder();
        await using var process = ServerProcess.Start(
            folder.Path, "--urls", "http://127.0.0.1:0", "--Larder:KeyValue:Capacity=1");

        var end = await process.EndAsync();

        Assert.Equal(1, end.ExitCode);
        Assert.Contains("Larder:KeyValue:Capacity must be from 3", end.Errors, StringComparison.Ordinal);
    }

    private async Task PutAsync(string key, string value)
    {
        using var content = new StringContent($$"""{"key":"{{key}}","value":"{{value}}"}""", Encoding.UTF8, "application/json");
        (await server.Client.PutAsync("/cache", content)).EnsureSuccessStatusCode();
    }

    private Task<HttpResponseMessage> FromPageAsync(string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Origin", "https://example.com");
        return server.Client.SendAsync(request);
    }
}
