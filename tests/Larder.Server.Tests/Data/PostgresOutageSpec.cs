using System.Collections.Concurrent;
using Larder.Server.Configuration;
using Larder.Server.Data;
using Larder.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Larder.Server.Tests.Data;

/// <summary>A real server that is missing, dies under load, hangs, refuses, and comes back.</summary>
[Trait("Needs", "PostgreSQL")]
public sealed class PostgresOutageSpec(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private const int Workers = 8;

    private static readonly SqlText Insert = SqlText.Of(
        "INSERT INTO cache_payloads (payload_id, input_payload, output_payload) VALUES (@id, '{}', '{}')");

    private static readonly SqlText Count = SqlText.Of("SELECT count(*) FROM cache_payloads");
    private static readonly SqlText Ids = SqlText.Of("SELECT payload_id FROM cache_payloads");
    private static readonly SqlText Sleep = SqlText.Of(sqlite: "", postgreSql: "SELECT count(*) FROM pg_sleep(60)");

    private static readonly SqlText EndSession = SqlText.Of(
        sqlite: "", postgreSql: "SELECT count(*) FROM pg_terminate_backend(pg_backend_pid())");

    private readonly PostgresServer _server = postgres.Server;
    private TestDatabase _scratch = null!;

    private Database Database => _scratch.Database;

    private string Name => ((PostgresAddress)_scratch.Settings.Address).Name;

    public async Task InitializeAsync()
    {
        _scratch = await TestDatabase.OnPostgresAsync(_server);
        await _scratch.MigrateAsync();
    }

    public async Task DisposeAsync()
    {
        await _scratch.DisposeAsync();
        if (!_server.IsRunning)
            await _server.StartAgainAsync();
    }

    [Fact]
    public async Task A_server_that_restarts_between_two_requests_is_not_noticed()
    {
        await InsertAsync("before");
        await _server.StopAsync();
        await _server.StartAgainAsync();

        var found = await Database.CountAsync(Count, default);
        await InsertAsync("after");

        Assert.Equal(1, found);
        Assert.Equal(2, await Database.CountAsync(Count, default));
    }

    [Fact]
    public async Task A_server_that_is_killed_between_two_writes_is_not_noticed_after_its_restart()
    {
        await InsertAsync("before");
        await _server.KillAsync();
        await _server.StartAgainAsync();

        await InsertAsync("after");

        Assert.Equal(2, await Database.CountAsync(Count, default));
    }

    [Fact]
    public async Task While_it_is_gone_every_call_says_so_without_the_password_and_the_probe_too()
    {
        await _server.KillAsync();

        var read = await Assert.ThrowsAsync<DatabaseUnavailableException>(() => Database.CountAsync(Count, default));
        var write = await Assert.ThrowsAsync<DatabaseUnavailableException>(() => InsertAsync("lost"));
        var health = await Database.ProbeAsync(default);

        Assert.True(read.MayPass && write.MayPass);
        Assert.StartsWith(
            $"The database postgresql://larder:***@127.0.0.1:{_server.Port}/{Name} is not available: ",
            read.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(PostgresServer.Password, read.ToString(), StringComparison.Ordinal);
        Assert.False(health.IsUp);
        Assert.Equal(read.Message, health.Fault);
    }

    [Fact]
    public async Task Killed_under_load_it_loses_no_acknowledged_row_and_the_load_goes_on_after_its_return()
    {
        var acknowledged = new ConcurrentBag<string>();
        var others = new ConcurrentBag<Exception>();
        using var end = new CancellationTokenSource();
        var load = Enumerable.Range(0, Workers)
            .Select(worker => Task.Run(() => WriteUntilAsync(worker, acknowledged, others, end.Token)))
            .ToList();

        for (var round = 0; round < 3; round++)
        {
            await GrowsAsync(acknowledged);
            await _server.KillAsync();
            await _server.StartAgainAsync();
        }

        await GrowsAsync(acknowledged);
        await end.CancelAsync();
        await Task.WhenAll(load);
        var stored = await Database.ListAsync(Ids, row => row.GetString(0), default);

        Assert.Empty(others);
        Assert.Empty(acknowledged.Except(stored, StringComparer.Ordinal));
        Assert.True((await Database.ProbeAsync(default)).IsUp);
    }

    [Fact]
    public async Task A_server_that_hangs_is_told_by_the_probe_and_answers_again_when_it_goes_on()
    {
        Assert.True((await Database.ProbeAsync(default)).IsUp);
        await _server.FreezeAsync();

        var frozen = await Database.ProbeAsync(default);
        await _server.ThawAsync();
        var thawed = await Database.ProbeAsync(default);

        Assert.False(frozen.IsUp);
        Assert.Contains("did not answer", frozen.Fault, StringComparison.Ordinal);
        Assert.True(thawed.IsUp, thawed.Fault);
    }

    [Fact]
    public async Task A_statement_that_takes_too_long_is_given_up()
    {
        await using var impatient = Open(_scratch.Settings with { CommandTimeout = TimeSpan.FromSeconds(1) });

        var fault = await Assert.ThrowsAsync<DatabaseUnavailableException>(() => impatient.CountAsync(Sleep, default));

        Assert.True(fault.MayPass);
        Assert.Equal(0, await impatient.CountAsync(Count, default));
    }

    [Fact]
    public async Task A_pool_that_is_used_up_is_told_as_unavailable_and_recovers()
    {
        await using var small = Open(
            _scratch.Settings with { PoolSize = 1, ConnectTimeout = TimeSpan.FromSeconds(1) });

        var fault = await small.ReadAsync(
            _ => Assert.ThrowsAsync<DatabaseUnavailableException>(() => small.CountAsync(Count, default)), default);

        Assert.True(fault.MayPass);
        Assert.Equal(0, await small.CountAsync(Count, default));
    }

    [Fact]
    public async Task Interrupted_work_is_begun_once_more_and_not_more_often()
    {
        var begun = 0;

        await Assert.ThrowsAsync<DatabaseUnavailableException>(() => Database.ReadAsync(
            async session =>
            {
                begun++;
                await session.CountAsync(Count);
                return await session.CountAsync(EndSession);
            },
            default));

        Assert.Equal(Database.AttemptsMax, begun);
        Assert.Equal(0, await Database.CountAsync(Count, default));
    }

    [Fact]
    public async Task A_statement_ends_when_its_caller_does_not_want_it_any_more()
    {
        using var source = new CancellationTokenSource();
        var sleep = Database.CountAsync(Sleep, source.Token);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sleep);
        Assert.Equal(0, await Database.CountAsync(Count, default));
    }

    [Fact]
    public async Task S3_23_the_start_waits_for_a_server_that_comes_later()
    {
        await _server.StopAsync();
        var start = StartUp(_scratch.Settings).ApplyAsync(default);
        Assert.False(start.IsCompleted);

        await _server.StartAgainAsync();

        Assert.Empty(await start.WaitAsync(WaitLimit.Default));
    }

    [Fact]
    public async Task S3_23_a_server_that_never_comes_ends_the_start_with_a_sentence()
    {
        await _server.StopAsync();
        var impatient = _scratch.Settings with { StartTimeout = TimeSpan.Zero };

        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() => StartUp(impatient).ApplyAsync(default));

        Assert.Contains("is not available", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Larder has waited 0 seconds.", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(PostgresServer.Password, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("larder", "geheim", null, "password authentication failed")]
    [InlineData("nobody", "geheim", null, "password authentication failed")]
    [InlineData("larder", null, null, "password")]
    [InlineData("larder", PostgresServer.Password, "nowhere", "does not exist")]
    public async Task What_waiting_cannot_mend_ends_the_start_at_once(
        string user, string? password, string? name, string expected)
    {
        var address = new PostgresAddress("127.0.0.1", _server.Port, name ?? Name, user, password);
        var settings = _scratch.Settings with { Address = address, StartTimeout = TimeSpan.FromDays(1) };

        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() => StartUp(settings).ApplyAsync(default));

        Assert.Contains("refuses to work", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(expected, refusal.Message, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("geheim", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_nobody_knows_may_be_known_later()
    {
        var address = new PostgresAddress("no-such-host.invalid", 5432, "x", "x");
        await using var database = Open(_scratch.Settings with { Address = address });

        var fault = await Assert.ThrowsAsync<DatabaseUnavailableException>(() => database.CountAsync(Count, default));

        Assert.True(fault.MayPass);
    }

    private static Database Open(DatabaseSettings settings) =>
        new(settings, TimeProvider.System, NullLogger<Database>.Instance);

    private static DatabaseStartUp StartUp(DatabaseSettings settings)
    {
        var database = Open(settings);
        return new DatabaseStartUp(
            database, TestDatabase.MigratorOf(database), settings, TimeProvider.System,
            NullLogger<DatabaseStartUp>.Instance);
    }

    private static async Task GrowsAsync(ConcurrentBag<string> acknowledged)
    {
        using var limit = new CancellationTokenSource(WaitLimit.Default);
        var goal = acknowledged.Count + (10 * Workers);
        while (acknowledged.Count < goal)
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, limit.Token);
    }

    private async Task WriteUntilAsync(
        int worker, ConcurrentBag<string> acknowledged, ConcurrentBag<Exception> others, CancellationToken end)
    {
        for (var number = 0; !end.IsCancellationRequested; number++)
        {
            try
            {
                var id = $"{worker}-{number}";
                await InsertAsync(id);
                acknowledged.Add(id);
            }
            catch (DatabaseUnavailableException)
            {
                // What the caller is promised while the server is gone.
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, CancellationToken.None);
            }
            catch (Exception other)
            {
                others.Add(other);
            }
        }
    }

    private Task<int> InsertAsync(string id) => Database.ExecuteAsync(Insert.With(("id", id)), default);
}
