using System.Net;

namespace Larder.Server.Tests;

/// <summary>The key-value API among the other modules; its own suite is that of Larder.AspNetCore.</summary>
public sealed class KeyValueSpec(ServerUnderTest server) : IClassFixture<ServerUnderTest>
{
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
}
