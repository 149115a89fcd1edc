using Larder.Server.Configuration;
using Larder.Server.Data;
using Larder.Server.Data.Migrations;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Larder.Server.Tests.Data;

/// <summary>What is particular to a database in a file.</summary>
public sealed class SqliteFileSpec : IDisposable
{
    private static readonly SqlText JournalMode = SqlText.Of(
        "SELECT count(*) FROM pragma_journal_mode WHERE journal_mode = 'wal'");
    private static readonly SqlText Synchronous = SqlText.Of("SELECT synchronous FROM pragma_synchronous");
    private static readonly SqlText CountMigrations = SqlText.Of("SELECT count(*) FROM larder_migrations");

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_folder_of_the_file_is_made_and_readers_do_not_wait_for_the_writer()
    {
        await using var database = Open(_folder.File("a/b/larder.db"));

        database.Prepare();

        Assert.Equal(1, await database.CountAsync(JournalMode, default));
        Assert.Equal(2, await database.CountAsync(Synchronous, default));
    }

    [Fact]
    public async Task A_look_at_the_status_makes_no_file()
    {
        await using var database = Open(_folder.File("larder.db"));

        var plan = await TestDatabase.MigratorOf(database).PlanAsync(CancellationToken.None);

        Assert.All(plan.Entries, entry => Assert.Equal(MigrationState.Pending, entry.State));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_at_once_and_left_as_it_is()
    {
        var file = _folder.File("larder.db");
        var text = string.Concat(Enumerable.Repeat("This is a letter to my aunt. ", 100));
        await File.WriteAllTextAsync(file, text);
        await using var database = Open(file);

        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() => StartUp(database).ApplyAsync(default));

        Assert.Contains($"sqlite:///{file}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("not a database", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_refused_at_once()
    {
        await File.WriteAllTextAsync(_folder.File("occupied"), "a file, and no folder");
        await using var database = Open(_folder.File("occupied/larder.db"));

        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() => StartUp(database).ApplyAsync(default));

        Assert.StartsWith("The database sqlite:///", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("DATABASE_URL", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_is_not_held_up_by_a_transaction_that_writes()
    {
        await using var database = await OpenMigratedAsync();

        var counted = await database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(SqlText.Of("DELETE FROM larder_migrations"));
                return await database.CountAsync(CountMigrations, default);
            },
            default);

        Assert.NotEqual(0, counted);
        Assert.Equal(0, await database.CountAsync(CountMigrations, default));
    }

    [Fact]
    public async Task A_writer_gives_up_its_place_in_the_queue_when_it_is_cancelled()
    {
        await using var database = await OpenMigratedAsync();
        using var source = new CancellationTokenSource();

        await database.WriteAsync(
            async _ =>
            {
                var second = database.WriteAsync(session => session.CountAsync(CountMigrations), source.Token);
                Assert.False(second.IsCompleted);
                await source.CancelAsync();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
                return 0;
            },
            default);

        Assert.NotEqual(0, await database.WriteAsync(session => session.CountAsync(CountMigrations), default));
    }

    [Fact]
    public async Task A_writer_that_gets_no_turn_in_time_says_that_the_database_is_busy()
    {
        await using var database = await OpenMigratedAsync(TimeSpan.FromMilliseconds(50));

        var fault = await database.WriteAsync(
            _ => Assert.ThrowsAsync<DatabaseUnavailableException>(
                () => database.WriteAsync(session => session.CountAsync(CountMigrations), default)),
            default);

        Assert.True(fault.MayPass);
        Assert.Contains("is busy", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_lock_of_another_process_is_waited_for_and_then_told_as_unavailable()
    {
        await using var database = await OpenMigratedAsync(TimeSpan.FromSeconds(1));
        await using var other = new SqliteConnection($"Data Source={_folder.File("larder.db")};Pooling=False");
        await other.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync();

        var fault = await Assert.ThrowsAsync<DatabaseUnavailableException>(
            () => database.WriteAsync(session => session.CountAsync(CountMigrations), default));
        await transaction.RollbackAsync();
        var after = await database.WriteAsync(session => session.CountAsync(CountMigrations), default);

        Assert.True(fault.MayPass);
        Assert.Contains("locked", fault.Message, StringComparison.Ordinal);
        Assert.NotEqual(0, after);
    }

    [Fact]
    public async Task A_file_that_vanished_with_its_folder_is_told_by_the_probe()
    {
        var folder = _folder.File("gone");
        await using var database = Open(Path.Combine(folder, "larder.db"));

        var health = await database.ProbeAsync(default);

        Assert.False(health.IsUp);
        Assert.Contains("refuses to work", health.Fault, StringComparison.Ordinal);
    }

    private static Database Open(string file, TimeSpan? timeout = null) => new(
        new DatabaseSettings
        {
            Address = new SqliteAddress(file),
            CommandTimeout = timeout ?? TimeSpan.FromSeconds(30),
        },
        TimeProvider.System,
        NullLogger<Database>.Instance);

    private static DatabaseStartUp StartUp(Database database) => new(
        database,
        TestDatabase.MigratorOf(database),
        new DatabaseSettings { Address = new SqliteAddress("unused") },
        TimeProvider.System,
        NullLogger<DatabaseStartUp>.Instance);

    private async Task<Database> OpenMigratedAsync(TimeSpan? timeout = null)
    {
        var database = Open(_folder.File("larder.db"), timeout);
        database.Prepare();
        await TestDatabase.MigratorOf(database).ApplyAsync(CancellationToken.None);
        return database;
    }
}
