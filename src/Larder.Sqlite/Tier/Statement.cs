using SQLitePCL;
using static SQLitePCL.raw;

namespace Larder.Sqlite.Tier;

/// <summary>One statement, prepared once for its connection and run many times. For one thread at a time, like the connection.</summary>
internal sealed class Statement(FileConnection connection, sqlite3_stmt handle) : IDisposable
{
    public void Dispose() => handle.Dispose();

    internal Statement Bind(int index, long value) => Checked(sqlite3_bind_int64(handle, index, value));

    internal Statement Bind(int index, long? value) =>
        Checked(value is null ? sqlite3_bind_null(handle, index) : sqlite3_bind_int64(handle, index, value.Value));

    internal Statement Bind(int index, ReadOnlySpan<byte> value) => Checked(sqlite3_bind_blob(handle, index, value));

    internal Statement Bind(int index, string value) => Checked(sqlite3_bind_text(handle, index, value));

    /// <summary>Goes to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    internal bool Step()
    {
        var code = sqlite3_step(handle);
        if (code == SQLITE_ROW)
        {
            return true;
        }

        if (code != SQLITE_DONE)
        {
            throw connection.Fault(code);
        }

        return false;
    }

    /// <summary>Ends the statement, and with it the lock that a read holds.</summary>
    internal void Reset() => sqlite3_reset(handle);

    /// <summary>Runs a statement that has no rows to look at.</summary>
    /// <returns>How many rows it touched.</returns>
    internal int Run()
    {
        try
        {
            while (Step())
            {
            }

            return connection.Changes;
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>The number in the first column of the first row; null when there is no row or no number.</summary>
    internal long? RunForNumber()
    {
        try
        {
            return Step() && !IsNull(0) ? Number(0) : null;
        }
        finally
        {
            Reset();
        }
    }

    internal long Number(int column) => sqlite3_column_int64(handle, column);

    internal long? NumberOrNull(int column) => IsNull(column) ? null : Number(column);

    internal bool IsNull(int column) => sqlite3_column_type(handle, column) == SQLITE_NULL;

    internal string Text(int column) => sqlite3_column_text(handle, column).utf8_to_string() ?? "";

    /// <summary>The bytes of a column, which are the statement's until it steps or ends.</summary>
    internal ReadOnlySpan<byte> Blob(int column) => sqlite3_column_blob(handle, column);

    private Statement Checked(int code) => code == SQLITE_OK ? this : throw connection.Fault(code);
}
