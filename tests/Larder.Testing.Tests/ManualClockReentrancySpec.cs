namespace Larder.Testing.Tests;

public sealed class ManualClockReentrancySpec
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly ManualClock _clock = new();

    [Fact]
    public void A_callback_may_create_a_timer_that_fires_in_the_same_advance()
    {
        var start = _clock.GetUtcNow();
        var second = TimeSpan.Zero;
        using var first = _clock.CreateTimer(
            _ => _clock.CreateTimer(_ => second = _clock.GetUtcNow() - start, null, Second, Timeout.InfiniteTimeSpan),
            null,
            Second,
            Timeout.InfiniteTimeSpan);

        _clock.Advance(5 * Second);

        Assert.Equal(2 * Second, second);
    }

    [Fact]
    public void A_callback_may_change_its_own_timer()
    {
        var fired = 0;
        ITimer? timer = null;
        timer = _clock.CreateTimer(
            _ =>
            {
                if (++fired < 3) timer!.Change(Second, Timeout.InfiniteTimeSpan);
            },
            null,
            Second,
            Timeout.InfiniteTimeSpan);

        _clock.Advance(10 * Second);

        Assert.Equal(3, fired);
        Assert.Equal(0, _clock.ActiveTimers);
    }

    [Fact]
    public void A_callback_may_dispose_another_timer_that_is_due_at_the_same_instant()
    {
        var fired = 0;
        ITimer? victim = null;
        using var killer = _clock.CreateTimer(_ => victim!.Dispose(), null, Second, Timeout.InfiniteTimeSpan);
        victim = _clock.CreateTimer(_ => fired++, null, Second, Timeout.InfiniteTimeSpan);

        _clock.Advance(Second);

        Assert.Equal(0, fired);
    }

    [Fact]
    public void A_callback_may_advance_and_the_outer_advance_ends_where_it_promised()
    {
        var start = _clock.GetUtcNow();
        var after = TimeSpan.Zero;
        using var timer = _clock.CreateTimer(
            _ =>
            {
                _clock.Advance(2 * Second);
                after = _clock.GetUtcNow() - start;
            },
            null,
            Second,
            Timeout.InfiniteTimeSpan);

        _clock.Advance(5 * Second);

        Assert.Equal(3 * Second, after);
        Assert.Equal(5 * Second, _clock.GetUtcNow() - start);
    }

    [Fact]
    public void A_callback_that_advances_beyond_the_outer_advance_is_not_taken_back()
    {
        var start = _clock.GetUtcNow();
        using var timer = _clock.CreateTimer(_ => _clock.Advance(9 * Second), null, Second, Timeout.InfiniteTimeSpan);

        _clock.Advance(5 * Second);

        Assert.Equal(10 * Second, _clock.GetUtcNow() - start);
    }

    [Fact]
    public void A_callback_runs_on_the_thread_that_advances()
    {
        var thread = 0;
        using var timer = _clock.CreateTimer(
            _ => thread = Environment.CurrentManagedThreadId, null, Second, Timeout.InfiniteTimeSpan);

        _clock.Advance(Second);

        Assert.Equal(Environment.CurrentManagedThreadId, thread);
    }

    [Fact]
    public void A_callback_runs_in_the_context_that_created_its_timer()
    {
        var local = new AsyncLocal<string> { Value = "creator" };
        var seen = "";
        using var timer = _clock.CreateTimer(_ => seen = local.Value, null, Second, Timeout.InfiniteTimeSpan);
        local.Value = "advancer";

        _clock.Advance(Second);

        Assert.Equal("creator", seen);
    }

    [Fact]
    public void An_exception_of_a_callback_reaches_the_advancing_test_and_the_clock_still_works()
    {
        using var timer = _clock.CreateTimer(
            _ => throw new InvalidOperationException("callback"), null, Second, Timeout.InfiniteTimeSpan);
        var start = _clock.GetUtcNow();

        var seen = Assert.Throws<InvalidOperationException>(() => _clock.Advance(5 * Second));
        _clock.Advance(Second);

        Assert.Equal("callback", seen.Message);
        Assert.Equal(2 * Second, _clock.GetUtcNow() - start);
    }

    [Fact]
    public void A_timer_that_sets_itself_to_now_for_ever_is_caught()
    {
        ITimer? timer = null;
        timer = _clock.CreateTimer(
            _ => timer!.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan), null, Second, Timeout.InfiniteTimeSpan);

        var caught = Assert.Throws<InvalidOperationException>(() => _clock.Advance(Second));

        Assert.StartsWith(
            $"Timers fired {ManualClock.MaxFiringsPerAdvance} times", caught.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Advances_of_several_threads_add_up()
    {
        const int Threads = 4;
        const int Advances = 500;
        var start = _clock.GetUtcNow();
        var fired = 0;
        using var timer = _clock.CreateTimer(_ => Interlocked.Increment(ref fired), null, Second, Second);

        ThreadTeam.Run(Threads, _ =>
        {
            for (var i = 0; i < Advances; i++) _clock.Advance(Second);
        });

        Assert.Equal(Threads * Advances * Second, _clock.GetUtcNow() - start);
        Assert.Equal(Threads * Advances, fired);
    }

    [Fact]
    public void Timers_may_be_made_and_disposed_while_others_advance()
    {
        const int Rounds = 2_000;
        var fired = 0;

        ThreadTeam.Run(3, index =>
        {
            for (var i = 0; i < Rounds; i++)
            {
                if (index == 0)
                {
                    _clock.Advance(Second);
                    continue;
                }

                using var timer = _clock.CreateTimer(_ => Interlocked.Increment(ref fired), null, Second, Second);
                timer.Change(2 * Second, Second);
            }
        });

        Assert.Equal(0, _clock.ActiveTimers);
        Assert.Equal(2 * Rounds, _clock.TimersCreated);
    }
}
