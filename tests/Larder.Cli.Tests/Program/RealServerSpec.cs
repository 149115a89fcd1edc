using System.Text.Json;

namespace Larder.Cli.Tests.Program;

/// <summary>The program against the server of this repository, both as processes.</summary>
public sealed class RealServerSpec(LarderServer server) : IClassFixture<LarderServer>
{
    private const string Payload = """{"list_1":["a"],"list_2":["b"]}""";
    private const string Id = "f44216d4fbf66c4fd3c65813504d45d782ae13c4964d148d83435d316d7a8470";

    [Fact]
    public async Task The_first_round_misses_and_the_others_hit()
    {
        var first = await CliProcess.RunAsync("-H", server.Address, "-r", "5", "-j", Payload, "-o", "-");
        var second = await CliProcess.RunAsync("-H", server.Address, "-r", "100", "-j", Payload);

        using var report = JsonDocument.Parse(first.Output);
        Assert.Equal(0, first.ExitCode);
        Assert.Equal($"Unique Payload IDs: {Id}", first.ErrorLines[3]);
        Assert.Equal("Cache: POST 4 hits, 1 miss  |  GET 5 hits, 0 misses", first.ErrorLines[5]);
        Assert.Equal(
            ["A, B", "A, B", "A, B", "A, B", "A, B"],
            report.RootElement.GetProperty("outputs").EnumerateArray().Select(each => each.GetProperty("output").GetString()));
        Assert.Equal("Cache: POST 100 hits, 0 misses  |  GET 100 hits, 0 misses", second.ErrorLines[5]);
    }

    [Theory]
    [InlineData("""{"list_1":["a"],"list_2":[]}""", "answered 422 UnprocessableEntity: ")]
    [InlineData("""{"list_1":["\ud800"],"list_2":["b"]}""", "answered 422 UnprocessableEntity: ")]
    [InlineData("[]", "answered 422 UnprocessableEntity: ")]
    public async Task What_the_server_refuses_is_told_in_its_words(string payload, string complaint)
    {
        var end = await CliProcess.RunAsync("-H", server.Address, "-j", payload);

        Assert.Equal(2, end.ExitCode);
        Assert.Contains(complaint, Assert.Single(end.ErrorLines), StringComparison.Ordinal);
    }
}
