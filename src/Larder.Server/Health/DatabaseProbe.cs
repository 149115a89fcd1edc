using Larder.Server.Data;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Larder.Server.Health;

/// <summary>Asks the configured database, without which nothing durable works.</summary>
internal sealed class DatabaseProbe(Database database, ILogger<DatabaseProbe> log) : IHealthCheck
{
    public const string Name = "database";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var health = await database.ProbeAsync(cancellationToken);
        if (health.IsUp)
            return HealthCheckResult.Healthy();

        // Whole for the operator; whoever asks over HTTP learns neither host nor user.
        HealthLog.DatabaseDown(log, health.Fault!);
        return HealthCheckResult.Unhealthy("The database is not available.");
    }
}
