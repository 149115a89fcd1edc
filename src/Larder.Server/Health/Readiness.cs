using Larder.Server.Data;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Larder.Server.Health;

/// <summary>Whether this process should be sent requests: what it needs is there, and nobody has told it to stop.</summary>
/// <remarks>
/// Invariants. At most one look is on its way at a time, and it is shared by all who ask meanwhile and for a moment
/// afterwards, so that a flood of questions is no flood for the database. The gate guards the look and when it began;
/// probes run on threads of the pool, with no lock held.
/// </remarks>
internal sealed class Readiness(
    HealthCheckService checks,
    IOptions<HealthCheckServiceOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<Readiness> log)
{
    /// <summary>How long an answer takes at most, whatever a probe does.</summary>
    internal static readonly TimeSpan Limit = Database.ProbeLimit;

    /// <summary>For how long a look is as good as a new one.</summary>
    internal static readonly TimeSpan Freshness = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private Task<HealthReport>? _look;
    private long _began;

    /// <summary>Looks, or shares a look; never throws for what it finds.</summary>
    public async Task<ReadyState> AskAsync()
    {
        // Told before anything is looked at: whoever sends requests has to hear of the end at once.
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return new ReadyState(ReadyState.Draining, [], ["The server is stopping."]);

        try
        {
            return StateOf(await Look().WaitAsync(Limit, time));
        }
        catch (TimeoutException)
        {
            var silence = $"There was no answer within {Limit.TotalSeconds} seconds.";
            HealthLog.NotReady(log, silence);
            return new ReadyState(ReadyState.Unhealthy, [.. Names().Select(name => (name, false))], [silence]);
        }
    }

    private Task<HealthReport> Look()
    {
        lock (_gate)
        {
            if (_look is { IsCompleted: false } || (_look is not null && time.GetElapsedTime(_began) < Freshness))
                return _look;

            _began = time.GetTimestamp();
            return _look = Task.Run(() => checks.CheckHealthAsync());
        }
    }

    private IEnumerable<string> Names() => options.Value.Registrations.Select(registration => registration.Name);

    private static ReadyState StateOf(HealthReport report)
    {
        var status = report.Status switch
        {
            HealthStatus.Healthy => ReadyState.Healthy,
            HealthStatus.Degraded => ReadyState.Degraded,
            _ => ReadyState.Unhealthy,
        };
        return new ReadyState(
            status,
            [.. report.Entries.Select(entry => (entry.Key, entry.Value.Status == HealthStatus.Healthy))],
            [.. report.Entries.Values.Where(entry => entry.Status != HealthStatus.Healthy).Select(Sentence)]);
    }

    // The words of an exception may name hosts and users; those are for the log.
    private static string Sentence(HealthReportEntry entry) =>
        entry.Exception is null && entry.Description is { } told ? told : "A probe failed; the log says how.";
}
