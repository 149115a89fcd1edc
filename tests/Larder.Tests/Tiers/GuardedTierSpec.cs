using Larder.Testing.Tiers;
using Larder.Tiers;
using Microsoft.Extensions.Logging;

namespace Larder.Tests.Tiers;

/// <summary>Whatever a tier does, callers get an outcome, in time, and no exception.</summary>
public sealed class GuardedTierSpec : IAsyncDisposable
{
    private readonly GuardUnderTest _it = new();

    public ValueTask DisposeAsync() => _it.DisposeAsync();

    [Fact]
    public async Task What_a_healthy_tier_says_is_what_callers_get()
    {
        var version = await _it.Guard.SetAsync("key", GuardUnderTest.Bytes("value"), TimeSpan.FromMinutes(1), default);
        await _it.Guard.SetManyAsync([new TierWrite("other", GuardUnderTest.Bytes("more"), null)], default);
        using var many = await _it.Guard.GetManyAsync(["key", "missing", "other"], TierPatience.Hard, default);
        using var one = await _it.Guard.GetAsync("key", TierPatience.Hard, default);

        Assert.True(version is { IsAnswered: true, Value: > 0 });
        Assert.Equal(version.Value, one.Entry.Version);
        Assert.Equal(TimeSpan.FromMinutes(1), one.Entry.ExpiresIn);
        Assert.Equal("value"u8, one.Bytes.Span);
        Assert.Equal("value"u8, many.BytesOf(0).Span);
        Assert.True(many.BytesOf(1).IsEmpty && !many.Entries[1].Found);
        Assert.Equal("more"u8, many.BytesOf(2).Span);
        Assert.Equal(TierState.Up, _it.Guard.Health.State);
        Assert.Equal(0, _it.Guard.Health.Faults);
    }

    [Fact]
    public async Task S4_09_a_fault_is_tried_again_after_a_rest()
    {
        await _it.Fake.SetAsync("key", GuardUnderTest.Bytes("value"), null);
        _it.Faulty.Next(TierFault.Throws, TierFault.Throws);

        var read = _it.ReadAsync("key");
        Assert.Equal(1, _it.Faulty.Calls);
        _it.Clock.Advance(TimeSpan.FromSeconds(0.099));
        Assert.Equal(1, _it.Faulty.Calls);
        _it.Clock.Advance(TimeSpan.FromSeconds(0.001));
        await Eventually.IsTrue("it is tried again", () => _it.Faulty.Calls == 2);

        Assert.Equal("value", await _it.EndAsync(read));
        Assert.Equal(3, _it.Faulty.Calls);
        Assert.Equal(2, _it.Guard.Health.Faults);
        Assert.Equal(TierState.Up, _it.Guard.Health.State);
    }

    [Fact]
    public async Task S4_15_three_tries_a_tenth_of_a_second_apart_are_the_default()
    {
        _it.Faulty.Always = TierFault.Throws;
        var began = _it.Clock.GetUtcNow();

        Assert.Equal("Failed", await _it.EndAsync(_it.ReadAsync("key")));

        Assert.Equal(3, _it.Faulty.Calls);
        Assert.Equal(TimeSpan.FromSeconds(0.2), _it.Clock.GetUtcNow() - began);
    }

    [Fact]
    public async Task A_write_that_compares_is_tried_once()
    {
        _it.Faulty.Always = TierFault.Throws;

        var answer = await _it.Guard.TrySetAsync("key", 0, GuardUnderTest.Bytes("value"), null, default);

        Assert.Equal(TierOutcome.Failed, answer.Outcome);
        Assert.Equal(1, _it.Faulty.Calls);
    }

