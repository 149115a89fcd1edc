using System.Text.Json;
using Larder.Cli.Arguments;
using Larder.Cli.Commands;

namespace Larder.Cli.Tests.Program;

public sealed class LoadSpec
{
    [Fact]
    public void S1_21_The_load_of_the_source_project_is_the_default()
    {
        var given = WordReader.Read(new LoadVerb().Options, [], 0);

        var request = LoadRequest.Read(given);

        Assert.Equal(100, request.Connections);
        Assert.Equal(TimeSpan.FromMinutes(2), request.Duration);
        Assert.Equal(10_000, request.Keys);
        Assert.Equal(256, request.ValueSize);
        Assert.Equal(50, request.PutPercent);
        Assert.Equal("http://localhost:7171", request.Server.Text);
    }

    [Theory]
    [InlineData("cache", "PUT /cache", "GET /cache/")]
    [InlineData("put", "POST /put", "GET /get?key=")]
    public async Task S1_21_Half_the_requests_put_and_half_get_over_either_pair_of_routes(
        string routes, string put, string get)
    {
        await using var server = await StubServer.StartAsync();

        var end = await CliProcess.RunAsync(
            "load", "-H", server.Address, "-c", "8", "-n", "4000", "-k", "200", "--routes", routes, "--json");

        using var report = JsonDocument.Parse(end.Output);
        var root = report.RootElement;
        Assert.Equal(0, end.ExitCode);
        Assert.Empty(end.Errors);
        Assert.Equal(4000, root.GetProperty("requests").GetInt64());
        Assert.Equal(0, root.GetProperty("failed").GetInt64());
        Assert.Equal(4000, root.GetProperty("put").GetProperty("requests").GetInt64()
            + root.GetProperty("hits").GetInt64() + root.GetProperty("misses").GetInt64());
        Assert.InRange(root.GetProperty("put").GetProperty("requests").GetInt64(), 1800, 2200);
        Assert.Equal(4000, server.Requests.Count);
        Assert.Equal(root.GetProperty("put").GetProperty("requests").GetInt64(), Count(server, put));
        Assert.Equal(root.GetProperty("get").GetProperty("requests").GetInt64(), Count(server, get));
        Assert.Equal(200, server.Store.Count);
        Assert.All(server.Store, pair => Assert.Equal(256, pair.Value.Length));
        Assert.All(server.Store, pair => Assert.True(Guid.TryParse(pair.Key, out _)));
    }

    [Fact]
    public async Task S1_21_Latencies_and_throughput_are_told_and_in_order()
    {
        await using var server = await StubServer.StartAsync();

        var end = await CliProcess.RunAsync("load", "-H", server.Address, "-c", "4", "-n", "2000", "--fill", "-k", "50", "--json");

        using var report = JsonDocument.Parse(end.Output);
        var root = report.RootElement;
        Assert.Equal(0, root.GetProperty("misses").GetInt64());
        Assert.Equal(0, root.GetProperty("cache_miss_rate").GetDouble());
        foreach (var kind in new[] { "put", "get", "all" })
        {
            var latency = root.GetProperty(kind).GetProperty("latency_ms");
            double[] values = [.. new[] { "p50", "p95", "p99", "p99.9", "max" }.Select(name => latency.GetProperty(name).GetDouble())];
            Assert.Equal(values.Order(), values);
            Assert.True(values[0] > 0);
        }

        var perSecond = root.GetProperty("requests_per_second").GetDouble();
        Assert.Equal(2000 / root.GetProperty("elapsed_seconds").GetDouble(), perSecond, perSecond * 0.01);
    }

    [Fact]
    public async Task A_duration_ends_the_run_and_the_table_says_what_was_asked()
    {
        await using var server = await StubServer.StartAsync();

        var end = await CliProcess.RunAsync("load", "-H", server.Address, "-c", "2", "-d", "1s", "-p", "0", "-s", "10");

        Assert.Equal(0, end.ExitCode);
        Assert.Empty(end.Errors);
        Assert.StartsWith($"=== cache-cli load ===\nHost: {server.Address}\n", end.Output, StringComparison.Ordinal);
        Assert.Contains("Load: 2 connections, 10,000 keys, values of 10 characters, 0 % puts, seed 1\n", end.Output, StringComparison.Ordinal);
        Assert.Contains("per second", end.Output, StringComparison.Ordinal);
        Assert.Contains("(100.00 % missed)", end.Output, StringComparison.Ordinal);
        Assert.Contains("Failed: 0\n", end.Output, StringComparison.Ordinal);
        Assert.Contains("This program used ", end.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_seed_sends_the_same_keys()
    {
        await using var first = await StubServer.StartAsync();
        await using var second = await StubServer.StartAsync();
        await using var third = await StubServer.StartAsync();

        await CliProcess.RunAsync("load", "-H", first.Address, "-c", "1", "-n", "100", "--seed", "7");
        await CliProcess.RunAsync("load", "-H", second.Address, "-c", "1", "-n", "100", "--seed", "7");
        await CliProcess.RunAsync("load", "-H", third.Address, "-c", "1", "-n", "100", "--seed", "8");

        Assert.Equal(first.Requests, second.Requests);
        Assert.NotEqual(first.Requests, third.Requests);
        Assert.Equal(first.Store.OrderBy(pair => pair.Key), second.Store.OrderBy(pair => pair.Key));
    }

    [Theory]
    [InlineData("--connections must be a whole number from 1 to 10,000, but is '0'.", "-c", "0")]
    [InlineData("--puts must be a whole number from 0 to 100, but is '101'.", "-p", "101")]
    [InlineData("--duration must be a length of time above zero", "-d", "2x")]
    [InlineData("--routes must be cache or put, but is 'other'.", "--routes", "other")]
    [InlineData("--json takes no value,", "--json=x")]
    [InlineData("The word 'x' is one too many.", "x")]
    public async Task Wrong_usage_is_one_line_and_exit_code_2(string complaint, params string[] words)
    {
        var end = await CliProcess.RunAsync(["load", .. words]);

        Assert.Equal(2, end.ExitCode);
        Assert.Empty(end.Output);
        Assert.StartsWith(complaint, Assert.Single(end.ErrorLines), StringComparison.Ordinal);
    }

    private static int Count(StubServer server, string request) =>
        server.Requests.Count(each => each.StartsWith(request, StringComparison.Ordinal));
}
