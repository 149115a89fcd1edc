namespace Larder.Testing.Tests;

public sealed class ManualClockSpec
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly ManualClock _clock = new();

    [Fact]
    public void Time_stands_still_until_it_is_advanced()
    {
        var before = _clock.GetUtcNow();

        _clock.Advance(Second);

        Assert.Equal(before + Second, _clock.GetUtcNow());
        Assert.Equal(before + Second, _clock.GetUtcNow());
    }

    [Fact]
    public void The_timestamp_tells_the_same_time_as_the_date()
    {
        var date = _clock.GetUtcNow();
        var timestamp = _clock.GetTimestamp();

        _clock.Advance(TimeSpan.FromTicks(12_345_678));

        Assert.Equal(TimeSpan.FromTicks(12_345_678), _clock.GetElapsedTime(timestamp));
        Assert.Equal(_clock.GetUtcNow() - date, _clock.GetElapsedTime(timestamp));
    }

    [Fact]
    public void A_negative_advance_is_refused_with_a_sentence()
    {
        var refusal = Assert.Throws<ArgumentOutOfRangeException>(() => _clock.Advance(-Second));

        Assert.StartsWith(
            "A clock goes forward only, but was asked to advance by -00:00:01.",
            refusal.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Setting_the_clock_back_is_refused_with_a_sentence()
    {
        var refusal = Assert.Throws<ArgumentOutOfRangeException>(() => _clock.SetUtcNow(_clock.GetUtcNow() - Second));

        Assert.StartsWith(
            "A clock goes forward only, but stands at 2030-01-01", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Setting_the_clock_forward_fires_what_falls_due()
    {
        var fired = 0;
        using var timer = _clock.CreateTimer(_ => fired++, null, Second, Timeout.InfiniteTimeSpan);

        _clock.SetUtcNow(_clock.GetUtcNow() + Second);

        Assert.Equal(1, fired);
    }

    [Fact]
    public void Timers_fire_in_the_order_of_due_times_each_at_its_instant()
    {
        var start = _clock.GetUtcNow();
        var fired = new List<(string Name, TimeSpan At)>();
        using var late = Timer("late", 3 * Second, Timeout.InfiniteTimeSpan, start, fired);
        using var early = Timer("early", 1 * Second, Timeout.InfiniteTimeSpan, start, fired);
        using var twin = Timer("twin", 1 * Second, Timeout.InfiniteTimeSpan, start, fired);

        _clock.Advance(10 * Second);

        Assert.Equal([("early", Second), ("twin", Second), ("late", 3 * Second)], fired);
        Assert.Equal(start + (10 * Second), _clock.GetUtcNow());
    }

    [Fact]
    public void A_periodic_timer_fires_once_for_each_period()
    {
        var fired = new List<(string Name, TimeSpan At)>();
        using var timer = Timer("tick", 2 * Second, 3 * Second, _clock.GetUtcNow(), fired);

        _clock.Advance(8 * Second);

        Assert.Equal([("tick", 2 * Second), ("tick", 5 * Second), ("tick", 8 * Second)], fired);
    }

    [Fact]
    public void A_timer_does_not_fire_before_its_time()
    {
        var fired = 0;
        using var timer = _clock.CreateTimer(_ => fired++, null, Second, Timeout.InfiniteTimeSpan);

        _clock.Advance(Second - TimeSpan.FromTicks(1));

        Assert.Equal(0, fired);
    }

    [Fact]
    public void A_timer_that_is_due_at_once_waits_for_the_next_advance()
    {
        var fired = 0;
        using var timer = _clock.CreateTimer(_ => fired++, null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        var before = fired;

        _clock.Advance(TimeSpan.Zero);

        Assert.Equal(0, before);
        Assert.Equal(1, fired);
    }

    [Fact]
    public void A_timer_without_a_due_time_is_not_active_and_never_fires()
    {
        var fired = 0;
        using var timer = _clock.CreateTimer(_ => fired++, null, Timeout.InfiniteTimeSpan, Second);

        _clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(0, fired);
        Assert.Equal(0, _clock.ActiveTimers);
        Assert.Equal(1, _clock.TimersCreated);
    }

    [Fact]
    public void Active_timers_and_the_next_due_time_can_be_observed()
    {
        using var once = _clock.CreateTimer(_ => { }, null, 2 * Second, Timeout.InfiniteTimeSpan);
        using var ticking = _clock.CreateTimer(_ => { }, null, Second, 5 * Second);
        var (count, next) = (_clock.ActiveTimers, _clock.NextDue);

        _clock.Advance(3 * Second);

        Assert.Equal(2, count);
        Assert.Equal(_clock.GetUtcNow() - (2 * Second), next);
        Assert.Equal(1, _clock.ActiveTimers);
        Assert.Equal(_clock.GetUtcNow() + (3 * Second), _clock.NextDue);
    }

    [Fact]
    public void Change_replaces_the_old_schedule()
    {
        var fired = new List<(string Name, TimeSpan At)>();
        using var timer = Timer("changed", Second, Second, _clock.GetUtcNow(), fired);

        var accepted = timer.Change(5 * Second, Timeout.InfiniteTimeSpan);
        _clock.Advance(20 * Second);

        Assert.True(accepted);
        Assert.Equal([("changed", 5 * Second)], fired);
    }

    [Fact]
    public async Task A_disposed_timer_neither_fires_nor_changes()
    {
        var fired = 0;
        var timer = _clock.CreateTimer(_ => fired++, null, Second, Second);

        await timer.DisposeAsync();
        var accepted = timer.Change(Second, Second);
        _clock.Advance(10 * Second);

        Assert.False(accepted);
        Assert.Equal(0, fired);
        Assert.Equal(0, _clock.ActiveTimers);
    }

    [Fact]
    public void A_negative_due_time_is_refused_with_a_sentence()
    {
        var refusal = Assert.Throws<ArgumentOutOfRangeException>(
            () => _clock.CreateTimer(_ => { }, null, -Second, Timeout.InfiniteTimeSpan));

        Assert.StartsWith("A timer takes zero or more", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tasks_of_the_base_library_follow_the_clock()
    {
        var delay = Task.Delay(Second, _clock);
        using var cancelled = new CancellationTokenSource(2 * Second, _clock);
        var before = delay.IsCompleted;

        _clock.Advance(Second);
        await delay;

        Assert.False(before);
        Assert.False(cancelled.IsCancellationRequested);
        _clock.Advance(Second);
        Assert.True(cancelled.IsCancellationRequested);
    }

    private ITimer Timer(
        string name, TimeSpan due, TimeSpan period, DateTimeOffset start, List<(string Name, TimeSpan At)> fired) =>
        _clock.CreateTimer(_ => fired.Add((name, _clock.GetUtcNow() - start)), null, due, period);
}
