using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Larder.Server.Health;

/// <summary>Asks the cache for a key; it throws once the cache is closed.</summary>
internal sealed class CacheProbe(CacheManager caches) : IHealthCheck
{
    public const string Name = "cache";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await caches.ExistsAsync("health", cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
