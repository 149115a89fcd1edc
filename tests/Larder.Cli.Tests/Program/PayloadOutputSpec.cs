using System.Text.Json;
using System.Text.RegularExpressions;

namespace Larder.Cli.Tests.Program;

public sealed class PayloadOutputSpec : IDisposable
{
    private const string Payload = """{"list_1":["a"],"list_2":["b"]}""";

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task S0_64_The_json_is_the_golden_one_but_for_its_figures()
    {
        await using var server = await StubServer.AnsweringAsync(200, """{"payload_id":"id-1"}""");

        var end = await CliProcess.RunAsync("-H", server.Address, "-r", "2", "-j", Payload, "-o", "-");

        var text = Regex.Replace(end.Output, @"_ms(_per_iteration)?"": \d+(\.\d{1,3})?(?=[,\n])", "_ms$1\": 0");
        Assert.Equal(
            $$"""
            {
              "host": "{{server.Address}}",
              "repeat": 2,
              "payload_ids": [
                "id-1"
              ],
              "outputs": [
                {
                  "payload_id": "id-1"
                },
                {
                  "payload_id": "id-1"
                }
              ],
              "timings": {
                "total_ms": 0,
                "avg_total_ms_per_iteration": 0,
                "iterations": [
                  {
                    "post_ms": 0,
                    "get_ms": 0,
                    "total_ms": 0
                  },
                  {
                    "post_ms": 0,
                    "get_ms": 0,
                    "total_ms": 0
                  }
                ]
              },
              "cache": {
                "post": {
                  "hits": 0,
                  "misses": 0
                },
                "get": {
                  "hits": 0,
                  "misses": 0
                }
              }
            }

            """.ReplaceLineEndings("\n"),
            text);
    }

    [Fact]
    public async Task S0_64_Nothing_is_escaped_that_json_does_not_demand()
    {
        const string Output = "{\"output\":\"É <&'+/> \\u00a0\\ud83d\\ude00 \\u2028 \\u007f \\u0001 \\\"\"}";
        await using var server = await StubServer.AnsweringAsync("GET", 200, Output);

        var end = await CliProcess.RunAsync("-H", server.Address, "-j", Payload, "-o", "-");

        Assert.Equal(0, end.ExitCode);
        Assert.Contains("\"output\": \"É <&'+/> \u00a0😀 \u2028 \u007f \\u0001 \\\"\"", end.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S0_64_Times_fit_together()
    {
        await using var server = await StubServer.StartAsync();

        var end = await CliProcess.RunAsync("-H", server.Address, "-r", "10", "-j", Payload, "-o", "-");

        using var report = JsonDocument.Parse(end.Output);
        var timings = report.RootElement.GetProperty("timings");
        var total = timings.GetProperty("total_ms").GetDouble();
        var rounds = timings.GetProperty("iterations").EnumerateArray().ToArray();
        Assert.Equal(10, rounds.Length);
        Assert.Equal(total / 10, timings.GetProperty("avg_total_ms_per_iteration").GetDouble(), 0.001);
        Assert.InRange(rounds.Sum(round => round.GetProperty("total_ms").GetDouble()), 0, total + 0.1);
        Assert.All(rounds, round => Assert.Equal(
            round.GetProperty("total_ms").GetDouble(),
            round.GetProperty("post_ms").GetDouble() + round.GetProperty("get_ms").GetDouble(),
            0.01));
    }

    [Fact]
    public async Task S0_64_A_longer_file_of_an_earlier_call_is_replaced_whole()
    {
        await using var server = await StubServer.StartAsync();
        var path = _folder.Write("out.json", new string('x', 100_000));

        var end = await CliProcess.RunAsync("-H", server.Address, "-j", Payload, "-o", path);

        Assert.Equal(0, end.ExitCode);
        var text = await File.ReadAllTextAsync(path);
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
        using var report = JsonDocument.Parse(text);
        Assert.Equal(JsonValueKind.Array, report.RootElement.GetProperty("payload_ids").ValueKind);
    }

    [Fact]
    public async Task A_failed_call_leaves_an_older_file_as_it_was_and_no_new_one_behind()
    {
        await using var server = await StubServer.AnsweringAsync(500, "no");
        var older = _folder.Write("older.json", "older");

        var first = await CliProcess.RunAsync("-H", server.Address, "-j", Payload, "-o", older);
        var second = await CliProcess.RunAsync("-H", server.Address, "-j", Payload, "-o", _folder["new.json"]);

        Assert.Equal(2, first.ExitCode);
        Assert.Equal(2, second.ExitCode);
        Assert.Equal("older", await File.ReadAllTextAsync(older));
        Assert.False(File.Exists(_folder["new.json"]));
    }

    [Fact]
    [Trait("Platform", "Unix")]
    public async Task The_output_may_be_a_device()
    {
        await using var server = await StubServer.StartAsync();

        var end = await CliProcess.RunAsync("-H", server.Address, "-j", Payload, "-o", "/dev/null");

        Assert.Equal(0, end.ExitCode);
        Assert.Equal(6, end.ErrorLines.Length);
    }

    [Fact]
    [Trait("Platform", "Unix")]
    public async Task A_disk_that_is_full_is_told_after_the_summary_and_ends_in_exit_code_2()
    {
        await using var server = await StubServer.StartAsync();

        var end = await CliProcess.RunAsync("-H", server.Address, "-j", Payload, "-o", "/dev/full");

        Assert.Equal(2, end.ExitCode);
        Assert.Contains("cannot be written", end.ErrorLines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_rounds_are_written_piece_by_piece_and_read_back_whole()
    {
        await using var server = await StubServer.StartAsync();

        var end = await CliProcess.RunAsync("-H", server.Address, "-r", "2000", "-j", Payload, "-o", _folder["out.json"]);

        Assert.Equal(0, end.ExitCode);
        using var report = JsonDocument.Parse(await File.ReadAllBytesAsync(_folder["out.json"]));
        Assert.Equal(2000, report.RootElement.GetProperty("outputs").GetArrayLength());
        Assert.Equal(2000, report.RootElement.GetProperty("timings").GetProperty("iterations").GetArrayLength());
    }
}
