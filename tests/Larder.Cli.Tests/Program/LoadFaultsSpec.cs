using System.Text.Json;
using Larder.Testing;

namespace Larder.Cli.Tests.Program;

/// <summary>What a load makes of servers that fail: it counts, goes on, and ends in time.</summary>
public sealed class LoadFaultsSpec
{
    [Fact]
    public async Task A_server_that_is_not_there_is_one_line_and_exit_code_2()
    {
        var address = $"http://127.0.0.1:{FreePort.Find()}";

        var end = await CliProcess.RunAsync("load", "-H", address, "-c", "3");

        Assert.Equal(2, end.ExitCode);
        Assert.Empty(end.Output);
        Assert.StartsWith($"{address} cannot be reached: ", Assert.Single(end.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_encrypt_is_one_line_and_exit_code_2_where_https_was_asked_for()
    {
        await using var server = await StubServer.StartAsync();
        var address = server.Address.Replace("http:", "https:", StringComparison.Ordinal);

        var load = await CliProcess.RunAsync("load", "-H", address, "-c", "3");
        var rounds = await CliProcess.RunAsync("-H", address, "-j", "{}");

        Assert.Equal(2, load.ExitCode);
        Assert.StartsWith($"{address} cannot be reached: ", Assert.Single(load.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(2, rounds.ExitCode);
        Assert.StartsWith($"POST {address}/payload failed: ", Assert.Single(rounds.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Statuses_that_say_no_are_counted_by_kind_and_end_in_exit_code_1()
    {
        var requests = 0;
        await using var server = await StubServer.StartAsync(context =>
        {
            if (Interlocked.Increment(ref requests) % 10 != 0)
                return Task.FromResult(false);

            context.Response.StatusCode = 503;
            return Task.FromResult(true);
        });

        var end = await CliProcess.RunAsync("load", "-H", server.Address, "-c", "4", "-n", "1000", "--json");

        using var report = JsonDocument.Parse(end.Output);
        var failures = report.RootElement.GetProperty("failures");
        Assert.Equal(1, end.ExitCode);
        Assert.Equal(100, report.RootElement.GetProperty("failed").GetInt64());
        Assert.Equal(900, report.RootElement.GetProperty("requests").GetInt64());
        Assert.Equal(
            100, failures.GetProperty("GET answered 503").GetInt64() + failures.GetProperty("PUT answered 503").GetInt64());
    }

    [Theory]
    [InlineData("", "the connection was closed before the answer")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le", "no usable answer: the connection was closed within the header")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", "no usable answer: the connection was closed within the body")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n\r\n", "no usable answer: the first line is not one of HTTP/1.1")]
    public async Task A_server_that_breaks_each_answer_off_is_asked_again_a_bounded_number_of_times(string answer, string kind)
    {
        await using var server = BrokenServer.Closing(answer);

        var end = await CliProcess.RunAsync("load", "-H", server.Address, "-c", "2", "-n", "6");

        Assert.Equal(1, end.ExitCode);
        Assert.Contains($"Failed: 6\n  6 x {kind}\n", end.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up_request_by_request()
    {
        await using var server = BrokenServer.Silent();

        var end = await CliProcess.RunAsync("load", "-H", server.Address, "-c", "3", "-n", "6", "--timeout", "200ms");

        Assert.Equal(1, end.ExitCode);
        Assert.Contains("Failed: 6\n  6 x no answer in time\n", end.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_goes_away_and_comes_back_is_found_again()
    {
        var requests = 0;
        await using var server = await StubServer.StartAsync(context =>
        {
            if (Interlocked.Increment(ref requests) is > 100 and <= 110)
                context.Abort();
            return Task.FromResult(false);
        });

        var end = await CliProcess.RunAsync("load", "-H", server.Address, "-c", "4", "-n", "500", "--json");

        using var report = JsonDocument.Parse(end.Output);
        Assert.Equal(1, end.ExitCode);
        Assert.Equal(10, report.RootElement.GetProperty("failed").GetInt64());
        Assert.Equal(490, report.RootElement.GetProperty("requests").GetInt64());
    }

    [Fact]
    public async Task What_is_in_the_air_when_the_time_is_over_is_told_apart_from_failures()
    {
        await using var server = BrokenServer.Silent();

        var end = await CliProcess.RunAsync("load", "-H", server.Address, "-c", "3", "-d", "200ms");

        Assert.Equal(1, end.ExitCode);
        Assert.Contains("Failed: 0, and 3 without an answer when the run ended\n", end.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_closes_after_each_answer_costs_new_connections_and_no_failure()
    {
        await using var server = await StubServer.StartAsync(context =>
        {
            context.Response.Headers.Connection = "close";
            return Task.FromResult(false);
        });

        var end = await CliProcess.RunAsync("load", "-H", server.Address, "-c", "4", "-n", "200");

        Assert.Equal(0, end.ExitCode);
        Assert.Contains("Failed: 0\n", end.Output, StringComparison.Ordinal);
    }
}
