using Larder.Testing;
using Larder.Tiers;

namespace Larder.Tests.Tiers;

/// <summary>The states of the breaker, by table: three failures in a row open it, for ten seconds.</summary>
public sealed class BreakerSpec
{
    private readonly ManualClock _clock = new();
    private readonly Dictionary<string, BreakerPass> _passes = new(StringComparer.Ordinal);

    // enter:x asks for a pass and calls it x; refused expects none. ok:x, bad:x and gone:x report. wait:n lets n seconds pass.
    [Theory]
    [InlineData("", TierState.Up)]
    [InlineData("enter:a bad:a", TierState.Up)]
    [InlineData("enter:a bad:a enter:a bad:a enter:a bad:a refused", TierState.Down)]
    [InlineData("enter:a bad:a enter:a bad:a enter:a ok:a enter:a bad:a enter:a bad:a", TierState.Up)]
    [InlineData("enter:a gone:a enter:a gone:a enter:a gone:a", TierState.Up)]
    [InlineData("down wait:9 refused", TierState.Down)]
    [InlineData("down wait:10 enter:p refused", TierState.Probing)]
    [InlineData("down wait:10 enter:p ok:p enter:a", TierState.Up)]
    [InlineData("down wait:10 enter:p bad:p refused wait:9 refused", TierState.Down)]
    [InlineData("down wait:10 enter:p bad:p wait:10 enter:q ok:q", TierState.Up)]
    [InlineData("down wait:10 enter:p gone:p enter:q refused", TierState.Probing)]
    [InlineData("down wait:10 enter:p ok:p enter:a bad:a enter:a bad:a", TierState.Up)]
    [InlineData("enter:old down ok:old refused", TierState.Down)]
    [InlineData("enter:old down wait:10 enter:p bad:old refused", TierState.Probing)]
    [InlineData("enter:old down wait:10 enter:p ok:old", TierState.Probing)]
    [InlineData("enter:old1 enter:old2 enter:old3 down wait:10 enter:p ok:p bad:old1 bad:old2 bad:old3", TierState.Up)]
    [InlineData("down wait:10 enter:p wait:9 refused", TierState.Probing)]
    [InlineData("down wait:10 enter:p wait:10 enter:q refused bad:p refused ok:q", TierState.Up)]
    public void Steps_lead_to_a_state(string steps, TierState expected)
    {
        var breaker = new Breaker(failuresToOpen: 3, TimeSpan.FromSeconds(10), _clock);

        foreach (var step in steps.Replace("down", "enter:d bad:d enter:d bad:d enter:d bad:d", StringComparison.Ordinal)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            Take(breaker, step);
        }

        Assert.Equal(expected, breaker.State);
    }

    [Fact]
    public void Only_the_report_that_changes_the_state_says_so()
    {
        var breaker = new Breaker(failuresToOpen: 2, TimeSpan.FromSeconds(10), _clock);

        Assert.False(breaker.Succeeded(breaker.TryEnter()));
        Assert.False(breaker.Failed(breaker.TryEnter()));
        Assert.True(breaker.Failed(breaker.TryEnter()));
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.False(breaker.Failed(breaker.TryEnter()));
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.True(breaker.Succeeded(breaker.TryEnter()));
    }

    [Fact]
    public void An_absence_counts_from_its_beginning_whatever_the_probes_found()
    {
        var breaker = new Breaker(failuresToOpen: 1, TimeSpan.FromSeconds(10), _clock);
        _clock.Advance(TimeSpan.FromSeconds(5));
        var wentDown = _clock.GetUtcNow();
        breaker.Failed(breaker.TryEnter());

        _clock.Advance(TimeSpan.FromSeconds(10));
        var probe = breaker.TryEnter();
        Assert.Equal(wentDown, breaker.Since);
        breaker.Failed(probe);
        Assert.Equal(wentDown, breaker.Since);
        _clock.Advance(TimeSpan.FromSeconds(10));
        breaker.Succeeded(breaker.TryEnter());

        Assert.Equal(_clock.GetUtcNow(), breaker.Since);
    }

    [Fact]
    public async Task One_of_many_who_come_at_once_probes()
    {
        var breaker = new Breaker(failuresToOpen: 1, TimeSpan.FromSeconds(10), _clock);
        breaker.Failed(breaker.TryEnter());
        _clock.Advance(TimeSpan.FromSeconds(10));
        var start = new Rendezvous("start", parties: 8);

        var passes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            await start.MeetAsync();
            return breaker.TryEnter();
        })));

        Assert.Single(passes, pass => pass.IsGranted);
    }

    private void Take(Breaker breaker, string step)
    {
        var (verb, what) = step.Split(':') is [var before, var after] ? (before, after) : (step, "");
        switch (verb)
        {
            case "enter":
                _passes[what] = breaker.TryEnter();
                Assert.True(_passes[what].IsGranted, $"{step} was refused");
                break;
            case "refused":
                Assert.False(breaker.TryEnter().IsGranted);
                break;
            case "ok":
                breaker.Succeeded(_passes[what]);
                break;
            case "bad":
                breaker.Failed(_passes[what]);
                break;
            case "gone":
                breaker.Abandoned(_passes[what]);
                break;
            case "wait":
                _clock.Advance(TimeSpan.FromSeconds(int.Parse(what)));
                break;
            default:
                Assert.Fail($"No step is called {step}.");
                break;
        }
    }
}
