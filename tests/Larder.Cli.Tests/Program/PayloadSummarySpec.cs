using System.Text.RegularExpressions;

namespace Larder.Cli.Tests.Program;

public sealed class PayloadSummarySpec
{
    private const string Payload = """{"list_1":["a"],"list_2":["b"]}""";

    [Fact]
    public async Task S0_62_The_summary_has_its_five_lines_on_standard_error_in_their_order()
    {
        await using var server = await StubServer.AnsweringAsync(200, """{"payload_id":"id-1"}""");

        var end = await CliProcess.RunAsync("-H", server.Address, "-r", "5", "-j", Payload);

        Assert.Empty(end.Output);
        Assert.Equal("=== cache-cli summary ===", end.ErrorLines[0]);
        Assert.Equal($"Host: {server.Address}", end.ErrorLines[1]);
        Assert.Equal("Repeat: 5", end.ErrorLines[2]);
        Assert.Equal("Unique Payload IDs: id-1", end.ErrorLines[3]);
        Assert.Matches(@"^Total time: \d+\.\d{3} m?s  \|  Avg/iter: \d+\.\d{3} ms$", end.ErrorLines[4]);
    }

    [Fact]
    public async Task S0_62_Ids_are_told_once_each_in_the_order_in_which_they_came()
    {
        var answers = new Queue<string>(["b", "a", "b", "c"]);
        await using var server = await StubServer.StartAsync(async context =>
        {
            if (context.Request.Method != "POST")
                return false;

            await Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(
                context.Response, $$"""{"payload_id":"{{answers.Dequeue()}}"}""");
            return true;
        });

        var end = await CliProcess.RunAsync("-H", server.Address, "-r", "4", "-j", Payload);

        Assert.Equal("Unique Payload IDs: b, a, c", end.ErrorLines[3]);
    }

    [Fact]
    public async Task S0_63_Rounds_have_thousands_separators_and_the_times_agree_with_each_other()
    {
        await using var server = await StubServer.StartAsync();

        var end = await CliProcess.RunAsync("-H", server.Address, "-r", "1000", "-j", Payload);

        Assert.Equal("Repeat: 1,000", end.ErrorLines[2]);
        var times = Regex.Match(end.ErrorLines[4], @"([\d.]+) (ms|s)  \|  Avg/iter: ([\d.]+) ms");
        var total = double.Parse(times.Groups[1].Value) * (times.Groups[2].Value == "s" ? 1000 : 1);
        Assert.Equal(total / 1000, double.Parse(times.Groups[3].Value), 0.001);
    }

    [Fact]
    public async Task S0_66_Hits_and_misses_follow_the_five_lines()
    {
        await using var server = await StubServer.StartAsync();

        var end = await CliProcess.RunAsync("-H", server.Address, "-r", "5", "-j", Payload);

        Assert.Equal("Cache: POST 4 hits, 1 miss  |  GET 5 hits, 0 misses", end.ErrorLines[5]);
        Assert.Equal(6, end.ErrorLines.Length);
    }

    [Fact]
    public async Task S0_66_A_server_that_tells_nothing_is_not_counted_as_missing()
    {
        await using var server = await StubServer.AnsweringAsync(200, """{"payload_id":"1"}""");

        var end = await CliProcess.RunAsync("-H", server.Address, "-j", Payload);

        Assert.Equal("Cache: not told by the server (no X-Cache header)", end.ErrorLines[5]);
    }
}
