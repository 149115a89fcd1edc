using Larder.Server.Health;
using Larder.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Larder.Server.Tests.Health;

/// <summary>Readiness with probes of the test's own, and a clock moved by hand.</summary>
public sealed class ReadinessSpec : IAsyncDisposable
{
    private readonly ManualClock _clock = new();
    private ServiceProvider? _services;
    private int _looks;

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
            await _services.DisposeAsync();
    }

    [Fact]
    public async Task X_3_a_probe_that_hangs_is_not_ready_once_two_seconds_are_over()
    {
        var never = new TaskCompletionSource<HealthCheckResult>();
        var readiness = Build(_ => never.Task);

        var asked = readiness.AskAsync();
        var isEarly = asked.IsCompleted;
        _clock.Advance(TimeSpan.FromSeconds(2));
        var state = await asked;
        never.SetResult(HealthCheckResult.Healthy());

        Assert.False(isEarly);
        Assert.False(state.IsReady);
        Assert.Equal([("mine", false)], state.Services);
        Assert.Equal("There was no answer within 2 seconds.", Assert.Single(state.Reasons));
    }

    [Fact]
    public async Task A_flood_of_questions_is_one_look()
    {
        var gate = new Gate("the probe answers");
        var readiness = Build(async _ =>
        {
            await gate.WaitAsync();
            return HealthCheckResult.Healthy();
        });

        var asked = Enumerable.Range(0, 100).Select(_ => Task.Run(readiness.AskAsync)).ToList();
        gate.Open();
        var states = await Task.WhenAll(asked);
        await readiness.AskAsync();
        var looks = _looks;
        _clock.Advance(Readiness.Freshness);
        await readiness.AskAsync();

        Assert.All(states, state => Assert.True(state.IsReady));
        Assert.Equal(1, looks);
        Assert.Equal(2, _looks);
    }

    [Fact]
    public async Task A_degraded_service_is_told_and_keeps_nobody_away()
    {
        var readiness = Build(_ => Task.FromResult(HealthCheckResult.Degraded("Redis does not answer.")));

        var state = await readiness.AskAsync();

        Assert.True(state.IsReady);
        Assert.Equal("degraded", state.Status);
        Assert.Equal([("mine", false)], state.Services);
        Assert.Equal("Redis does not answer.", Assert.Single(state.Reasons));
    }

    [Fact]
    public async Task A_probe_that_throws_is_not_ready_and_its_words_stay_in_the_log()
    {
        var readiness = Build(_ => throw new InvalidOperationException("of user:secret@host"));

        var state = await readiness.AskAsync();

        Assert.False(state.IsReady);
        Assert.DoesNotContain("secret", string.Concat(state.Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_the_server_was_told_to_stop_it_is_not_ready_and_nothing_is_looked_at()
    {
        var readiness = Build(_ => Task.FromResult(HealthCheckResult.Healthy()));

        _services!.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        var state = await readiness.AskAsync();

        Assert.False(state.IsReady);
        Assert.Equal("draining", state.Status);
        Assert.Equal(0, _looks);
    }

    private Readiness Build(Func<CancellationToken, Task<HealthCheckResult>> probe)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(_clock);
        services.AddSingleton<IHostApplicationLifetime, LifetimeOfTest>();
        services.AddSingleton<Readiness>();
        services.AddHealthChecks().AddAsyncCheck("mine", cancel =>
        {
            Interlocked.Increment(ref _looks);
            return probe(cancel);
        });
        _services = services.BuildServiceProvider();
        return _services.GetRequiredService<Readiness>();
    }
}
