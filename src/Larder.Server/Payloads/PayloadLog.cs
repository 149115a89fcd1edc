namespace Larder.Server.Payloads;

/// <summary>What the payload side says of itself: entry and exit of each request, with id, hit or miss, and time.</summary>
internal static partial class PayloadLog
{
    [LoggerMessage(EventId = 1, EventName = "PostEntered",
        Message = "POST /payload entered")]
    public static partial void PostEntered(this ILogger log, LogLevel level);

    [LoggerMessage(EventId = 2, EventName = "PostLeft",
        Message = "POST /payload left: {PayloadId} {Cache} in {ElapsedMs} ms")]
    public static partial void PostLeft(
        this ILogger log, LogLevel level, string payloadId, string cache, double elapsedMs);

    [LoggerMessage(EventId = 3, EventName = "PostRefused",
        Message = "POST /payload refused: status {Status} in {ElapsedMs} ms")]
    public static partial void PostRefused(this ILogger log, LogLevel level, int status, double elapsedMs);

    [LoggerMessage(EventId = 4, EventName = "GetEntered",
        Message = "GET /payload/{PayloadId} entered")]
    public static partial void GetEntered(this ILogger log, LogLevel level, string payloadId);

    [LoggerMessage(EventId = 5, EventName = "GetLeft",
        Message = "GET /payload/{PayloadId} left: {Cache}, status {Status} in {ElapsedMs} ms")]
    public static partial void GetLeft(
        this ILogger log, LogLevel level, string payloadId, string cache, int status, double elapsedMs);

    [LoggerMessage(6, LogLevel.Error, "{Method} {Path} failed", EventName = "Failed")]
    public static partial void Failed(this ILogger log, Exception fault, string method, string path);

    [LoggerMessage(7, LogLevel.Information, "Loaded {Count} popular payloads", EventName = "Warmed")]
    public static partial void Warmed(this ILogger log, int count);

    [LoggerMessage(8, LogLevel.Warning, "Popular payloads could not be loaded", EventName = "WarmingFailed")]
    public static partial void WarmingFailed(this ILogger log, Exception fault);

    [LoggerMessage(9, LogLevel.Warning, "Popular payloads could not be noted", EventName = "NotingFailed")]
    public static partial void NotingFailed(this ILogger log, Exception fault);
}
