namespace Larder.Testing;

/// <summary>A <see cref="TimeProvider"/> that stands still until a test moves it, timers included.</summary>
/// <remarks>
/// Invariants.
/// <list type="bullet">
/// <item>Time never goes back. <see cref="GetUtcNow"/> and <see cref="GetTimestamp"/> tell the same instant.</item>
/// <item>A timer fires while the clock stands at the very instant it was due, in the order of due times; timers due
/// at the same instant fire in the order in which they were set.</item>
/// <item>A callback runs on the thread that advances, with no lock held. It may advance the clock and create, change
/// or dispose timers. A timer never fires from within <see cref="CreateTimer"/> or <see cref="ITimer.Change"/>: one
/// that is due at once waits for the next <see cref="Advance"/>, of which <see cref="TimeSpan.Zero"/> is one.</item>
/// <item>Advances of several threads add up. An advance from within a callback counts from the instant of that
/// callback; the outer one ends no earlier than it promised.</item>
/// <item>All fields, and the schedule of each timer, are guarded by <c>_gate</c>.</item>
/// </list>
/// </remarks>
public sealed class ManualClock : TimeProvider
{
    /// <summary>
    /// How often timers may fire in one advance; more means that a timer keeps setting itself to now.
    /// </summary>
    public const int MaxFiringsPerAdvance = 1_000_000;

    private static readonly DateTimeOffset DefaultStart = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Lock _gate = new();
    private readonly SortedSet<ManualTimer> _schedule = new(ManualTimer.ByDueTime);
    private readonly List<AdvanceFrame> _frames = [];
    private long _now;
    private long _sequence;
    private long _timersCreated;

    /// <summary>A clock that stands at the start of the year 2030.</summary>
    public ManualClock() : this(DefaultStart)
    {
    }

    /// <summary>A clock that stands at <paramref name="start"/>.</summary>
    public ManualClock(DateTimeOffset start) => _now = start.UtcTicks;

    /// <summary>
    /// How many timers are set: created or changed to a finite due time, and neither fired nor disposed.
    /// </summary>
    public int ActiveTimers
    {
        get
        {
            lock (_gate) return _schedule.Count;
        }
    }

    /// <summary>How many timers were ever created.</summary>
    public long TimersCreated
    {
        get
        {
            lock (_gate) return _timersCreated;
        }
    }

    /// <summary>When the next timer is due, or null when none is set.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (_gate) return _schedule.Min is { } next ? Instant(next.Due) : null;
        }
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Instant(GetTimestamp());

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        lock (_gate) return _now;
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, callback, state);
        lock (_gate) _timersCreated++;
        Schedule(timer, dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock forward and fires what falls due on the way.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delta"/> is negative.</exception>
    public void Advance(TimeSpan delta)
    {
        if (delta < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(
                nameof(delta),
                delta,
                $"A clock goes forward only, but was asked to advance by {delta}. Pass zero or more.");
        }

        var frame = new AdvanceFrame(Environment.CurrentManagedThreadId);
        lock (_gate)
        {
            frame.Target = checked(_now + delta.Ticks);
            _frames.Add(frame);
        }

        try
        {
            FireUntilTarget(frame);
        }
        finally
        {
            lock (_gate) _frames.Remove(frame);
        }
    }

    /// <summary>Moves the clock forward to <paramref name="instant"/>, as <see cref="Advance"/> does.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The instant lies in the past of this clock.</exception>
    public void SetUtcNow(DateTimeOffset instant)
    {
        var now = GetUtcNow();
        if (instant < now)
        {
            throw new ArgumentOutOfRangeException(
                nameof(instant),
                instant,
                $"A clock goes forward only, but stands at {now:O} and was set to {instant:O}.");
        }

        Advance(instant - now);
    }

    internal bool Schedule(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        RefuseNegative(dueTime, nameof(dueTime));
        RefuseNegative(period, nameof(period));
        lock (_gate)
        {
            if (timer.IsDisposed) return false;
            _schedule.Remove(timer);
            timer.Period = period == Timeout.InfiniteTimeSpan ? 0 : period.Ticks;
            if (dueTime != Timeout.InfiniteTimeSpan) EnqueueUnderLock(timer, checked(_now + dueTime.Ticks));
            return true;
        }
    }

    internal void Forget(ManualTimer timer)
    {
        lock (_gate)
        {
            timer.IsDisposed = true;
            _schedule.Remove(timer);
        }
    }

    private void FireUntilTarget(AdvanceFrame frame)
    {
        for (var firings = 0; TakeNextDue(frame) is { } timer; firings++)
        {
            if (firings == MaxFiringsPerAdvance)
            {
                throw new InvalidOperationException(
                    $"Timers fired {MaxFiringsPerAdvance} times in one advance, up to {GetUtcNow():O}. "
                    + "A callback keeps setting its timer to now, or the advance is too long for the period.");
            }

            timer.Fire();
        }
    }

    private ManualTimer? TakeNextDue(AdvanceFrame frame)
    {
        lock (_gate)
        {
            if (_schedule.Min is not { } next || next.Due > frame.Target)
            {
                MoveToUnderLock(frame, frame.Target);
                return null;
            }

            MoveToUnderLock(frame, next.Due);
            _schedule.Remove(next);
            if (next.Period > 0) EnqueueUnderLock(next, checked(next.Due + next.Period));
            return next;
        }
    }

    private void MoveToUnderLock(AdvanceFrame mover, long instant)
    {
        var step = instant - _now;
        if (step <= 0) return;
        _now = instant;

        // Another thread asked for its own stretch of time, and this step was none of it.
        foreach (var frame in _frames)
        {
            if (frame.ThreadId != mover.ThreadId) frame.Target = checked(frame.Target + step);
        }
    }

    private void EnqueueUnderLock(ManualTimer timer, long due)
    {
        timer.Due = due;
        timer.Sequence = _sequence++;
        _schedule.Add(timer);
    }

    private static DateTimeOffset Instant(long ticks) => new(ticks, TimeSpan.Zero);

    private static void RefuseNegative(TimeSpan value, string name)
    {
        if (value < TimeSpan.Zero && value != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(
                name,
                value,
                $"A timer takes zero or more, or Timeout.InfiniteTimeSpan for never, but was given {value}.");
        }
    }

    /// <summary>One call of <see cref="Advance"/> that has not returned yet.</summary>
    private sealed class AdvanceFrame(int threadId)
    {
        internal readonly int ThreadId = threadId;
        internal long Target;
    }
}
