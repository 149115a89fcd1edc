namespace Larder.Server.Data;

/// <summary>The log lines of this room; their ids are from 2000 to 2099.</summary>
internal static partial class DataLog
{
    [LoggerMessage(2000, LogLevel.Information, "SQL: {Statement}")]
    public static partial void Statement(ILogger log, string statement);

    [LoggerMessage(2001, LogLevel.Warning, "The work on {Address} was interrupted ({Cause}); doing it once more")]
    public static partial void SecondAttempt(ILogger log, string address, string cause);

    [LoggerMessage(2002, LogLevel.Warning, "{Fault} Trying again for up to {Seconds} seconds")]
    public static partial void Waiting(ILogger log, string fault, int seconds);

    [LoggerMessage(2003, LogLevel.Information, "Applied migration {Migration} to {Address}")]
    public static partial void Applied(ILogger log, string migration, string address);

    [LoggerMessage(2005, LogLevel.Warning, "The statement {Statement} took {Milliseconds} ms")]
    public static partial void Slow(ILogger log, string statement, long milliseconds);

    [LoggerMessage(2004, LogLevel.Information, "The database is {Address}; its schema is at {Migration}")]
    public static partial void Ready(ILogger log, string address, string migration);

    [LoggerMessage(2005, LogLevel.Error, "{Path} could not be answered. {Fault}")]
    public static partial void Outage(ILogger log, string path, string fault);
}
