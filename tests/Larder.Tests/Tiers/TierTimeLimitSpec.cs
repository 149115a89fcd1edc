using Larder.Testing.Tiers;
using Larder.Tiers;

namespace Larder.Tests.Tiers;

/// <summary>Nobody waits longer for a tier than the limits say, and a tier that hangs is not given ever more to do.</summary>
public sealed class TierTimeLimitSpec : IAsyncDisposable
{
    private readonly GuardUnderTest _it = new(new TierGuardSettings { MostInFlight = 4, FailuresToOpen = 1_000 });

    public ValueTask DisposeAsync()
    {
        _it.Faulty.Release();
        return _it.DisposeAsync();
    }

    [Theory]
    [InlineData(TierFault.Hangs, 0)]
    [InlineData(TierFault.HangsDeaf, 1)]
    public async Task A_call_that_hangs_is_given_up_at_the_hard_limit(TierFault fault, int left)
    {
        _it.Faulty.Always = fault;

        var read = _it.ReadAsync("key");
        _it.Clock.Advance(TimeSpan.FromSeconds(1.999));
        Assert.False(read.IsCompleted);
        _it.Clock.Advance(TimeSpan.FromSeconds(0.001));

        Assert.Equal("TooSlow", await read);
        await Eventually.IsTrue("only deaf calls stay", () => _it.Guard.Health.InFlight == left);
        Assert.Equal(1, _it.Guard.Health.Faults);
        Assert.Equal("It did not answer within 2 seconds.", _it.Guard.Health.LastFault);
    }

    [Fact]
    public async Task The_hard_limit_holds_for_all_tries_together()
    {
        _it.Faulty.Next(TierFault.Throws, TierFault.Hangs);

        var read = _it.ReadAsync("key");
        _it.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal("TooSlow", await read);
        Assert.Equal(2, _it.Faulty.Calls);
    }

    [Fact]
    public async Task Who_has_something_to_go_on_with_waits_to_the_soft_limit_and_the_tier_is_not_blamed()
    {
        await _it.Fake.SetAsync("key", GuardUnderTest.Bytes("value"), null);
        _it.Faulty.Next(TierFault.Slow);

        var read = _it.ReadAsync("key", TierPatience.Soft);
        _it.Clock.Advance(TimeSpan.FromSeconds(0.25));
        Assert.Equal("TooSlow", await read);
        Assert.Equal(1, _it.Guard.Health.InFlight);
        _it.Clock.Advance(TimeSpan.FromSeconds(0.75));

        await Eventually.IsTrue("the call has ended", () => _it.Guard.Health.InFlight == 0);
        Assert.Equal(0, _it.Guard.Health.Faults);
    }

    [Fact]
    public async Task A_slow_tier_within_the_limits_is_waited_for()
    {
        await _it.Fake.SetAsync("key", GuardUnderTest.Bytes("value"), null);
        _it.Faulty.Always = TierFault.Slow;

        var read = _it.ReadAsync("key");
        _it.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("value", await read);
    }

    [Fact]
    public async Task Calls_to_a_deaf_tier_are_bounded_for_as_long_as_it_keeps_them()
    {
        _it.Faulty.Always = TierFault.HangsDeaf;
        var reads = Enumerable.Range(0, 10).Select(_ => _it.ReadAsync("key")).ToArray();
        Assert.Equal(4, _it.Faulty.Hanging);

        _it.Clock.Advance(TimeSpan.FromSeconds(2));
        var outcomes = await Task.WhenAll(reads);
        var late = await _it.ReadAsync("key");

        Assert.Equal(4, outcomes.Count(outcome => outcome == "TooSlow"));
        Assert.Equal(6, outcomes.Count(outcome => outcome == "Spared"));
        Assert.Equal("Spared", late);
        Assert.Equal(4, _it.Guard.Health.InFlight);
        _it.Faulty.Always = TierFault.None;
        _it.Faulty.Release();
        await Eventually.IsTrue("the calls have ended", () => _it.Guard.Health.InFlight == 0);
        Assert.Equal("nothing", await _it.ReadAsync("key"));
    }

    [Fact]
    public async Task What_a_given_up_call_writes_later_is_seen_by_nobody()
    {
        await _it.Fake.SetAsync("late", GuardUnderTest.Bytes("late late late"), null);
        await _it.Fake.SetAsync("key", GuardUnderTest.Bytes("value"), null);
        _it.Faulty.Next(TierFault.HangsDeaf);
        var late = _it.ReadAsync("late");
        _it.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("TooSlow", await late);

        using var read = await _it.Guard.GetAsync("key", TierPatience.Hard, default);
        _it.Faulty.Release();
        await Eventually.IsTrue("the late call has ended", () => _it.Guard.Health.InFlight == 0);

        Assert.Equal("value"u8, read.Bytes.Span);
    }

    [Fact]
    public async Task The_callers_own_cancellation_is_no_fault()
    {
        _it.Faulty.Always = TierFault.HangsDeaf;
        using var cancel = new CancellationTokenSource();

        var read = _it.ReadAsync("key", cancellationToken: cancel.Token);
        await cancel.CancelAsync();

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
        Assert.Equal(cancel.Token, error.CancellationToken);
        Assert.Equal(0, _it.Guard.Health.Faults);
        Assert.Null(_it.Guard.Health.LastFault);
    }

    [Fact]
    public async Task A_probe_whose_caller_leaves_makes_room_for_the_next()
    {
        await using var it = new GuardUnderTest();
        await it.GoDownAsync();
        it.Clock.Advance(TimeSpan.FromSeconds(5));
        it.Faulty.Next(TierFault.Hangs);
        using var cancel = new CancellationTokenSource();
        var probe = it.ReadAsync("key", cancellationToken: cancel.Token);

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => probe);

        Assert.Equal("nothing", await it.ReadAsync("key"));
        Assert.Equal(TierState.Up, it.Guard.Health.State);
    }

    [Fact]
    public async Task Disposing_waits_for_calls_but_not_for_ever_and_lets_no_more_through()
    {
        _it.Faulty.Always = TierFault.HangsDeaf;
        var read = _it.ReadAsync("key");

        var disposing = _it.Guard.DisposeAsync().AsTask();
        Assert.False(disposing.IsCompleted);
        Assert.Equal("Spared", await _it.ReadAsync("key"));
        _it.Clock.Advance(TimeSpan.FromSeconds(2));

        await disposing;
        Assert.Equal("TooSlow", await read);
    }
}