    [Fact]
    public async Task S4_11_a_tier_that_throws_fails_no_caller()
    {
        _it.Faulty.Always = TierFault.Throws;
        _it.Faulty.Error = () => new InvalidOperationException("The password is hunter2 and the key is \"secret key\".");

        Assert.Equal("Failed", await _it.EndAsync(_it.ReadAsync("secret key")));
        var set = await _it.EndAsync(_it.Guard.SetAsync("secret key", GuardUnderTest.Bytes("value"), null, default).AsTask());
        var removed = await _it.EndAsync(_it.Guard.RemoveAsync("secret key", default).AsTask());
        var cleared = await _it.EndAsync(_it.Guard.ClearAsync(default).AsTask());
        var page = await _it.EndAsync(_it.Guard.ScanAsync("", null, 10, default).AsTask());
        var tags = await _it.EndAsync(_it.Guard.MaterializeTagsAsync(["red"], default).AsTask());

        Assert.All([set.Outcome, removed.Outcome, cleared.Outcome, page.Outcome, tags.Outcome], outcome => Assert.NotEqual(TierOutcome.Answered, outcome));
        Assert.False(removed.Value || cleared.Value);
        Assert.Null(tags.Value);
        Assert.Equal("It threw InvalidOperationException.", _it.Guard.Health.LastFault);
        Assert.DoesNotContain(_it.Log.AllTexts, line => line.Contains("secret", StringComparison.Ordinal) || line.Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_flapping_tier_answers_in_the_end()
    {
        await _it.Fake.SetAsync("key", GuardUnderTest.Bytes("value"), null);
        _it.Faulty.Cycle(TierFault.Throws, TierFault.None);

        for (var i = 0; i < 20; i++)
        {
            Assert.Equal("value", await _it.EndAsync(_it.ReadAsync("key")));
        }

        Assert.Empty(_it.States);
    }

    [Theory]
    [InlineData(TierFault.ReadOnly, "Failed", "Failed")]
    [InlineData(TierFault.Full, "Failed", "Answered")]
    public async Task What_a_limping_tier_can_do_still_works(TierFault fault, string setting, string removing)
    {
        await _it.Fake.SetAsync("key", GuardUnderTest.Bytes("value"), null);
        _it.Faulty.Always = fault;

        var set = await _it.EndAsync(_it.Guard.SetAsync("key", GuardUnderTest.Bytes("other"), null, default).AsTask());
        Assert.Equal("value", await _it.ReadAsync("key"));
        var removed = await _it.EndAsync(_it.Guard.RemoveAsync("key", default).AsTask());

        Assert.Equal(setting, set.Outcome.ToString());
        Assert.Equal(removing, removed.Outcome.ToString());
    }

    [Fact]
    public async Task A_tier_that_contradicts_itself_has_failed()
    {
        await _it.Fake.SetAsync("key", GuardUnderTest.Bytes("value"), null);
        _it.Faulty.Always = TierFault.WrongLength;

        Assert.Equal("Failed", await _it.EndAsync(_it.ReadAsync("key")));
        using var many = await _it.EndAsync(_it.Guard.GetManyAsync(["key"], TierPatience.Hard, default).AsTask());

        Assert.False(many.IsAnswered);
        Assert.Contains("said that it found 6 bytes, but wrote 5", _it.Guard.Health.LastFault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_failures_in_a_row_the_tier_is_left_alone_and_told_of_once()
    {
        await _it.GoDownAsync();
        var calls = _it.Faulty.Calls;
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal("Spared", await _it.ReadAsync("key"));
        }

        var health = _it.Guard.Health;

        Assert.Equal(calls, _it.Faulty.Calls);
        Assert.Equal(5, calls);
        Assert.Equal(TierState.Down, health.State);
        Assert.Equal(10, health.Spared);
        Assert.Equal([TierState.Down], _it.States);
        var line = Assert.Single(_it.Log.AllTexts);
        Assert.Equal("The tier fake of cache cache is down and is left alone for 00:00:05; the cache goes on without it. It threw IOException.", line);
    }

    [Fact]
    public async Task After_a_rest_one_call_finds_out_and_the_tier_is_up_again()
    {
        await _it.Fake.SetAsync("key", GuardUnderTest.Bytes("value"), null);
        await _it.GoDownAsync();
        _it.Clock.Advance(TimeSpan.FromSeconds(5));
        _it.Faulty.Next(TierFault.Hangs);

        var probe = _it.ReadAsync("key");
        Assert.Equal("Spared", await _it.ReadAsync("key"));
        Assert.Equal(TierState.Probing, _it.Guard.Health.State);
        _it.Faulty.Release();

        Assert.Equal("value", await probe);
        Assert.Equal("value", await _it.ReadAsync("key"));
        Assert.Equal([TierState.Down, TierState.Up], _it.States);
        Assert.Equal(["The tier fake of cache cache is up again"], _it.Log.Of("tier", LogLevel.Information));
    }

    [Fact]
    public async Task A_probe_is_tried_once_and_its_failure_tells_nothing_new()
    {
        await _it.GoDownAsync();
        _it.Faulty.Always = TierFault.Throws;
        var calls = _it.Faulty.Calls;
        for (var i = 0; i < 4; i++)
        {
            _it.Clock.Advance(TimeSpan.FromSeconds(5));
            Assert.Equal("Failed", await _it.ReadAsync("key"));
        }

        Assert.Equal(calls + 4, _it.Faulty.Calls);
        Assert.Single(_it.Log.AllTexts);
        Assert.Equal([TierState.Down], _it.States);
    }
}
