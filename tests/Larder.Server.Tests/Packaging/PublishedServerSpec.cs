using System.Net;
using System.Text;

namespace Larder.Server.Tests.Packaging;

/// <summary>The program of the image does its work with what the image gives it.</summary>
[Trait("Platform", "Unix")]
public sealed class PublishedServerSpec(PublishedServer server) : IClassFixture<PublishedServer>
{
    [Fact]
    public async Task S0_54_S1_18_both_ports_answer_the_same_data()
    {
        using var client = new HttpClient();
        using var content = new StringContent("""{"key":"k","value":"v"}""", Encoding.UTF8, "application/json");

        (await client.PutAsync(new Uri(server.Addresses[1], "/cache"), content)).EnsureSuccessStatusCode();

        Assert.Equal(
            """{"status":"OK","key":"k","value":"v"}""",
            await client.GetStringAsync(new Uri(server.Addresses[0], "/cache/k")));
    }

    [Fact]
    public async Task The_address_that_the_probe_of_the_image_asks_for_answers()
    {
        using var client = new HttpClient();
        var probe = new Uri(Dockerfile.Command(Dockerfile.Only("HEALTHCHECK"))[^1]);

        var answer = await client.GetAsync(new Uri(server.Addresses[0], probe.AbsolutePath));

        Assert.Equal(8000, probe.Port);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task All_that_is_written_lies_in_the_folder_of_the_data()
    {
        using var client = new HttpClient();
        using var content = new StringContent(
            """{"list_1":["a"],"list_2":["b"]}""", Encoding.UTF8, "application/json");

        (await client.PostAsync(new Uri(server.Addresses[0], "/payload"), content)).EnsureSuccessStatusCode();

        Assert.True(File.Exists(Path.Combine(server.Data, "larder.db")));
        Assert.DoesNotContain(
            Directory.EnumerateFileSystemEntries(server.Program, "*", SearchOption.AllDirectories),
            path => path.EndsWith(".db", StringComparison.Ordinal));
        Assert.DoesNotContain("warn:", server.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_pages_come_out_of_the_published_files()
    {
        using var client = new HttpClient();

        foreach (var path in new[] { "/docs", "/docs/swagger-ui.js", "/redoc", "/redoc/redoc.js", "/openapi.json" })
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri(server.Addresses[0], path))).StatusCode);
    }
}
