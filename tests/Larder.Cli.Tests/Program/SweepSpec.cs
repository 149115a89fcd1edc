using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Larder.Cli.Tests.Program;

public sealed class SweepSpec
{
    [Fact]
    public async Task Every_key_is_written_once_and_then_asked_for_once_and_no_miss_is_told()
    {
        await using var server = await StubServer.StartAsync();

        var end = await CliProcess.RunAsync("sweep", "-H", server.Address, "--gets", "500", "--json");

        using var report = JsonDocument.Parse(end.Output);
        Assert.Equal(0, end.ExitCode);
        Assert.Empty(end.Errors);
        Assert.Equal(500, report.RootElement.GetProperty("hits").GetInt64());
        Assert.Equal(0, report.RootElement.GetProperty("misses").GetInt64());
        Assert.Equal(0.0, report.RootElement.GetProperty("cache_miss_rate").GetDouble());
        Assert.Equal(1000, server.Requests.Count);
        Assert.Equal(500, server.Store.Count);
        Assert.Equal(500, server.Requests.Where(each => each.StartsWith("GET ", StringComparison.Ordinal)).Distinct().Count());
    }

    [Fact]
    public async Task The_gets_follow_each_other_and_all_writes()
    {
        var together = 0;
        var overlaps = 0;
        await using var server = await StubServer.StartAsync(async context =>
        {
            if (context.Request.Method != "GET")
                return false;

            if (Interlocked.Increment(ref together) > 1)
                Interlocked.Increment(ref overlaps);
            await Task.Yield();
            Interlocked.Decrement(ref together);
            return false;
        });

        var end = await CliProcess.RunAsync("sweep", "-H", server.Address, "-n", "300");

        Assert.Equal(0, end.ExitCode);
        Assert.Equal(0, overlaps);
        Assert.All(server.Requests.Take(300), each => Assert.Equal("PUT /cache", each));
        Assert.All(server.Requests.Skip(300), each => Assert.StartsWith("GET /cache/", each, StringComparison.Ordinal));
        Assert.Contains("Gets: 300 hits, 0 misses (0.00 % missed)\n", end.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_that_are_gone_are_counted_and_end_in_exit_code_1()
    {
        var gets = 0;
        await using var server = await StubServer.StartAsync(context =>
        {
            var isLost = context.Request.Method == "GET" && ++gets % 4 == 0;
            context.Response.StatusCode = isLost ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
            return Task.FromResult(isLost);
        });

        var end = await CliProcess.RunAsync("sweep", "-H", server.Address, "-n", "100");

        Assert.Equal(1, end.ExitCode);
        Assert.Contains("Gets: 75 hits, 25 misses (25.00 % missed)\n", end.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_value_of_another_key_is_a_failure_and_not_a_hit()
    {
        await using var server = await StubServer.AnsweringAsync("GET", 200, """{"status":"OK","key":"k","value":"other"}""");

        var end = await CliProcess.RunAsync("sweep", "-H", server.Address, "-n", "20");

        Assert.Equal(1, end.ExitCode);
        Assert.Contains("Failed: 20\n  20 x GET answered with another value\n", end.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writes_that_fail_are_told()
    {
        await using var server = await StubServer.AnsweringAsync("PUT", 507, "full");

        var end = await CliProcess.RunAsync("sweep", "-H", server.Address, "-n", "20");

        Assert.Equal(1, end.ExitCode);
        Assert.Contains("Written: 0 of 20 keys in ", end.Output, StringComparison.Ordinal);
        Assert.Contains("  20 x PUT answered 507\n", end.Output, StringComparison.Ordinal);
        Assert.Contains("Gets: 0 hits, 20 misses", end.Output, StringComparison.Ordinal);
    }
}
