using System.Collections.Concurrent;
using System.Net;
using Larder.Server.Data;
using Larder.Server.Payloads.Memory;
using Larder.Server.Tests.Payloads;
using Larder.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Larder.Server.Tests.Contract;

/// <summary>What is left after the end of a process, and of a table. Each test has a database of its own.</summary>
public abstract class SurvivalContractSpec
{
    private const int Writers = 8;

    private static readonly SqlText DropTable = SqlText.Of("DROP TABLE cache_payloads");

    [Fact]
    public async Task S0_39_a_payload_survives_a_restart()
    {
        await using var home = await NewHomeAsync();
        var sent = PayloadClient.Unique();

        var id = await WithServerAsync(home, server => server.Client.StoreAsync(sent), "--Larder:Payloads:Warm=0");
        var (first, second, post) = await WithServerAsync(
            home,
            async server => (
                await server.Client.GetAsync($"/payload/{id}"),
                await server.Client.GetAsync($"/payload/{id}"),
                await server.Client.PostPayloadAsync(sent)),
            "--Larder:Payloads:Warm=0");

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(["MISS", "HIT", "HIT"], new[] { first, second, post }.Select(each => each.Header("X-Cache")));
    }

    [Fact]
    public async Task S0_36_a_post_that_only_the_database_knows_is_a_hit()
    {
        await using var home = await NewHomeAsync();
        var sent = PayloadClient.Unique();

        await WithServerAsync(home, server => server.Client.StoreAsync(sent));
        var response = await WithServerAsync(
            home, server => server.Client.PostPayloadAsync(sent), "--Larder:Payloads:Warm=0");

        Assert.Equal("HIT", response.Header("X-Cache"));
    }

    [Fact]
    public async Task S0_56_the_popular_payloads_are_in_memory_after_a_restart_before_anybody_asks()
    {
        await using var home = await NewHomeAsync();
        var popular = PayloadClient.Unique();
        var id = PayloadText.Id(popular);
        await WithServerAsync(
            home,
            async server =>
            {
                await server.Client.StoreAsync(popular);
                for (var i = 0; i < 20; i++)
                    await server.Client.StoreAsync(PayloadClient.Unique());
                for (var i = 0; i < 20; i++)
                    await server.Client.GetStringAsync($"/payload/{id}");
                await server.StopAsync();
                return id;
            },
            "--Larder:Payloads:Warm=1");

        var response = await WithServerAsync(
            home,
            async server =>
            {
                var memory = server.Services.GetRequiredService<PayloadMemory>();
                await Eventually(() => memory.ListPopular(10).Contains(id));
                return await server.Client.GetAsync($"/payload/{id}");
            },
            "--Larder:Payloads:Warm=1");

        Assert.Equal("HIT", response.Header("X-Cache"));
    }

    [Fact]
    public async Task S0_28_an_error_that_nobody_foresaw_is_500_in_our_words_and_is_not_remembered()
    {
        await using var home = await NewHomeAsync();

        await WithServerAsync(home, async server =>
        {
            await server.Services.GetRequiredService<Database>().ExecuteAsync(DropTable, default);
            var post = await server.Client.PostPayloadAsync(PayloadClient.Unique());
            var get = await server.Client.GetAsync($"/payload/{new string('a', 64)}");
            var health = await server.Client.GetAsync("/health");

            foreach (var response in new[] { post, get })
            {
                Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
                Assert.Equal(
                    """{"detail":{"message":"Internal Server Error"}}""", await response.Content.ReadAsStringAsync());
            }

            Assert.Equal(HttpStatusCode.OK, health.StatusCode);
            return true;
        });
    }

    [Fact]
    [Trait("Platform", "Unix")]
    public async Task S0_39_every_row_that_was_acknowledged_is_there_after_a_kill()
    {
        await using var home = await NewHomeAsync();
        var acknowledged = new ConcurrentBag<string>();
        await using (var server = StartProcess(home))
        {
            using var client = new HttpClient { BaseAddress = await server.FirstAddressAsync() };
            var writers = Enumerable.Range(0, 8).Select(_ => Task.Run(() => WriteUntilKilledAsync(client, acknowledged)));
            var writing = Task.WhenAll(writers);
            await Eventually(() => acknowledged.Count >= 200);
            server.Kill();
            await writing;
        }

        await using var next = StartProcess(home);
        using var reader = new HttpClient { BaseAddress = await next.FirstAddressAsync() };
        foreach (var id in acknowledged)
        {
            using var response = await reader.GetAsync($"/payload/{id}");
            Assert.True(response.IsSuccessStatusCode, $"{id} was acknowledged and is gone.");
        }
    }

    [Fact]
    [Trait("Platform", "Unix")]
    public async Task S0_53_entry_and_exit_of_each_request_are_logged_with_id_and_hit_or_miss()
    {
        await using var home = await NewHomeAsync();
        await using var server = StartProcess(home, "--Logging:Console:FormatterName=json");
        using var client = new HttpClient { BaseAddress = await server.FirstAddressAsync() };
        var id = await client.StoreAsync(PayloadClient.Unique());
        await client.GetStringAsync($"/payload/{id}");
        await client.GetAsync("/payload/unknown");
        await client.GetAsync("/payload/first%0D%0Asecond");
        await client.GetAsync("/health");

        server.Terminate();
        var lines = (await server.EndAsync()).Output.Split('\n');

        Assert.Contains(lines, line => Tells(line, "POST /payload entered"));
        Assert.Contains(lines, line => Tells(line, $"POST /payload left: {id} MISS in "));
        Assert.Contains(lines, line => Tells(line, $"GET /payload/{id} entered"));
        Assert.Contains(lines, line => Tells(line, $"GET /payload/{id} left: HIT, status 200 in "));
        Assert.Contains(lines, line => Tells(line, "GET /payload/unknown left: MISS, status 404 in "));
        Assert.Contains(lines, line => Tells(line, "GET /health asked"));
        Assert.Contains(lines, line => Tells(line, @"first\\u000d\\u000asecond entered"));
        Assert.Contains(lines, line => line.Contains($"\"PayloadId\":\"{id}\"", StringComparison.Ordinal));
    }

    /// <summary>A place for rows that outlives a server.</summary>
    protected abstract Task<DurableHome> NewHomeAsync();

    private static bool Tells(string line, string message) => line.Contains(message, StringComparison.Ordinal);

    private static async Task WriteUntilKilledAsync(HttpClient client, ConcurrentBag<string> acknowledged)
    {
        try
        {
            while (true)
                acknowledged.Add(await client.StoreAsync(PayloadClient.Unique()));
        }
        catch (HttpRequestException)
        {
            // The server was killed, as the test wants it.
        }
    }

    private static ServerProcess StartProcess(DurableHome home, params string[] arguments) =>
        ServerProcess.Start(
            Path.GetTempPath(), ["--urls", "http://127.0.0.1:0", .. home.Settings, .. arguments]);

    private static async Task<T> WithServerAsync<T>(
        DurableHome home, Func<ServerUnderTest, Task<T>> use, params string[] settings)
    {
        var server = new ServerUnderTest([.. home.Settings, .. settings]);
        await server.InitializeAsync();
        try
        {
            return await use(server);
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    private static async Task Eventually(Func<bool> condition)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < WaitLimit.Default, "It never came to be.");
            await Task.Yield();
        }
    }
}
