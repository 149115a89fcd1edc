namespace Larder.Server.Data;

/// <summary>The two engines whose SQL we write.</summary>
internal enum SqlDialect
{
    Sqlite,
    PostgreSql,
}
