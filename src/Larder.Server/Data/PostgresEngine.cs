using System.Data.Common;
using Larder.Server.Configuration;
using Npgsql;

namespace Larder.Server.Data;

/// <summary>A database of a PostgreSQL server, through a pool of connections.</summary>
internal sealed class PostgresEngine : IDatabaseEngine
{
    private readonly PostgresAddress _address;
    private readonly NpgsqlDataSource _source;

    public PostgresEngine(PostgresAddress address, DatabaseSettings settings)
    {
        _address = address;
        var connection = new NpgsqlConnectionStringBuilder
        {
            Host = address.Host,
            Port = address.Port,
            Database = address.Name,
            Username = address.User,
            Password = address.Password,
            ApplicationName = address.ApplicationName ?? "larder",
            Timeout = (int)Math.Ceiling(settings.ConnectTimeout.TotalSeconds),
            CommandTimeout = (int)Math.Ceiling(settings.CommandTimeout.TotalSeconds),
            MaxPoolSize = settings.PoolSize,
            // The driver must not repeat the password of its connection string to anybody.
            PersistSecurityInfo = false,
            // An idle connection that a firewall has dropped is noticed here and not by a request.
            KeepAlive = 30,
        };
        if (address.SslMode is { } mode)
            connection.SslMode = PostgresSslMode.Parse(mode);
        _source = NpgsqlDataSource.Create(connection);
    }

    public SqlDialect Dialect => SqlDialect.PostgreSql;

    public string Address => _address.Display;

    public DbDataSource Source => _source;

    public bool Exists => true;

    public void Prepare()
    {
        // The database itself is made by whoever runs the server.
    }

    public ValueTask<IDisposable?> EnterWriteAsync(CancellationToken cancel) => default;

    public DatabaseFault Judge(Exception fault) => fault switch
    {
        PostgresException postgres => Judge(postgres.SqlState),
        NpgsqlException { InnerException: IOException } => DatabaseFault.Interrupted,
        NpgsqlException { IsTransient: true } => DatabaseFault.Unavailable,
        NpgsqlException => DatabaseFault.Refused,
        _ => DatabaseFault.None,
    };

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private static DatabaseFault Judge(string state) => state switch
    {
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown => DatabaseFault.Interrupted,
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => DatabaseFault.Interrupted,
        PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.QueryCanceled => DatabaseFault.Unavailable,
        PostgresErrorCodes.InvalidCatalogName => DatabaseFault.Refused,
        _ => JudgeClass(state),
    };

    // The first two signs of a state are its class: 08 connection, 28 authorization, 53 resources, 58 system.
    private static DatabaseFault JudgeClass(string state) => state[..2] switch
    {
        "08" or "53" or "58" => DatabaseFault.Unavailable,
        "28" => DatabaseFault.Refused,
        _ => DatabaseFault.None,
    };
}
