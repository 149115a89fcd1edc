using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Larder.Server.Data;

/// <summary>Opens connections to one file of SQLite, pooled by the driver, each with the settings we rely on.</summary>
internal sealed class SqliteDataSource(string connectionString, TimeSpan busyTimeout) : DbDataSource
{
    // FULL, so that a commit that was acknowledged survives even a loss of power. It costs one fsync for each commit.
    private readonly string _settings =
        $"PRAGMA busy_timeout = {(int)busyTimeout.TotalMilliseconds}; PRAGMA synchronous = FULL;";

    public override string ConnectionString => connectionString;

    protected override DbConnection CreateDbConnection() => new SqliteConnection(connectionString);

    protected override DbConnection OpenDbConnection()
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = _settings;
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // There is no asynchronous file access below this driver, so there is nothing to await.
    protected override ValueTask<DbConnection> OpenDbConnectionAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(OpenDbConnection());
    }

    protected override void Dispose(bool disposing)
    {
        // Pooled connections hold the file open, and a folder that is to be removed must be free of them.
        using (var connection = new SqliteConnection(connectionString))
            SqliteConnection.ClearPool(connection);
        base.Dispose(disposing);
    }
}
