namespace Larder.Cli.Tests.Program;

public sealed class PayloadOptionsSpec : IDisposable
{
    private const string Payload = """{"list_1":["a"],"list_2":["b"]}""";

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("-r", "5", "-j", Payload)]
    [InlineData("-r5", "-j", Payload)]
    [InlineData("-r=5", "-j=" + Payload)]
    [InlineData("--repeat", "5", "--json", Payload)]
    [InlineData("--repeat=5", "--json=" + Payload)]
    [InlineData("-r", "1", "-j", "{}", "-r", "5", "-j", Payload)]
    public async Task S0_60_Rounds_and_payload_are_read_in_every_spelling_and_the_last_wins(params string[] words)
    {
        await using var server = await StubServer.StartAsync();

        var end = await CliProcess.RunAsync(["-H", server.Address, .. words]);

        Assert.Equal(0, end.ExitCode);
        Assert.Contains("Repeat: 5\n", end.Errors, StringComparison.Ordinal);
        Assert.Equal(Payload, server.LastPayload);
        Assert.Equal(10, server.Requests.Count);
    }

    [Fact]
    public async Task S0_60_A_file_is_read_with_or_without_a_byte_order_mark()
    {
        await using var server = await StubServer.StartAsync();
        var plain = _folder.Write("plain.json", Payload);
        var marked = _folder.Write("marked.json", "\ufeff" + Payload);

        var first = await CliProcess.RunAsync("--host", server.Address, "--input", plain);
        var second = await CliProcess.RunAsync("--host", server.Address, "-i", marked);

        Assert.Equal(0, first.ExitCode);
        Assert.Equal(0, second.ExitCode);
        Assert.Equal(Payload, server.LastPayload);
    }

    [Fact]
    public async Task S0_60_A_dash_reads_standard_input()
    {
        await using var server = await StubServer.StartAsync();

        var end = await CliProcess.RunAsync("{\"list_1\":[\"é😀\"],\"list_2\":[\"b\"]}", ["-H", server.Address, "-i", "-"]);

        Assert.Equal(0, end.ExitCode);
        Assert.Equal("{\"list_1\":[\"é😀\"],\"list_2\":[\"b\"]}", server.LastPayload);
    }

    [Fact]
    public async Task S0_60_Json_wins_over_input_which_is_then_not_even_opened()
    {
        await using var server = await StubServer.StartAsync();

        var end = await CliProcess.RunAsync("-H", server.Address, "-i", _folder["absent.json"], "-j", Payload);

        Assert.Equal(0, end.ExitCode);
        Assert.Equal(Payload, server.LastPayload);
    }

    [Fact]
    public async Task S0_60_Empty_json_counts_as_absent()
    {
        await using var server = await StubServer.StartAsync();

        var end = await CliProcess.RunAsync("-H", server.Address, "-j", "", "-i", _folder.Write("p.json", Payload));

        Assert.Equal(0, end.ExitCode);
        Assert.Equal(Payload, server.LastPayload);
    }

    [Fact]
    public async Task S0_60_Output_goes_to_a_file_or_with_a_dash_to_standard_output()
    {
        await using var server = await StubServer.StartAsync();

        var toFile = await CliProcess.RunAsync("-H", server.Address, "-j", Payload, "-o", _folder["out.json"]);
        var toStream = await CliProcess.RunAsync("-H", server.Address, "-j", Payload, "--output", "-");

        Assert.Empty(toFile.Output);
        Assert.StartsWith("{\n  \"host\": ", await File.ReadAllTextAsync(_folder["out.json"]), StringComparison.Ordinal);
        Assert.StartsWith("{\n  \"host\": ", toStream.Output, StringComparison.Ordinal);
        Assert.StartsWith("=== cache-cli summary ===\n", toStream.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public async Task S0_60_Help_names_every_option_and_the_default_host(string word)
    {
        var end = await CliProcess.RunAsync(word);

        Assert.Equal(0, end.ExitCode);
        Assert.Empty(end.Errors);
        foreach (var option in new[] { "-H, --host", "-r, --repeat", "-i, --input", "-j, --json", "-o, --output", "-h, --help" })
            Assert.Contains(option, end.Output, StringComparison.Ordinal);
        Assert.Contains("Default: http://localhost:8000", end.Output, StringComparison.Ordinal);
    }
}
