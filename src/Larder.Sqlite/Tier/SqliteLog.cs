using Microsoft.Extensions.Logging;

namespace Larder.Sqlite.Tier;

/// <summary>What the file tier has to say.</summary>
internal static partial class SqliteLog
{
    [LoggerMessage(
        EventId = 8001,
        Level = LogLevel.Information,
        Message = "The cache file {File} is open, of at most {MaxBytes} bytes; changes by other processes are polled and heard of within {Delay} ms")]
    internal static partial void Opened(ILogger logger, string file, long maxBytes, double delay);

    [LoggerMessage(
        EventId = 8006,
        Level = LogLevel.Information,
        Message = "The cache file {File} is open, of at most {MaxBytes} bytes, for this process alone")]
    internal static partial void OpenedAlone(ILogger logger, string file, long maxBytes);

    [LoggerMessage(
        EventId = 8002,
        Level = LogLevel.Warning,
        Message = "The cache file {File} was damaged and is now called {Aside}; the cache begins empty. {Fault}")]
    internal static partial void Damaged(ILogger logger, string file, string aside, string fault);

    [LoggerMessage(
        EventId = 8003,
        Level = LogLevel.Warning,
        Message = "The cache file {File} cannot be asked for the changes of other processes; memory is not believed until it can. {Fault}")]
    internal static partial void FeedLost(ILogger logger, string file, string fault);

    [LoggerMessage(EventId = 8004, Level = LogLevel.Information, Message = "The cache file {File} tells of the changes of other processes again")]
    internal static partial void FeedRestored(ILogger logger, string file);

    [LoggerMessage(EventId = 8005, Level = LogLevel.Warning, Message = "The cache file {File} has been deleted while it was used; another one is made when it is needed")]
    internal static partial void Deleted(ILogger logger, string file);
}
