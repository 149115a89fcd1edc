using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Larder.Server.Tests.Data;
using Larder.Testing;

namespace Larder.Server.Tests.Packaging;

/// <summary>The published output over a PostgreSQL that comes late, dies under load and returns.</summary>
[Collection(PublishedCollection.Name)]
[Trait("Needs", "PostgreSQL")]
[Trait("Platform", "Unix")]
public sealed class PublishedOutageSpec(PublishedProgram program, PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private const int Clients = 8;

    private readonly PostgresServer _database = postgres.Server;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (!_database.IsRunning)
            await _database.StartAgainAsync();
    }

    [Fact]
    public async Task S3_23_it_waits_for_a_database_that_is_absent_at_the_start_and_serves_once_it_is_there()
    {
        var url = await _database.CreateDatabaseAsync();
        await _database.StopAsync();
        await using var process = Start(url);

        await process.LineAsync(line => line.Contains("Trying again", StringComparison.Ordinal));
        await _database.StartAgainAsync();
        using var client = await ClientOfAsync(process);

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/products")).StatusCode);
    }

    // Between the death and the return there is nothing but what a client is promised for it.
    [Fact]
    public async Task S3_23_a_database_that_dies_under_load_costs_503s_and_no_row_that_was_acknowledged()
    {
        await using var process = Start(await _database.CreateDatabaseAsync());
        using var client = await ClientOfAsync(process);
        var known = await PostAsync(client, "known");
        var acknowledged = new ConcurrentDictionary<string, string>();
        var others = new ConcurrentBag<string>();
        var refused = 0;
        using var end = new CancellationTokenSource();
        var load = Enumerable.Range(0, Clients).Select(number => Task.Run(() => LoadAsync(number))).ToList();

        await UntilAsync(() => acknowledged.Count >= 10 * Clients);
        await _database.KillAsync();
        await UntilAsync(() => Volatile.Read(ref refused) >= Clients);
        using var fromMemory = await client.GetAsync($"/payload/{known.Id}");
        await _database.StartAgainAsync();
        var before = acknowledged.Count;
        await UntilAsync(() => acknowledged.Count >= before + (10 * Clients));
        await end.CancelAsync();
        await Task.WhenAll(load);

        Assert.Empty(others);
        Assert.Equal(HttpStatusCode.OK, fromMemory.StatusCode);
        await AllAreKeptAsync(client, acknowledged);

        async Task LoadAsync(int number)
        {
            for (var i = 0; !end.IsCancellationRequested; i++)
            {
                var (status, retry, id) = await PostAsync(client, $"{number}-{i}");
                if (status == HttpStatusCode.OK)
                    acknowledged[id] = $"{number}-{i}";
                else if (status == HttpStatusCode.ServiceUnavailable && retry)
                    Interlocked.Increment(ref refused);
                else
                    others.Add($"{status}");
            }
        }
    }

    private static async Task AllAreKeptAsync(HttpClient client, IEnumerable<KeyValuePair<string, string>> acknowledged)
    {
        foreach (var (id, item) in acknowledged)
        {
            using var response = await client.GetAsync($"/payload/{id}");
            Assert.Equal($$"""{"output":"{{item}}, B"}""", await response.Content.ReadAsStringAsync());
        }
    }

    private static async Task<(HttpStatusCode Status, bool TellsWhen, string Id)> PostAsync(HttpClient client, string item)
    {
        using var content = new StringContent($$"""{"list_1":["{{item}}"],"list_2":["b"]}""", Encoding.UTF8, "application/json");
        using var response = await client.PostAsync("/payload", content);
        using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        var id = response.IsSuccessStatusCode ? body.RootElement.GetProperty("payload_id").GetString()! : "";
        return (response.StatusCode, response.Headers.RetryAfter is not null, id);
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(WaitLimit.Default);
        while (!holds())
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, limit.Token);
    }

    private static async Task<HttpClient> ClientOfAsync(ServerProcess process) =>
        new() { BaseAddress = PublishedServer.FromHere(await process.FirstAddressAsync()) };

    private ServerProcess Start(string url) => program.Start(new Dictionary<string, string?> { ["DATABASE_URL"] = url });
}
