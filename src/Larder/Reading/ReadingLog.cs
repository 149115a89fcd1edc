using Microsoft.Extensions.Logging;

namespace Larder.Reading;

/// <summary>What the read path has to say. Nothing on a hit; what a caller is told anyhow, at Debug.</summary>
internal static partial class ReadingLog
{
    /// <summary>Tells of a factory that threw; without its words where these have the key and keys are to be redacted.</summary>
    internal static void LoadFailed(ILogger logger, string cache, string key, LogKeys keys, Exception error)
    {
        if (!logger.IsEnabled(LogLevel.Debug))
        {
            return;
        }

        if (keys == LogKeys.Show)
        {
            LoadOfKeyFailed(logger, cache, key, error);
        }
        else if (error.ToString().Contains(key, StringComparison.Ordinal))
        {
            var kind = error.GetType().Name;
            LoadFailedWith(logger, cache, kind);
        }
        else
        {
            LoadFailed(logger, cache, error);
        }
    }

    internal static void TooBigToKeep(ILogger logger, string cache, string key, LogKeys keys, string reason) =>
        TooBigToKeep(
            logger, cache, keys == LogKeys.Show ? reason : reason.Replace($"\"{key}\"", "a key", StringComparison.Ordinal));

    [LoggerMessage(EventId = 1001, Level = LogLevel.Debug, Message = "A load of cache {Cache} failed")]
    private static partial void LoadFailed(ILogger logger, string cache, Exception error);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Warning, Message = "A value of cache {Cache} is too big to be kept: {Reason}")]
    private static partial void TooBigToKeep(ILogger logger, string cache, string reason);

    [LoggerMessage(EventId = 1003, Level = LogLevel.Debug, Message = "The load of {Key} in cache {Cache} failed")]
    private static partial void LoadOfKeyFailed(ILogger logger, string cache, string key, Exception error);

    [LoggerMessage(
        EventId = 1004,
        Level = LogLevel.Debug,
        Message = "A load of cache {Cache} failed with {Error}, whose text has the key and is redacted")]
    private static partial void LoadFailedWith(ILogger logger, string cache, string error);
}
