using Larder.Testing;

namespace Larder.Cli.Tests.Program;

public sealed class PayloadFaultsSpec : IDisposable
{
    private const string Payload = """{"list_1":["a"],"list_2":["b"]}""";

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("No input provided. Use --json or --input (or -i - for stdin).")]
    [InlineData("No input provided. Use --json or --input (or -i - for stdin).", "-j", "", "-i", "")]
    [InlineData("Invalid JSON input: ", "-j", "{")]
    [InlineData("Invalid JSON input: ", "-j", "{\"list_1\":[\"a\",]}")]
    [InlineData("Invalid JSON input: ", "-i", "-")]
    [InlineData("The input /nowhere/p.json cannot be read: ", "-i", "/nowhere/p.json")]
    [InlineData("The input / cannot be read: ", "-i", "/")]
    [InlineData("The output /nowhere/o.json cannot be written: ", "-j", "{}", "-o", "/nowhere/o.json")]
    [InlineData("--repeat must be a whole number, but is 'x'.", "-j", "{}", "-r", "x")]
    [InlineData("--repeat must be a whole number, but is '1.5'.", "-j", "{}", "-r", "1.5")]
    [InlineData("--repeat needs a value: -r, --repeat N.", "-j", "{}", "-r")]
    [InlineData("--json needs a value: -j, --json TEXT.", "-j", "-r", "5")]
    [InlineData("'--fast' is no option here; the options are --host, --repeat,", "--fast")]
    [InlineData("'-x' is no option here;", "-x")]
    [InlineData("--help takes no value, but was given 'yes'.", "--help=yes")]
    [InlineData("The word 'more' is one too many.", "-j", "{}", "more")]
    [InlineData("There is no verb 'bogus'; the verbs are load, sweep, put, get, delete.", "bogus")]
    [InlineData("The host 'localhost:8000' is not of the form http://name:port,", "-H", "localhost:8000", "-j", "{}")]
    [InlineData("The host 'ftp://x' is not of the form http://name:port,", "-H", "ftp://x", "-j", "{}")]
    [InlineData("The host holds a name or a password before '@',", "-H", "http://me:secret@x", "-j", "{}")]
    [InlineData("The host 'http://x?y=1' has a query or a fragment.", "-H", "http://x?y=1", "-j", "{}")]
    [InlineData("--timeout must be a length of time above zero", "-j", "{}", "--timeout", "0")]
    [InlineData("--timeout must be a length of time above zero", "-j", "{}", "--timeout", "soon")]
    [InlineData("--output keeps each round, up to 10,000,000, but --repeat is", "-j", "{}", "-o", "-", "-r", "10000001")]
    public async Task S0_65_What_cannot_be_used_is_one_line_and_exit_code_2(string complaint, params string[] words)
    {
        var end = await CliProcess.RunAsync(words);

        Assert.Equal(2, end.ExitCode);
        Assert.Empty(end.Output);
        Assert.StartsWith(complaint, Assert.Single(end.ErrorLines), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S0_65_Input_that_is_not_UTF_8_is_no_json()
    {
        await File.WriteAllBytesAsync(_folder["latin.json"], [(byte)'"', 0xE9, (byte)'"']);

        var end = await CliProcess.RunAsync("-i", _folder["latin.json"]);

        Assert.Equal(2, end.ExitCode);
        Assert.StartsWith("Invalid JSON input: ", Assert.Single(end.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S0_65_A_refusal_of_the_server_is_told_with_its_words()
    {
        await using var server = await StubServer.AnsweringAsync(422, """{"detail":"both lists\u001b[31m"}""" + "\nmore\u001b[0m");

        var end = await CliProcess.RunAsync("-H", server.Address, "-j", Payload);

        Assert.Equal(2, end.ExitCode);
        Assert.Equal(
            $"POST {server.Address}/payload answered 422 UnprocessableEntity: "
            + """{"detail":"both lists\u001b[31m"} more\u001b[0m""",
            Assert.Single(end.ErrorLines));
    }

    [Theory]
    [InlineData("POST", 500, "Internal Server Error", "answered 500 InternalServerError: Internal Server Error")]
    [InlineData("POST", 304, "", "answered 304 NotModified: ")]
    [InlineData("POST", 200, "<html>", "answered with something that is no JSON: <html>")]
    [InlineData("POST", 200, "", "answered with something that is no JSON: ")]
    [InlineData("POST", 200, "{}", "answered without an id: {}")]
    [InlineData("POST", 200, "[]", "answered without an id: []")]
    [InlineData("POST", 200, "null", "answered without an id: null")]
    [InlineData("POST", 200, "\"\"", "answered without an id: \"\"")]
    [InlineData("POST", 200, """{"a":"1","b":"2"}""", "answered without an id: ")]
    [InlineData("POST", 200, """{"payload_id":null}""", "answered without an id: ")]
    [InlineData("POST", 200, """{"payload_id":"\ud800"}""", "answered with something that is no JSON: ")]
    [InlineData("GET", 404, """{"detail":"gone"}""", """answered 404 NotFound: {"detail":"gone"}""")]
    [InlineData("GET", 200, "oops", "answered with something that is no JSON: oops")]
    [InlineData("GET", 200, """{"output":"\ud800"}""", "answered with something that is no JSON: ")]
    public async Task S0_65_An_answer_that_cannot_be_used_is_one_line_and_exit_code_2(
        string method, int status, string body, string complaint)
    {
        await using var server = await StubServer.AnsweringAsync(method, status, body);

        var end = await CliProcess.RunAsync("-H", server.Address, "-j", Payload, "-o", "-");

        Assert.Equal(2, end.ExitCode);
        Assert.Empty(end.Output);
        var line = Assert.Single(end.ErrorLines);
        Assert.StartsWith($"{method} {server.Address}/payload", line, StringComparison.Ordinal);
        Assert.Contains(complaint.TrimEnd(), line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"payload_id\"")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"pay")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    public async Task S0_65_A_server_that_closes_too_early_is_one_line_and_exit_code_2(string answer)
    {
        await using var server = BrokenServer.Closing(answer);

        var end = await CliProcess.RunAsync("-H", server.Address, "-j", Payload);

        Assert.Equal(2, end.ExitCode);
        Assert.StartsWith($"POST {server.Address}/payload failed: ", Assert.Single(end.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")]
    public async Task S0_65_A_server_that_stops_within_an_answer_is_given_up(string answer)
    {
        await using var server = BrokenServer.Hanging(answer);

        var end = await CliProcess.RunAsync("-H", server.Address, "-j", Payload, "--timeout", "500ms");

        Assert.Equal(2, end.ExitCode);
        Assert.EndsWith("was not answered within 500 ms.", Assert.Single(end.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S0_65_A_server_that_is_not_there_is_one_line_with_the_remedy()
    {
        var end = await CliProcess.RunAsync("-H", $"http://127.0.0.1:{FreePort.Find()}", "-j", Payload);

        Assert.Equal(2, end.ExitCode);
        var line = Assert.Single(end.ErrorLines);
        Assert.Contains("Is the server running? Start it with ./larder run", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_after_many_rounds_names_the_round()
    {
        var posts = 0;
        await using var server = await StubServer.StartAsync(context =>
        {
            if (context.Request.Method != "POST" || ++posts < 3)
                return Task.FromResult(false);

            context.Response.StatusCode = 503;
            return Task.FromResult(true);
        });

        var end = await CliProcess.RunAsync("-H", server.Address, "-r", "1000", "-j", Payload);

        Assert.Equal(2, end.ExitCode);
        Assert.StartsWith("Round 3 of 1,000: POST ", Assert.Single(end.ErrorLines), StringComparison.Ordinal);
    }
}
