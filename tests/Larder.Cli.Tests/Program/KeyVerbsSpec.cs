namespace Larder.Cli.Tests.Program;

public sealed class KeyVerbsSpec
{
    [Fact]
    public async Task A_value_is_put_got_and_deleted()
    {
        await using var server = await StubServer.StartAsync();

        var put = await CliProcess.RunAsync("put", "some key/é", "some \"value\"", "-H", server.Address);
        var stored = server.Store.ToArray();
        var got = await CliProcess.RunAsync("get", "some key/é", "-H", server.Address);
        var deleted = await CliProcess.RunAsync("delete", "some key/é", "-H", server.Address);

        Assert.Equal((0, "", ""), (put.ExitCode, put.Output, put.Errors));
        Assert.Equal(new KeyValuePair<string, string>("some key/é", "some \"value\""), Assert.Single(stored));
        Assert.Equal((0, "some \"value\"", ""), (got.ExitCode, got.Output, got.Errors));
        Assert.Equal((0, "", ""), (deleted.ExitCode, deleted.Output, deleted.Errors));
        Assert.Empty(server.Store);
    }

    [Fact]
    public async Task A_value_can_come_from_standard_input_and_keeps_its_line_breaks()
    {
        await using var server = await StubServer.StartAsync();

        var put = await CliProcess.RunAsync("one\ntwo\n", ["put", "k", "-", "-H", server.Address]);
        var got = await CliProcess.RunAsync("get", "k", "-H", server.Address);

        Assert.Equal(0, put.ExitCode);
        Assert.Equal("one\ntwo\n", got.Output);
    }

    [Fact]
    public async Task The_lifetime_goes_with_the_value_and_the_answer_can_be_shown()
    {
        var body = "";
        await using var server = await StubServer.StartAsync(async context =>
        {
            body = await new StreamReader(context.Request.Body).ReadToEndAsync();
            await Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, """{"status":"OK"}""");
            return true;
        });

        var put = await CliProcess.RunAsync("put", "k", "v", "--ttl", "60", "--json", "-H", server.Address);

        Assert.Equal("""{"key":"k","value":"v","ttl":60}""", body);
        Assert.Equal("{\"status\":\"OK\"}\n", put.Output);
    }

    [Theory]
    [InlineData("get")]
    [InlineData("delete")]
    public async Task A_key_that_is_not_there_is_one_line_and_exit_code_1(string verb)
    {
        await using var server = await StubServer.StartAsync();

        var end = await CliProcess.RunAsync(verb, "absent\u001b", "-H", server.Address);

        Assert.Equal(1, end.ExitCode);
        Assert.Empty(end.Output);
        Assert.Equal("The key 'absent\\u001b' is not there.", Assert.Single(end.ErrorLines));
    }

    [Fact]
    public async Task The_whole_answer_and_binary_values_can_be_had()
    {
        await using var server = await StubServer.AnsweringAsync(
            200, """{"status":"OK","key":"k","value":"AP+A","encoding":"base64"}""");

        var json = await CliProcess.RunAsync("get", "k", "--json", "-H", server.Address);
        var raw = await CliProcess.RunAsync("get", "k", "-H", server.Address);

        Assert.Equal("{\n  \"status\": \"OK\",\n  \"key\": \"k\",\n  \"value\": \"AP+A\",\n  \"encoding\": \"base64\"\n}\n", json.Output);
        Assert.Equal(System.Text.Encoding.UTF8.GetString([0x00, 0xFF, 0x80]), raw.Output);
    }

    [Theory]
    [InlineData("get needs a key: cache-cli get KEY.", "get")]
    [InlineData("put needs a key and a value: cache-cli put KEY VALUE.", "put", "k")]
    [InlineData("delete needs a key: cache-cli delete KEY.", "delete")]
    [InlineData("The word 'c' is one too many.", "put", "a", "b", "c")]
    [InlineData("--ttl must be a whole number from 1 to ", "put", "a", "b", "--ttl", "0")]
    public async Task Wrong_usage_is_one_line_and_exit_code_2(string complaint, params string[] words)
    {
        var end = await CliProcess.RunAsync(words);

        Assert.Equal(2, end.ExitCode);
        Assert.StartsWith(complaint, Assert.Single(end.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500, "{}", "answered 500: {}")]
    [InlineData(200, "<p>", "answered with something that cannot be used: <p>")]
    [InlineData(200, "[]", "answered with something that cannot be used: []")]
    [InlineData(200, """{"value":1}""", "answered with something that cannot be used: ")]
    [InlineData(200, """{"value":null}""", "answered with something that cannot be used: ")]
    [InlineData(200, """{"value":"%","encoding":"base64"}""", "answered with something that cannot be used: ")]
    public async Task An_answer_that_cannot_be_used_is_one_line_and_exit_code_2(int status, string body, string complaint)
    {
        await using var server = await StubServer.AnsweringAsync(status, body);

        var end = await CliProcess.RunAsync("get", "k", "-H", server.Address);

        Assert.Equal(2, end.ExitCode);
        Assert.Contains(complaint.TrimEnd(), Assert.Single(end.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_after_two_dashes_are_no_options()
    {
        await using var server = await StubServer.StartAsync();

        var end = await CliProcess.RunAsync("put", "-H", server.Address, "--", "-k", "--value");

        Assert.Equal(0, end.ExitCode);
        Assert.Equal("--value", server.Store["-k"]);
    }
}
