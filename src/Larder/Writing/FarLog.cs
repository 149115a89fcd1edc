using Larder.Serialization;
using Microsoft.Extensions.Logging;

namespace Larder.Writing;

/// <summary>What is said of the tier beyond the memory of one cache; without keys, unless they may be seen.</summary>
internal sealed partial class FarLog(ILogger logger, string cache, LogKeys keys)
{
    private const string Hidden = "(redacted)";

    internal void Damaged(string key, Exception? error)
    {
        var shown = Shown(key);
        Damaged(logger, cache, shown, keys == LogKeys.Show ? error : null); // its text may quote the value
    }

    internal void Unusable(string key, PayloadVerdict verdict)
    {
        var shown = Shown(key);
        Unusable(logger, cache, shown, verdict);
    }

    internal void TooLarge(string key)
    {
        var shown = Shown(key);
        TooLarge(logger, cache, shown);
    }

    internal void NotSerialized(string key, Exception error)
    {
        var shown = Shown(key);
        NotSerialized(logger, cache, shown, keys == LogKeys.Show ? error : null);
    }

    internal void StillOwed(int count) => StillOwed(logger, cache, count);

    internal void Settled() => Settled(logger, cache);

    private string Shown(string key) => keys == LogKeys.Show ? key : Hidden;

    [LoggerMessage(EventId = 2002, Level = LogLevel.Critical, Message = "The tier of cache {Cache} held bytes under {Key} that are no value; they are removed")]
    private static partial void Damaged(ILogger logger, string cache, string key, Exception? error);

    [LoggerMessage(EventId = 2003, Level = LogLevel.Debug, Message = "The tier of cache {Cache} holds something under {Key} that this cache does not read: {Verdict}")]
    private static partial void Unusable(ILogger logger, string cache, string key, PayloadVerdict verdict);

    [LoggerMessage(EventId = 2004, Level = LogLevel.Warning, Message = "The value of {Key} in cache {Cache} is larger than CacheOptions.MaxPayloadBytes and stays in memory")]
    private static partial void TooLarge(ILogger logger, string cache, string key);

    [LoggerMessage(EventId = 2006, Level = LogLevel.Debug, Message = "Cache {Cache} still has {Count} changes that its tier did not take")]
    private static partial void StillOwed(ILogger logger, string cache, int count);

    [LoggerMessage(EventId = 2007, Level = LogLevel.Information, Message = "The tier of cache {Cache} has taken all changes that it had missed")]
    private static partial void Settled(ILogger logger, string cache);

    [LoggerMessage(EventId = 2008, Level = LogLevel.Error, Message = "The value of {Key} in cache {Cache} cannot be serialised and stays in memory")]
    private static partial void NotSerialized(ILogger logger, string cache, string key, Exception? error);
}
