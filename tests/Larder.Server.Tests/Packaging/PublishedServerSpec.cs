using System.Net;
using System.Text;
using System.Text.Json;

namespace Larder.Server.Tests.Packaging;

/// <summary>The program of the image does its work with what the image gives it.</summary>
[Collection(PublishedCollection.Name)]
[Trait("Platform", "Unix")]
public sealed class PublishedServerSpec(PublishedProgram program, ImageServer server) : IClassFixture<ImageServer>
{
    [Fact]
    public async Task S0_54_S1_18_both_ports_answer_the_same_data()
    {
        using var content = new StringContent("""{"key":"k","value":"v"}""", Encoding.UTF8, "application/json");

        (await server.Client.PutAsync(new Uri(server.Addresses[1], "/cache"), content)).EnsureSuccessStatusCode();

        Assert.Equal(
            """{"status":"OK","key":"k","value":"v"}""",
            await server.Client.GetStringAsync(new Uri(server.Addresses[0], "/cache/k")));
    }

    [Fact]
    public async Task The_address_that_the_probe_of_the_image_asks_for_answers()
    {
        var probe = new Uri(Dockerfile.Command(Dockerfile.Only("HEALTHCHECK"))[^1]);

        var answer = await server.Client.GetAsync(probe.AbsolutePath);

        Assert.Equal(8000, probe.Port);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task All_that_is_written_lies_in_the_folder_of_the_data()
    {
        using var content = new StringContent(
            """{"list_1":["a"],"list_2":["b"]}""", Encoding.UTF8, "application/json");

        (await server.Client.PostAsync("/payload", content)).EnsureSuccessStatusCode();

        Assert.True(File.Exists(server.Process.Data.File("larder.db")));
        Assert.DoesNotContain(
            Directory.EnumerateFileSystemEntries(program.Folder, "*", SearchOption.AllDirectories),
            path => path.EndsWith(".db", StringComparison.Ordinal));
    }

    // What the image does on purpose is told in one line; there is nothing else to warn about.
    [Fact]
    public void The_only_warning_is_that_everybody_may_use_the_data()
    {
        var lines = server.Process.Everything.Split('\n');
        var warnings = lines.Zip(lines.Skip(1)).Where(pair => pair.First.StartsWith("warn:", StringComparison.Ordinal));

        Assert.Contains("may read and write the data", Assert.Single(warnings).Second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pages_come_out_of_the_published_files()
    {
        foreach (var path in new[] { "/docs", "/docs/swagger-ui.js", "/redoc", "/redoc/redoc.js", "/openapi.json" })
            Assert.Equal(HttpStatusCode.OK, (await server.Client.GetAsync(path)).StatusCode);
    }

    [Theory]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("</script><script>alert(1)</script>")]
    [InlineData("👩‍👩‍👧‍👦 \u202Egnp.exe")]
    public async Task A_hostile_name_of_a_product_is_data_wherever_it_comes_back(string name)
    {
        var (status, _) = await server.Client.AskAsync(
            HttpMethod.Post, "/products", $$"""{"name":{{JsonSerializer.Serialize(name)}},"price":1,"category":"c"}""");

        using var list = await server.Client.GetAsync("/products?limit=100");
        using var page = await server.Client.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Accept", "text/html" } } });
        using var products = JsonDocument.Parse(await list.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains(products.RootElement.GetProperty("products").EnumerateArray(), product => product.Text("name") == name);
        Assert.Equal("application/json", list.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", list.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.DoesNotContain(name, await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("script-src 'self'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_of_a_megabyte_is_refused_and_not_sent_back()
    {
        var (status, body) = await server.Client.AskAsync(
            HttpMethod.Post, "/products", $$"""{"name":"{{new string('x', 1 << 20)}}","price":1,"category":"c"}""");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.True(body.GetRawText().Length < 4_000);
    }

    [Fact]
    public async Task A_container_that_is_stopped_ends_well()
    {
        await using var process = program.Start(new Dictionary<string, string?>());
        await process.AddressesAsync();

        process.Terminate();
        var end = await process.EndAsync();

        Assert.Equal((0, ""), (end.ExitCode, end.Errors));
    }

    [Fact]
    public void What_is_published_is_what_the_image_starts()
    {
        var started = Dockerfile.Command(Dockerfile.Only("ENTRYPOINT"))[^1];

        Assert.Equal(Path.GetFileName(program.Program), Path.GetFileName(started));
        Assert.Contains("publish", Dockerfile.Publish[0], StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(program.Folder, "*.pdb"));
    }
}
