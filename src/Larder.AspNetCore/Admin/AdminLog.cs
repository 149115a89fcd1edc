using Microsoft.Extensions.Logging;

namespace Larder.AspNetCore.Admin;

/// <summary>What this room logs. No key, tag or pattern is ever logged: they are the clients'.</summary>
internal static partial class AdminLog
{
    [LoggerMessage(1, LogLevel.Information, "Administration: {Action} by {Kind} in cache {Cache}, {Count} entries")]
    public static partial void Changed(this ILogger log, string action, string kind, string cache, long count);
}
