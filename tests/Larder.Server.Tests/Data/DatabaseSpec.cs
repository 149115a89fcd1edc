using System.Data.Common;
using Larder.Server.Data;

namespace Larder.Server.Tests.Data;

/// <summary>What a slice may rely on, whichever engine it is.</summary>
public abstract class DatabaseSpec : IAsyncLifetime
{
    private static readonly SqlText Insert = SqlText.Of(
        "INSERT INTO cache_payloads (payload_id, input_payload, output_payload) VALUES (@id, @input, @output)");

    private static readonly SqlText InsertOnce = SqlText.Of(
        "INSERT INTO cache_payloads (payload_id, input_payload, output_payload) VALUES (@id, @input, @output) "
        + "ON CONFLICT (payload_id) DO NOTHING");

    private static readonly SqlText InsertReturning = SqlText.Of(
        "INSERT INTO cache_payloads (payload_id, input_payload, output_payload) VALUES (@id, 'i', 'o') RETURNING id");

    private static readonly SqlText Find = SqlText.Of(
        "SELECT output_payload FROM cache_payloads WHERE payload_id = @id");

    private static readonly SqlText List = SqlText.Of("SELECT payload_id FROM cache_payloads ORDER BY id LIMIT @limit");

    private static readonly SqlText Count = SqlText.Of("SELECT count(*) FROM cache_payloads");

    private static readonly SqlText Created = SqlText.Of(
        "SELECT created_at FROM cache_payloads WHERE payload_id = @id");

    private static readonly SqlText Wrong = SqlText.Of("SELECT id FROM nowhere");

    private TestDatabase _scratch = null!;

    private Database Database => _scratch.Database;

    internal abstract Task<TestDatabase> CreateAsync();

    public async Task InitializeAsync()
    {
        _scratch = await CreateAsync();
        await _scratch.MigrateAsync();
    }

    public async Task DisposeAsync() => await _scratch.DisposeAsync();

    [Fact]
    public async Task A_row_is_found_by_its_key_and_another_key_finds_null()
    {
        await InsertAsync("one", output: "first");

        var found = await FindAsync("one");
        var missing = await FindAsync("One");

        Assert.Equal("first", found);
        Assert.Null(missing);
    }

    [Theory]
    [InlineData("'; DROP TABLE cache_payloads; --")]
    [InlineData("@id $1 :id ?")]
    [InlineData("ß 😀 \u2028 \" \\ \t")]
    [InlineData("")]
    public async Task Values_come_back_as_they_were_whatever_they_hold(string text)
    {
        await InsertAsync("one", text);

        var found = await FindAsync("one");

        Assert.Equal(text, found);
        Assert.Equal(1, await Database.CountAsync(Count, default));
    }

    [Fact]
    public async Task S0_42_columns_for_payloads_hold_millions_of_characters()
    {
        var text = new string('x', 5_000_000);

        await InsertAsync("one", text);

        Assert.Equal(text, await FindAsync("one"));
    }

    [Fact]
    public async Task S0_42_an_id_is_unique_and_stored_once()
    {
        await InsertAsync("one");

        var again = await Database.ExecuteAsync(InsertOnce.With(("id", "one"), ("input", ""), ("output", "")), default);

        Assert.Equal(0, again);
        await Assert.ThrowsAnyAsync<DbException>(() => InsertAsync("one"));
        Assert.Equal(1, await Database.CountAsync(Count, default));
    }

    [Fact]
    public async Task S0_42_a_row_knows_when_it_was_made()
    {
        await InsertAsync("one");

        var created = await Database.ListAsync(
            Created.With(("id", "one")), row => row.GetFieldValue<DateTimeOffset>(0), default);

        var age = TimeProvider.System.GetUtcNow() - Assert.Single(created);
        Assert.InRange(age, TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task An_insert_may_return_the_number_of_its_row()
    {
        var first = await Database.WriteAsync(s => s.CountAsync(InsertReturning.With(("id", "a"))), default);
        var second = await Database.WriteAsync(s => s.CountAsync(InsertReturning.With(("id", "b"))), default);

        Assert.Equal([1, 2], [first, second]);
    }

    [Fact]
    public async Task A_list_is_in_the_order_asked_for_and_as_long_as_asked_for()
    {
        foreach (var id in new[] { "c", "a", "b" })
            await InsertAsync(id);

        var ids = await Database.ListAsync(List.With(("limit", 2)), row => row.GetString(0), default);

        Assert.Equal(["c", "a"], ids);
    }

    [Fact]
    public async Task A_null_is_stored_as_null_and_a_column_that_takes_none_refuses_it()
    {
        await Assert.ThrowsAnyAsync<DbException>(() => InsertAsync("one", output: null));

        Assert.Equal(0, await Database.CountAsync(Count, default));
    }

    [Fact]
    public async Task S0_43_work_that_throws_leaves_nothing_behind()
    {
        var fault = await Assert.ThrowsAsync<InvalidTimeZoneException>(() => Database.WriteAsync<int>(
            async session =>
            {
                await session.ExecuteAsync(Insert.With(("id", "one"), ("input", ""), ("output", "")));
                throw new InvalidTimeZoneException("of the caller");
            },
            default));

        Assert.Equal("of the caller", fault.Message);
        Assert.Null(await FindAsync("one"));
    }

    [Fact]
    public async Task A_wrong_statement_is_the_drivers_own_exception()
    {
        var fault = await Assert.ThrowsAnyAsync<DbException>(() => Database.CountAsync(Wrong, default));

        Assert.Contains("nowhere", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancellation_is_cancellation_and_rolls_back()
    {
        using var source = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(Insert.With(("id", "one"), ("input", ""), ("output", "")));
                await source.CancelAsync();
                source.Token.ThrowIfCancellationRequested();
                return 1;
            },
            source.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Database.CountAsync(Count, source.Token));

        Assert.Equal(0, await Database.CountAsync(Count, default));
    }

    [Fact]
    public async Task Many_writers_at_once_lose_nothing()
    {
        var writes = Enumerable.Range(0, 200)
            .Select(number => Task.Run(() => InsertAsync($"{number % 100}", once: true)));

        await Task.WhenAll(writes);

        Assert.Equal(100, await Database.CountAsync(Count, default));
    }

    [Fact]
    public async Task A_probe_of_a_healthy_database_says_so()
    {
        var health = await Database.ProbeAsync(default);

        Assert.True(health.IsUp, health.Fault);
        Assert.Null(health.Fault);
    }

    private Task<string?> FindAsync(string id) =>
        Database.FindAsync(Find.With(("id", id)), row => row.GetString(0), default);

    private Task<int> InsertAsync(string id, string? output = "", bool once = false) =>
        Database.ExecuteAsync(
            (once ? InsertOnce : Insert).With(("id", id), ("input", "{}"), ("output", output)), default);
}
