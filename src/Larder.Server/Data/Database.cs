using System.Data.Common;
using Larder.Server.Configuration;

namespace Larder.Server.Data;

/// <summary>The one database of the server: the front door for every slice that keeps rows.</summary>
/// <remarks>
/// <para>
/// A slice writes a small repository: its statements as constants at the top, a method for each, no state.
/// </para>
/// <code>
/// internal sealed class PayloadRows(Database database)
/// {
///     private static readonly SqlText FindOutput = SqlText.Of(
///         "SELECT output_payload FROM cache_payloads WHERE payload_id = @id");
///
///     private static readonly SqlText Insert = SqlText.Of(
///         "INSERT INTO cache_payloads (payload_id, input_payload, output_payload) VALUES (@id, @input, @output) "
///         + "ON CONFLICT (payload_id) DO NOTHING");
///
///     public Task&lt;string?> FindOutputAsync(string id, CancellationToken cancel) =>
///         database.FindAsync(FindOutput.With(("id", id)), row => row.GetString(0), cancel);
///
///     public Task InsertAsync(string id, string input, string output, CancellationToken cancel) =>
///         database.ExecuteAsync(Insert.With(("id", id), ("input", input), ("output", output)), cancel);
/// }
/// </code>
/// <para>
/// Several statements that belong together go through <see cref="WriteAsync"/>, which puts a transaction around them,
/// or <see cref="ReadAsync"/>, which lends one connection. The tables come from migrations: one numbered file for each
/// engine under <c>Data/Migrations</c>.
/// </para>
/// <para>
/// Work that was interrupted (the server restarted, a deadlock) is done once more, so it must have no effect but on the
/// database. Only a commit is never repeated: when it fails, nobody knows whether it happened. Whatever keeps the
/// database from being used ends as <see cref="DatabaseUnavailableException"/>; a violated constraint or a wrong
/// statement passes as the driver threw it; cancellation as <see cref="OperationCanceledException"/>.
/// </para>
/// <para>
/// Any number of callers may use it at once. SQLite has one writer at a time: they queue here, not in the file.
/// </para>
/// </remarks>
internal sealed class Database : IAsyncDisposable
{
    /// <summary>How often interrupted work is begun in all.</summary>
    public const int AttemptsMax = 2;

    /// <summary>How long a probe waits for an answer.</summary>
    public static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(2);

    // SQLite answers a constant without a look at its file.
    private static readonly SqlText Ping = SqlText.Of(
        sqlite: "SELECT count(*) FROM sqlite_master", postgreSql: "SELECT 1");

    private readonly IDatabaseEngine _engine;
    private readonly SessionRules _rules;
    private readonly TimeProvider _time;
    private readonly ILogger _log;

    public Database(DatabaseSettings settings, TimeProvider time, ILogger<Database> log)
    {
        _engine = settings.Address switch
        {
            SqliteAddress sqlite => new SqliteEngine(sqlite, settings),
            PostgresAddress postgres => new PostgresEngine(postgres, settings),
            _ => throw new ArgumentException($"No engine for {settings.Address}.", nameof(settings)),
        };
        Meter = new DatabaseMeter(settings, time, log);
        _rules = new SessionRules(_engine.Dialect, settings.CommandTimeout, settings.Echo, log, Meter);
        _time = time;
        _log = log;
    }

    public SqlDialect Dialect => _engine.Dialect;

    /// <summary>What it has done and how long that took.</summary>
    internal DatabaseMeter Meter { get; }

    /// <summary>Where it is, without the password.</summary>
    public string Address => _engine.Address;

    /// <summary>Whether a look at the database would find one, so that a look need not make one.</summary>
    internal bool Exists => _engine.Exists;

    /// <summary>The first row of a query, or null.</summary>
    public Task<T?> FindAsync<T>(SqlStatement statement, Func<DbDataReader, T> read, CancellationToken cancel)
        where T : class =>
        ReadAsync(session => session.FindAsync(statement, read), cancel);

    /// <summary>All rows of a query, which has to bound their number.</summary>
    public Task<IReadOnlyList<T>> ListAsync<T>(
        SqlStatement statement, Func<DbDataReader, T> read, CancellationToken cancel) =>
        ReadAsync(session => session.ListAsync(statement, read), cancel);

    /// <summary>The number that a query such as <c>SELECT count(*)</c> gives.</summary>
    public Task<long> CountAsync(SqlStatement statement, CancellationToken cancel) =>
        ReadAsync(session => session.CountAsync(statement), cancel);

    /// <summary>One statement that writes, in a transaction of its own; returns how many rows it touched.</summary>
    public Task<int> ExecuteAsync(SqlStatement statement, CancellationToken cancel) =>
        WriteAsync(session => session.ExecuteAsync(statement), cancel);

