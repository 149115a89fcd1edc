namespace Larder.Server.Health;

/// <summary>The log lines of this room; their ids are from 2100 to 2199.</summary>
internal static partial class HealthLog
{
    [LoggerMessage(2100, LogLevel.Information, "GET /health asked", EventName = "HealthAsked")]
    public static partial void Asked(ILogger log);

    [LoggerMessage(2101, LogLevel.Warning, "Not ready: {Reasons}", EventName = "NotReady")]
    public static partial void NotReady(ILogger log, string reasons);

    [LoggerMessage(2102, LogLevel.Warning, "The database does not answer: {Fault}", EventName = "DatabaseDown")]
    public static partial void DatabaseDown(ILogger log, string fault);
}
