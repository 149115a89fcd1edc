namespace Larder.Server.Data;

/// <summary>What holds for every statement of a session.</summary>
internal sealed record SessionRules(SqlDialect Dialect, TimeSpan CommandTimeout, bool Echo, ILogger Log, DatabaseMeter Meter);
