using System.Data.Common;
using Larder.Server.Configuration;

namespace Larder.Server.Data.Migrations;

/// <summary>Brings a database to the schema that this version of Larder works with.</summary>
/// <remarks>
/// Each migration is one transaction: take the lock, read what is applied, execute the next, remember it, commit. So
/// several processes may start at once and each step happens once; a step that fails leaves nothing behind; and the
/// steps before it stay. SQLite needs no further lock, as a writing transaction there excludes every other.
/// </remarks>
internal sealed class Migrator(Database database, IReadOnlyList<MigrationScript> scripts, ILogger<Migrator> log)
{
    /// <summary>How long one statement of a migration may take, the wait for another process included.</summary>
    public static readonly TimeSpan StatementLimit = TimeSpan.FromMinutes(10);

    private static readonly SqlText Lock = SqlText.Of(
        sqlite: "SELECT 1",
        // An arbitrary number that nobody else uses: "larder" in ASCII. It is given back when the transaction ends.
        postgreSql: "SELECT count(*) FROM pg_advisory_xact_lock(119165786809714)");

    private static readonly SqlText CreateTable = SqlText.Of(
        sqlite: """
            CREATE TABLE IF NOT EXISTS larder_migrations (
                number INTEGER PRIMARY KEY,
                name TEXT NOT NULL,
                checksum TEXT NOT NULL,
                applied_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')))
            """,
        postgreSql: """
            CREATE TABLE IF NOT EXISTS larder_migrations (
                number integer PRIMARY KEY,
                name text NOT NULL,
                checksum text NOT NULL,
                applied_at timestamptz NOT NULL DEFAULT now())
            """);

    private static readonly SqlText TableExists = SqlText.Of(
        sqlite: "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'larder_migrations'",
        postgreSql: "SELECT count(*) FROM pg_class WHERE oid = to_regclass('larder_migrations')");

    private static readonly SqlText ListApplied = SqlText.Of(
        "SELECT number, name, checksum, applied_at FROM larder_migrations ORDER BY number");

    private static readonly SqlText Remember = SqlText.Of(
        "INSERT INTO larder_migrations (number, name, checksum) VALUES (@number, @name, @checksum)");

    /// <summary>Applies what is pending, one after the other, and returns the names.</summary>
    public async Task<IReadOnlyList<string>> ApplyAsync(CancellationToken cancel)
    {
        var applied = new List<string>();
        while (await ApplyNextAsync(cancel) is { } script)
        {
            DataLog.Applied(log, script.Name, database.Address);
            applied.Add(script.Name);
        }

        return applied;
    }

    /// <summary>Tells where each migration stands, and changes nothing: not even an empty file is made.</summary>
    public async Task<MigrationPlan> PlanAsync(CancellationToken cancel)
    {
        if (!database.Exists)
            return new MigrationPlan(scripts, []);

        return await database.ReadAsync(
            async session =>
            {
                var known = await session.CountAsync(TableExists) > 0;
                return new MigrationPlan(scripts, known ? await session.ListAsync(ListApplied, Read) : []);
            },
            cancel);
    }

    private Task<MigrationScript?> ApplyNextAsync(CancellationToken cancel) =>
        database.WriteAsync(
            async session =>
            {
                await session.CountAsync(Lock);
                await session.ExecuteAsync(CreateTable);
                var plan = new MigrationPlan(scripts, await session.ListAsync(ListApplied, Read));
                plan.ThrowIfFaulty();
                if (plan.Next is { } script)
                    await ApplyAsync(session, script);
                return plan.Next;
            },
            StatementLimit,
            cancel);

    private async Task ApplyAsync(DatabaseSession session, MigrationScript script)
    {
        try
        {
            await session.ExecuteScriptAsync(script.Text);
            await session.ExecuteAsync(Remember.With(
                ("number", script.Number), ("name", script.Name), ("checksum", script.Checksum)));
        }
        catch (DbException fault) when (database.IsStatementFault(fault))
        {
            var reason = fault.Message.ReplaceLineEndings(" ");
            throw new StartRefusedException(
                $"The migration {script.Name} failed and was rolled back: {reason}", fault);
        }
    }

    private static AppliedMigration Read(DbDataReader row) =>
        new(row.GetInt32(0), row.GetString(1), row.GetString(2), row.GetFieldValue<DateTimeOffset>(3));
}
