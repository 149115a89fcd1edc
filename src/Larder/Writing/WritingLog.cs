using Larder.Invalidation;
using Microsoft.Extensions.Logging;

namespace Larder.Writing;

/// <summary>What the write path has to say.</summary>
internal static partial class WritingLog
{
    [LoggerMessage(
        EventId = 2001,
        Level = LogLevel.Warning,
        Message = "Cache {Cache} could not tell the other processes of {Kind}; they may serve older values until those expire")]
    internal static partial void BusFailed(ILogger logger, string cache, CacheInvalidationKind kind, Exception error);
}
