using Microsoft.Extensions.Logging;

namespace Larder.AspNetCore.KeyValue;

/// <summary>What this room logs. A key is never logged: it is the client's.</summary>
internal static partial class KeyValueLog
{
    [LoggerMessage(1, LogLevel.Error, "A {Method} of the key-value API failed.")]
    public static partial void Failed(this ILogger log, Exception fault, string method);
}
