namespace Larder.Sqlite.Tier;

/// <summary>The time of day that deadlines in the file are compared with: the one clock that survives a restart.</summary>
/// <remarks>
/// The wall clock can be set back, and would then keep entries too long. So within a process time goes on from when the file
/// was opened, by the clock that only goes forward, and a wall clock that has gone further wins. Thread-safe; immutable.
/// </remarks>
internal sealed class FileClock(TimeProvider time)
{
    private readonly long _beganTicks = time.GetUtcNow().UtcTicks;
    private readonly long _began = time.GetTimestamp();

    /// <summary>The time, in ticks of UTC. Never goes back.</summary>
    internal long NowTicks => Math.Max(_beganTicks + time.GetElapsedTime(_began).Ticks, time.GetUtcNow().UtcTicks);

    /// <summary>The time, in microseconds since 1970.</summary>
    internal long NowMicroseconds => (NowTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>When an entry ends that begins now; null for never, as is what lies beyond the calendar.</summary>
    internal long? DeadlineOf(TimeSpan? timeToLive)
    {
        if (timeToLive is not { } life)
        {
            return null;
        }

        var now = NowTicks;
        return life.Ticks < DateTimeOffset.MaxValue.UtcTicks - now ? now + life.Ticks : null;
    }

    /// <summary>How long an entry has left; null for no end, zero or less when it is over.</summary>
    /// <remarks>
    /// More than its whole life means that the clock was ahead when it was written, or is behind now. Nobody knows how old it
    /// is then, and it counts as over.
    /// </remarks>
    internal TimeSpan? LeftOf(long? deadline, long? life)
    {
        if (deadline is null)
        {
            return null;
        }

        var left = deadline.Value - NowTicks;
        return left > life ? TimeSpan.Zero : TimeSpan.FromTicks(left);
    }
}
