using System.Security.Cryptography;
using System.Text;

namespace Larder.Cli.Tests.Program;

public sealed class PayloadRoundsSpec
{
    private const string Payload = """{"list_1":["a"],"list_2":["b"]}""";

    [Fact]
    public async Task S0_61_Each_round_posts_and_then_gets_the_id_that_came_back()
    {
        await using var server = await StubServer.StartAsync();
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Payload)));

        var end = await CliProcess.RunAsync("-H", server.Address, "-r", "2", "-j", Payload);

        Assert.Equal(0, end.ExitCode);
        Assert.Equal(["POST /payload", $"GET /payload/{id}", "POST /payload", $"GET /payload/{id}"], server.Requests);
    }

    [Theory]
    [InlineData("""{"payload_id":"x1","id":"no"}""", "x1")]
    [InlineData("""{"other":1,"id":"x2","identifier":"no"}""", "x2")]
    [InlineData("""{"other":1,"identifier":"x3","uuid":"no"}""", "x3")]
    [InlineData("""{"other":1,"uuid":"x4"}""", "x4")]
    [InlineData("""{"anything":"x5"}""", "x5")]
    [InlineData("\"x6\"", "x6")]
    [InlineData("""{"id":7}""", "7")]
    [InlineData("""{"id":"a/b?c é"}""", "a%2Fb?c é")]
    public async Task S0_61_The_id_is_found_in_each_form_of_answer(string answer, string id)
    {
        await using var server = await StubServer.AnsweringAsync("POST", 200, answer);

        var end = await CliProcess.RunAsync("-H", server.Address, "-j", Payload);

        Assert.Equal(0, end.ExitCode);
        Assert.Equal($"GET /payload/{id}", Uri.UnescapeDataString(server.Requests.Last()).Replace("a/b", "a%2Fb", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("1")]
    public async Task S0_61_Fewer_than_one_round_is_one(string rounds)
    {
        await using var server = await StubServer.StartAsync();

        var end = await CliProcess.RunAsync("-H", server.Address, "-r", rounds, "-j", Payload);

        Assert.Equal(0, end.ExitCode);
        Assert.Contains("Repeat: 1\n", end.Errors, StringComparison.Ordinal);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task S0_61_Slashes_at_the_end_of_the_host_are_left_out_of_the_address_and_shown_as_written()
    {
        await using var server = await StubServer.StartAsync();

        var end = await CliProcess.RunAsync("-H", server.Address + "//", "-j", Payload);

        Assert.Equal(0, end.ExitCode);
        Assert.Equal("POST /payload", server.Requests.First());
        Assert.Contains($"Host: {server.Address}//\n", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S0_61_A_request_without_an_answer_is_given_up_after_the_time_allowed()
    {
        await using var server = BrokenServer.Silent();

        var end = await CliProcess.RunAsync("-H", server.Address, "-j", Payload, "--timeout", "300ms");

        Assert.Equal(2, end.ExitCode);
        Assert.Equal($"POST {server.Address}/payload was not answered within 300 ms.", Assert.Single(end.ErrorLines));
    }

    [Fact]
    public async Task S0_61_The_time_allowed_is_30_seconds_unless_told_otherwise()
    {
        var end = await CliProcess.RunAsync("--help");

        Assert.Contains("Default: 30s", end.Output, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(30), Commands.SharedOptions.DefaultTimeout);
    }

    [Fact]
    public async Task S0_61_A_path_in_the_host_is_kept()
    {
        await using var server = await StubServer.AnsweringAsync(200, """{"id":"1"}""");

        var end = await CliProcess.RunAsync("-H", server.Address + "/base/", "-j", Payload);

        Assert.Equal(0, end.ExitCode);
        Assert.Equal(["POST /base/payload", "GET /base/payload/1"], server.Requests);
    }
}
