using Larder.AspNetCore.Admin.Metrics;
using Larder.Server.Configuration;
using Larder.Server.Modules;
using Larder.Server.Replies;

namespace Larder.Server.Hosting;

/// <summary>The metrics, which are a library of their own, as a module. The database adds its figures itself.</summary>
internal sealed class MetricsModule : ServerModule
{
    public override string Name => "Metrics";

    public override void AddServices(IServiceCollection services) => services.AddLarderMetrics(new MetricsOptions
    {
        Version = ProductVersion.Text,
        Groups = RouteGroup.All,
        GroupOf = static context => RouteGroup.Of(context.Request.Path),
    });

    /// <summary>Counts everything behind the hits, what the modules after it refuse included.</summary>
    public override void UseBeforeRouting(IApplicationBuilder app) => app.UseLarderMetrics();

    public override void MapEndpoints(IEndpointRouteBuilder routes) => routes.MapLarderMetrics();
}
