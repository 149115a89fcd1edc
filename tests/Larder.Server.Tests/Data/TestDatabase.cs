using Larder.Server.Configuration;
using Larder.Server.Data;
using Larder.Server.Data.Migrations;
using Larder.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Larder.Server.Tests.Data;

/// <summary>An empty database of either engine, for one test.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly ScratchFolder? _folder;

    private TestDatabase(DatabaseSettings settings, ScratchFolder? folder)
    {
        Settings = settings;
        _folder = folder;
        Database = Open();
    }

    public DatabaseSettings Settings { get; }

    public Database Database { get; }

    public static TestDatabase OnSqlite()
    {
        var folder = new ScratchFolder();
        return new TestDatabase(Of($"sqlite:///{folder.File("larder.db")}"), folder);
    }

    public static async Task<TestDatabase> OnPostgresAsync(PostgresServer server) =>
        new(Of(await server.CreateDatabaseAsync()), folder: null);

    public static DatabaseSettings Of(string url) =>
        DatabaseUrl.TryParse(url, out var address, out var fault)
            ? new DatabaseSettings { Address = address }
            : throw new ArgumentException($"The address {fault}.", nameof(url));

    /// <summary>A second front door to the same database, as another process would have it.</summary>
    public Database Open() => new(Settings, TimeProvider.System, NullLogger<Database>.Instance);

    /// <summary>A migrator with the scripts given, or with those that are built in.</summary>
    public Migrator Migrator(params MigrationScript[] scripts) => MigratorOf(Database, scripts);

    public static Migrator MigratorOf(Database database, params MigrationScript[] scripts) =>
        new(
            database,
            scripts.Length > 0 ? scripts : MigrationCatalogue.Of(database.Dialect),
            NullLogger<Migrator>.Instance);

    /// <summary>Applies the migrations that are built in.</summary>
    public async Task MigrateAsync()
    {
        Database.Prepare();
        await Migrator().ApplyAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        _folder?.Dispose();
    }
}
