namespace Larder.Server.Telemetry;

/// <summary>Says once that the collector takes nothing any more, and once that it does again.</summary>
/// <remarks>
/// Invariants. One thread sends at a time, and it alone notes what became of it. What was heard is written before it is
/// noted, perhaps by a thread of the pool; the reader may at worst tell the reason of another attempt.
/// </remarks>
internal sealed class CollectorWatch(TelemetrySettings settings, ILogger<CollectorWatch> log)
{
    private volatile string _heard = "it was not reached";
    private long _lost;

    /// <summary>Remembers how an attempt ended, as the end of a sentence.</summary>
    public void Heard(string reason) => _heard = reason;

    public void Note(bool isTaken)
    {
        if (!isTaken && _lost++ == 0)
            TelemetryLog.NotTaken(log, settings.ToString(), _heard, settings.Interval.TotalSeconds);
        if (isTaken && _lost > 0)
        {
            TelemetryLog.TakenAgain(log, settings.ToString(), _lost);
            _lost = 0;
        }
    }
}
