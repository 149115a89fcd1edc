using System.Data.Common;
using Larder.Server.Configuration;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Larder.Server.Data;

/// <summary>A database in one file: no server, one writer at a time, readers beside it.</summary>
/// <remarks>
/// Invariants. At most one transaction of this process writes: whoever holds the one place of the gate. The gate is
/// entered before a connection is opened and left after the transaction is over. Other processes are held off by the
/// file's own lock, for which the engine waits inside SQLite.
/// </remarks>
internal sealed class SqliteEngine : IDatabaseEngine
{
    /// <summary>How long SQLite waits for the lock of another process before it says that it is busy.</summary>
    private static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(5);

    private readonly SqliteAddress _address;
    private readonly TimeSpan _turnTimeout;
    private readonly SqliteDataSource _source;

    // A queue here, because the driver's own way to wait for a writer is to put a thread of the pool to sleep.
    private readonly SemaphoreSlim _writer = new(initialCount: 1, maxCount: 1);

    public SqliteEngine(SqliteAddress address, DatabaseSettings settings)
    {
        _address = address;
        _turnTimeout = settings.CommandTimeout;
        var connection = new SqliteConnectionStringBuilder
        {
            DataSource = address.File,
            Mode = SqliteOpenMode.ReadWriteCreate,
            DefaultTimeout = (int)Math.Ceiling(settings.CommandTimeout.TotalSeconds),
            ForeignKeys = true,
        };
        _source = new SqliteDataSource(connection.ToString(), Shorter(BusyTimeout, settings.CommandTimeout));
    }

    public SqlDialect Dialect => SqlDialect.Sqlite;

    public string Address => _address.Display;

    public DbDataSource Source => _source;

    public bool Exists => File.Exists(_address.File);

    public void Prepare()
    {
        MakeFolder(Path.GetDirectoryName(_address.File)!);
        using var connection = _source.OpenConnection();
        using var command = connection.CreateCommand();
        // Written into the file: from now on readers do not wait for the writer, in any process.
        command.CommandText = "PRAGMA journal_mode = WAL";
        command.ExecuteNonQuery();
    }

    public async ValueTask<IDisposable?> EnterWriteAsync(CancellationToken cancel)
    {
        if (await _writer.WaitAsync(_turnTimeout, cancel))
            return new WriterTurn(_writer);

        throw new DatabaseUnavailableException(
            $"The database {Address} is busy: no turn to write came within {_turnTimeout.TotalSeconds} seconds.",
            mayPass: true);
    }

    public DatabaseFault Judge(Exception fault) => fault switch
    {
        SqliteException sqlite => Judge(sqlite.SqliteErrorCode),
        _ => DatabaseFault.None,
    };

    public ValueTask DisposeAsync()
    {
        _writer.Dispose();
        return _source.DisposeAsync();
    }

    private void MakeFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseUnavailableException(
                $"The database {Address} refuses to work: its folder cannot be made. {fault.Message}",
                mayPass: false, fault);
        }
    }

    private static DatabaseFault Judge(int code) => code switch
    {
        SQLITE_BUSY or SQLITE_LOCKED or SQLITE_IOERR or SQLITE_FULL or SQLITE_NOMEM => DatabaseFault.Unavailable,
        SQLITE_CANTOPEN or SQLITE_READONLY or SQLITE_PERM or SQLITE_AUTH => DatabaseFault.Refused,
        SQLITE_NOTADB or SQLITE_CORRUPT => DatabaseFault.Refused,
        _ => DatabaseFault.None,
    };

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
