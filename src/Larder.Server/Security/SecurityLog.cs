namespace Larder.Server.Security;

/// <summary>The log lines of this room; their ids are from 2600 to 2699. No key, and no hash of one, is ever in them.</summary>
internal static partial class SecurityLog
{
    [LoggerMessage(2600, LogLevel.Warning,
        "Anybody who reaches {Address} may read and write the data, because Larder:Security:Anonymous is Data. "
        + "Administration, metrics and clearing everything need a key; there are {Count}")]
    public static partial void AnonymousData(ILogger log, string address, int count);

    [LoggerMessage(2601, LogLevel.Warning,
        "Keys travel to {Address} unencrypted. Give an https:// address and a certificate, or put a proxy with TLS in front")]
    public static partial void Unencrypted(ILogger log, string address);

    [LoggerMessage(2602, LogLevel.Information, "The keys were exchanged; there are {Count} now")]
    public static partial void Exchanged(ILogger log, int count);

    [LoggerMessage(2603, LogLevel.Error, "The keys that held still hold. {Fault}")]
    public static partial void NotExchanged(ILogger log, string fault);
}
