using System.Diagnostics.CodeAnalysis;
using SQLitePCL;
using static SQLitePCL.raw;

namespace Larder.Sqlite.Tier;

/// <summary>One connection to the file. For one thread at a time: SQLite's own lock is left out.</summary>
internal sealed class FileConnection : IDisposable
{
    private readonly sqlite3 _handle;
    private readonly string _what;
    private readonly List<Statement> _statements = [];

    static FileConnection() => Batteries_V2.Init();

    private FileConnection(sqlite3 handle, string file, string what)
    {
        _handle = handle;
        File = file;
        _what = what;
    }

    /// <summary>The name of the file, without its folder.</summary>
    internal string File { get; }

    /// <summary>How many rows the latest statement touched.</summary>
    internal int Changes => sqlite3_changes(_handle);

    /// <summary>Opens the file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="busyTimeout">How long to wait for the lock of another process.</param>
    /// <param name="what">What faults say could not be done: read, written.</param>
    /// <param name="ifMissing">Whether a file that is not there is made.</param>
    internal static FileConnection Open(string path, TimeSpan busyTimeout, string what, FileMode ifMissing = FileMode.Open)
    {
        var file = Path.GetFileName(path);
        var create = ifMissing == FileMode.OpenOrCreate ? SQLITE_OPEN_CREATE : 0;
        var code = sqlite3_open_v2(path, out var handle, SQLITE_OPEN_READWRITE | create | SQLITE_OPEN_NOMUTEX, null);
        if (code != SQLITE_OK)
        {
            handle?.Dispose();
            throw Throw.Fault(file, "opened", code, sqlite3_errstr(code).utf8_to_string());
        }

        sqlite3_busy_timeout(handle, (int)busyTimeout.TotalMilliseconds);
        return new FileConnection(handle, file, what);
    }

    /// <summary>Prepares a statement, which is disposed with the connection.</summary>
    internal Statement Prepare([ConstantExpected] string sql)
    {
        var code = sqlite3_prepare_v2(_handle, sql, out var handle);
        if (code != SQLITE_OK)
        {
            throw Fault(code);
        }

        var statement = new Statement(this, handle);
        _statements.Add(statement);
        return statement;
    }

    /// <summary>Runs statements once.</summary>
    internal void Execute(string sql)
    {
        var code = sqlite3_exec(_handle, sql);
        if (code != SQLITE_OK)
        {
            throw Fault(code);
        }
    }

    /// <summary>What a code of SQLite means, as an exception without data of the file in it.</summary>
    internal CacheFileException Fault(int code)
    {
        var extended = sqlite3_extended_errcode(_handle);
        return Throw.Fault(File, _what, (extended & 0xFF) == (code & 0xFF) ? extended : code, sqlite3_errstr(code).utf8_to_string());
    }

    public void Dispose()
    {
        foreach (var statement in _statements)
        {
            statement.Dispose();
        }

        _handle.Dispose();
    }
}
