using Larder.Server.Catalog;
using Larder.Server.Documentation;
using Larder.Server.Health;
using Larder.Server.KeyValue;
using Larder.Server.Modules;
using Larder.Server.Payloads;
using Larder.Server.Storefront;
using Larder.Server.Telemetry;
using Larder.Server.Users;

namespace Larder.Server.Hosting;

/// <summary>Every module there is, a line for each.</summary>
internal static class ModuleTable
{
    /// <summary>
    /// Makes them for one server. They stand before routing in this order, so what guards the others comes first, and
    /// what is asked for most follows.
    /// </summary>
    public static IReadOnlyList<ServerModule> Create() =>
    [
        new SecurityModule(),
        new MetricsModule(),
        new TelemetryModule(),
        new KeyValueModule(),
        new PayloadsModule(),
        new CatalogModule(),
        new UsersModule(),
        new HealthModule(),
        new StorefrontModule(),
        new DocumentationModule(),
        new AdminModule(),
    ];
}
