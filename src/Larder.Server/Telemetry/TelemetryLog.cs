namespace Larder.Server.Telemetry;

/// <summary>The log lines of this room; their ids are from 2700 to 2799. No header for the collector is ever in them.</summary>
internal static partial class TelemetryLog
{
    [LoggerMessage(2700, LogLevel.Information, "Figures are sent to the collector {Collector} every {Seconds} seconds")]
    public static partial void Sending(ILogger log, string collector, double seconds);

    [LoggerMessage(2701, LogLevel.Warning,
        "The collector {Collector} does not take the figures: {Reason}. They are sent again every {Seconds} seconds, and "
        + "nothing else is said until it takes them")]
    public static partial void NotTaken(ILogger log, string collector, string reason, double seconds);

    [LoggerMessage(2702, LogLevel.Information, "The collector {Collector} takes the figures again, after {Count} attempts")]
    public static partial void TakenAgain(ILogger log, string collector, long count);

    [LoggerMessage(2703, LogLevel.Warning, "The last figures were not sent: the collector {Collector} did not answer in {Seconds} seconds")]
    public static partial void LastNotSent(ILogger log, string collector, double seconds);
}
