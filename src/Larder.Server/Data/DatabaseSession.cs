using System.Data.Common;

namespace Larder.Server.Data;

/// <summary>One connection, lent for one piece of work, with the transaction around it if there is one.</summary>
/// <remarks>Not for several threads, and not to be kept: it is over when the work returns.</remarks>
internal sealed class DatabaseSession
{
    private readonly DbConnection _connection;
    private readonly DbTransaction? _transaction;
    private readonly SessionRules _rules;
    private readonly CancellationToken _cancel;

    internal DatabaseSession(
        DbConnection connection, DbTransaction? transaction, SessionRules rules, CancellationToken cancel)
    {
        _connection = connection;
        _transaction = transaction;
        _rules = rules;
        _cancel = cancel;
    }

    public SqlDialect Dialect => _rules.Dialect;

    /// <summary>The first row, or null.</summary>
    public async Task<T?> FindAsync<T>(SqlStatement statement, Func<DbDataReader, T> read)
        where T : class
    {
        using var timing = _rules.Meter.Time(statement.Text);
        await using var command = Command(statement);
        await using var rows = await command.ExecuteReaderAsync(_cancel);
        return await rows.ReadAsync(_cancel) ? read(rows) : null;
    }

    /// <summary>All rows. The statement has to bound their number.</summary>
    public async Task<IReadOnlyList<T>> ListAsync<T>(SqlStatement statement, Func<DbDataReader, T> read)
    {
        using var timing = _rules.Meter.Time(statement.Text);
        await using var command = Command(statement);
        await using var rows = await command.ExecuteReaderAsync(_cancel);
        var list = new List<T>();
        while (await rows.ReadAsync(_cancel))
            list.Add(read(rows));
        return list;
    }

    /// <summary>The number in the first column of the first row, as <c>SELECT count(*)</c> gives it.</summary>
    public async Task<long> CountAsync(SqlStatement statement)
    {
        using var timing = _rules.Meter.Time(statement.Text);
        await using var command = Command(statement);
        return Convert.ToInt64(await command.ExecuteScalarAsync(_cancel));
    }

    /// <summary>Executes, and returns how many rows were inserted, updated or deleted.</summary>
    public async Task<int> ExecuteAsync(SqlStatement statement)
    {
        using var timing = _rules.Meter.Time(statement.Text);
        await using var command = Command(statement);
        return await command.ExecuteNonQueryAsync(_cancel);
    }

    /// <summary>Executes the text of a migration, which may hold many statements.</summary>
    internal async Task ExecuteScriptAsync(string script)
    {
        await using var command = Command(script);
        await command.ExecuteNonQueryAsync(_cancel);
    }

    private DbCommand Command(SqlStatement statement)
    {
        var command = Command(statement.Text.In(_rules.Dialect));
        foreach (var (name, value) in statement.Values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@{name}";
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private DbCommand Command(string text)
    {
        var command = _connection.CreateCommand();
        command.CommandText = text;
        command.Transaction = _transaction;
        command.CommandTimeout = (int)Math.Ceiling(_rules.CommandTimeout.TotalSeconds);
        if (_rules.Echo)
            DataLog.Statement(_rules.Log, text);
        return command;
    }
}
