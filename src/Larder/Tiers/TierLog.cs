using Microsoft.Extensions.Logging;

namespace Larder.Tiers;

/// <summary>What the tiers have to say: one line for each change, none for each call.</summary>
internal static partial class TierLog
{
    [LoggerMessage(
        EventId = 3001,
        Level = LogLevel.Warning,
        Message = "The tier {Tier} of cache {Cache} is down and is left alone for {Rest}; the cache goes on without it. {Fault}")]
    internal static partial void WentDown(ILogger logger, string tier, string cache, string fault, TimeSpan rest);

    [LoggerMessage(EventId = 3002, Level = LogLevel.Information, Message = "The tier {Tier} of cache {Cache} is up again")]
    internal static partial void CameUp(ILogger logger, string tier, string cache);
}
