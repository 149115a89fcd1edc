using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Larder.Server.Data;

/// <summary>Opens connections to one file of SQLite, pooled by the driver, each with the settings we rely on.</summary>
internal sealed class SqliteDataSource(string connectionString, TimeSpan busyTimeout) : DbDataSource
{
    public override string ConnectionString => connectionString;

    protected override DbConnection CreateDbConnection() => new SqliteConnection(connectionString);

    protected override DbConnection OpenDbConnection()
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            // By a call and not by a statement, because it is made for every piece of work. What else we rely on is the
            // engine's default: synchronous = FULL, by which a commit that was acknowledged survives a loss of power.
            raw.sqlite3_busy_timeout(connection.Handle, (int)busyTimeout.TotalMilliseconds);
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
