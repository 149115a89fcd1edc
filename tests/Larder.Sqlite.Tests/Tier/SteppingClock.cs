namespace Larder.Sqlite.Tests.Tier;

/// <summary>A wall clock that can be set, over a stopwatch that cannot. Its timers never fire.</summary>
internal sealed class SteppingClock : TimeProvider
{
    private DateTimeOffset _wall = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private long _elapsed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _wall;

    public override long GetTimestamp() => _elapsed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(static _ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Time passes.</summary>
    internal void Pass(TimeSpan time)
    {
        _wall += time;
        _elapsed += time.Ticks;
    }

    /// <summary>Somebody sets the wall clock.</summary>
    internal void Step(TimeSpan by) => _wall += by;
}
