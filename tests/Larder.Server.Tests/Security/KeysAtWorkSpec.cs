using System.Net;
using Larder.Server.Tests.Packaging;

namespace Larder.Server.Tests.Security;

/// <summary>How keys are made, named to the published output, and exchanged while it runs.</summary>
[Collection(PublishedCollection.Name)]
[Trait("Platform", "Unix")]
public sealed class KeysAtWorkSpec(PublishedProgram program)
{
    private static readonly Dictionary<string, string?> Locked = new() { ["LARDER__SECURITY__ANONYMOUS"] = "None" };

    [Fact]
    public async Task Keygen_prints_a_key_and_the_line_with_which_it_opens()
    {
        await using var keygen = program.Start(Locked, "keygen", "--name", "ci", "--scope", "write");
        var made = await keygen.EndAsync();
        var key = made.Output.Split('\n')[0]["key   ".Length..].Trim();
        var line = made.Output.TrimEnd().Split('\n')[^1].Trim();
        var (data, file) = await FolderWithKeysAsync($"# who may in\n{line} # the build\n");

        await using var process = program.Start(data, Locked, $"--Larder:Security:KeyFile={file}");
        using var client = await ClientOfAsync(process);
        using var response = await client.SendAsync("DELETE", "/cache/x", key);

        Assert.Equal(0, made.ExitCode);
        Assert.StartsWith("ci write ", line, StringComparison.Ordinal);
        Assert.DoesNotContain(key, line, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData("keygen", "--scope", "god")]
    [InlineData("keygen", "--name", "a b")]
    [InlineData("keygen", "--nme", "a")]
    [InlineData("keygen", "--name")]
    public async Task Keygen_refuses_what_it_does_not_understand(params string[] words)
    {
        await using var keygen = program.Start(Locked, words);

        var end = await keygen.EndAsync();

        Assert.Equal(2, end.ExitCode);
        Assert.StartsWith("larder: keygen takes --name", end.Errors, StringComparison.Ordinal);
        Assert.Empty(end.Output);
    }

    [Fact]
    public async Task Keys_are_exchanged_by_changing_the_file_while_the_server_runs()
    {
        var (data, file) = await FolderWithKeysAsync(TestKeys.Line("old", "read"));
        await using var process = program.Start(
            data, Locked, $"--Larder:Security:KeyFile={file}", "--Larder:Security:KeyFileEvery=1");
        using var client = await ClientOfAsync(process);
        using var before = await client.SendAsync("GET", "/cache/x", "old");

        await File.WriteAllTextAsync(file, TestKeys.Line("new", "read"));
        await process.LineAsync(line => line.Contains("The keys were exchanged; there are 1 now", StringComparison.Ordinal));
        using var old = await client.SendAsync("GET", "/cache/x", "old");
        using var changed = await client.SendAsync("GET", "/cache/x", "new");
        await File.WriteAllTextAsync(file, "nonsense");
        var fault = await process.LineAsync(line => line.Contains("still hold", StringComparison.Ordinal));
        using var kept = await client.SendAsync("GET", "/cache/x", "new");

        Assert.Equal(HttpStatusCode.NotFound, before.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, old.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, changed.StatusCode);
        Assert.Contains("Line 1 of the key file", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("nonsense", fault, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, kept.StatusCode);
    }

    [Fact]
    public async Task A_key_file_that_comes_out_empty_opens_nothing()
    {
        var (data, file) = await FolderWithKeysAsync(TestKeys.Line("old", "admin"));
        await using var process = program.Start(
            data, Locked, $"--Larder:Security:KeyFile={file}", "--Larder:Security:KeyFileEvery=1");
        using var client = await ClientOfAsync(process);

        await File.WriteAllTextAsync(file, "");
        await process.LineAsync(line => line.Contains("The keys were exchanged; there are 0 now", StringComparison.Ordinal));
        using var nobody = await client.SendAsync("GET", "/cache/x");
        using var old = await client.SendAsync("GET", "/cache/x", "old");

        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, old.StatusCode);
    }

    [Fact]
    public async Task A_key_in_the_place_of_its_hash_stops_the_start_and_is_not_repeated()
    {
        await using var process = program.Start(Locked, """--Larder:Security:Keys=["ci read my-secret"]""");
        await using var noList = program.Start(Locked, "--Larder:Security:Keys=my-secret");

        var end = await process.EndAsync();
        var other = await noList.EndAsync();

        Assert.Equal((1, 1), (end.ExitCode, other.ExitCode));
        Assert.Contains("element, number 1, that must have the SHA-256 of the key", end.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("my-secret", end.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("my-secret", other.Errors, StringComparison.Ordinal);
    }

    private static async Task<HttpClient> ClientOfAsync(ServerProcess process) =>
        new() { BaseAddress = PublishedServer.FromHere(await process.FirstAddressAsync()) };

    private static async Task<(ScratchFolder Data, string File)> FolderWithKeysAsync(string lines)
    {
        var data = new ScratchFolder();
        await File.WriteAllTextAsync(data.File("keys"), lines);
        return (data, data.File("keys"));
    }
}