    /// <summary>Lends a connection for work that only reads.</summary>
    public Task<T> ReadAsync<T>(Func<DatabaseSession, Task<T>> work, CancellationToken cancel) =>
        AttemptAsync(async () =>
        {
            await using var connection = await OpenAsync(cancel);
            using var use = Meter.Use();
            return await work(new DatabaseSession(connection, transaction: null, _rules, cancel));
        });

    /// <summary>Lends a connection with a transaction around the work: all of it happens, or nothing.</summary>
    public Task<T> WriteAsync<T>(Func<DatabaseSession, Task<T>> work, CancellationToken cancel) =>
        WriteAsync(work, _rules, cancel);

    /// <summary>Asks whether the database answers. Never throws but for cancellation.</summary>
    public async Task<DatabaseHealth> ProbeAsync(CancellationToken cancel)
    {
        var began = _time.GetTimestamp();
        using var limit = new CancellationTokenSource(ProbeLimit, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            await CountAsync(Ping, both.Token).WaitAsync(both.Token);
            return new DatabaseHealth(IsUp: true, _time.GetElapsedTime(began), Fault: null);
        }
        catch (DatabaseUnavailableException fault)
        {
            return new DatabaseHealth(IsUp: false, _time.GetElapsedTime(began), fault.Message);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            var silence = $"{Address} did not answer within {ProbeLimit.TotalSeconds} seconds.";
            return new DatabaseHealth(IsUp: false, _time.GetElapsedTime(began), silence);
        }
    }

    public ValueTask DisposeAsync()
    {
        Meter.Dispose();
        return _engine.DisposeAsync();
    }

    /// <summary>Makes what the engine needs before its first connection, such as the folder of the file.</summary>
    internal void Prepare()
    {
        try
        {
            _engine.Prepare();
        }
        catch (Exception fault) when (_engine.Judge(fault) != DatabaseFault.None)
        {
            throw Unavailable(fault);
        }
    }

    /// <summary>A transaction whose statements may take longer than those of a request.</summary>
    internal Task<T> WriteAsync<T>(
        Func<DatabaseSession, Task<T>> work, TimeSpan commandTimeout, CancellationToken cancel) =>
        WriteAsync(work, _rules with { CommandTimeout = commandTimeout }, cancel);

    /// <summary>Whether an exception speaks of the statement, and not of the state of the database.</summary>
    internal bool IsStatementFault(DbException fault) => _engine.Judge(fault) == DatabaseFault.None;

    private Task<T> WriteAsync<T>(
        Func<DatabaseSession, Task<T>> work, SessionRules rules, CancellationToken cancel) =>
        AttemptAsync(async () =>
        {
            using var turn = await _engine.EnterWriteAsync(cancel);
            await using var connection = await OpenAsync(cancel);
            using var use = Meter.Use();
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            var result = await work(new DatabaseSession(connection, transaction, rules, cancel));
            await CommitAsync(transaction);
            return result;
        });

    private async ValueTask<DbConnection> OpenAsync(CancellationToken cancel)
    {
        var began = _time.GetTimestamp();
        var connection = await _engine.Source.OpenConnectionAsync(cancel);
        Meter.Opened(_time.GetElapsedTime(began));
        return connection;
    }

    private async Task<T> AttemptAsync<T>(Func<Task<T>> work)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await work();
            }
            catch (Exception fault) when (MayHelpAgain(fault, attempt))
            {
                DataLog.SecondAttempt(_log, Address, fault.Message);
            }
            catch (Exception fault) when (_engine.Judge(fault) != DatabaseFault.None)
            {
                throw Unavailable(fault);
            }
        }
    }

    private bool MayHelpAgain(Exception fault, int attempt) =>
        attempt < AttemptsMax && _engine.Judge(fault) == DatabaseFault.Interrupted;

    private async Task CommitAsync(DbTransaction transaction)
    {
        try
        {
            // From here on the caller's change of mind comes too late: half a commit helps nobody.
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (Exception fault) when (_engine.Judge(fault) != DatabaseFault.None)
        {
            throw new DatabaseUnavailableException(
                $"The database {Address} was lost during a commit, which may or may not have happened: "
                + OneLine(fault), mayPass: true, fault);
        }
    }

    private DatabaseUnavailableException Unavailable(Exception fault)
    {
        Meter.CountFault();
        var mayPass = _engine.Judge(fault) != DatabaseFault.Refused;
        var verb = mayPass ? "is not available" : "refuses to work";
        return new DatabaseUnavailableException($"The database {Address} {verb}: {OneLine(fault)}", mayPass, fault);
    }

    private static string OneLine(Exception fault)
    {
        var text = fault.Message.ReplaceLineEndings(" ").Trim();
        return text.EndsWith('.') ? text : $"{text}.";
    }
}
