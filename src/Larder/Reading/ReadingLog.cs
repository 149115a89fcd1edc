using Microsoft.Extensions.Logging;

namespace Larder.Reading;

/// <summary>What the read path has to say. Nothing on a hit; what a caller is told anyhow, at Debug.</summary>
internal static partial class ReadingLog
{
    [LoggerMessage(EventId = 1001, Level = LogLevel.Debug, Message = "A load of cache {Cache} failed")]
    internal static partial void LoadFailed(ILogger logger, string cache, Exception error);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Warning, Message = "A value of cache {Cache} is too big to be kept: {Reason}")]
    internal static partial void TooBigToKeep(ILogger logger, string cache, string reason);
}
