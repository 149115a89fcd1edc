using Larder;
using Larder.AspNetCore.Admin.Metrics;
using Larder.AspNetCore.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Adds metrics in the text format of Prometheus to a host.</summary>
public static class MetricsExtensions
{
    /// <summary>Adds the figures of the caches, the process and the requests. Other figures are an <see cref="IMetricSource"/>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="options">How. Default null: as <see cref="MetricsOptions"/> says.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddLarderMetrics(this IServiceCollection services, MetricsOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var chosen = options ?? new MetricsOptions();
        services.AddSingleton<IMetricSource>(provider => new ProcessMetrics(chosen.Version, TimeOf(provider)));
        services.AddSingleton<IMetricSource>(provider => new CacheMetrics(provider.GetRequiredService<CacheManager>()));
        services.AddSingleton<IMetricSource>(provider => new TierMetrics(provider.GetRequiredService<CacheManager>()));
        services.AddSingleton(provider => new RequestMetrics(chosen.Groups, chosen.GroupOf, TimeOf(provider)));
        services.AddSingleton<IMetricSource>(provider => provider.GetRequiredService<RequestMetrics>());
        services.AddSingleton(provider => new RequestDurations(provider.GetRequiredService<RequestMetrics>()));
        return services;
    }

    /// <summary>Counts the requests that come by here. Put it behind what answers hits, which the caches count.</summary>
    /// <param name="app">The pipeline.</param>
    /// <returns>The same pipeline.</returns>
    public static IApplicationBuilder UseLarderMetrics(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var metrics = app.ApplicationServices.GetRequiredService<RequestMetrics>();
        return app.Use(next => context => metrics.MeasureAsync(context, next));
    }

    /// <summary>Mounts the page. It guards itself as the administration does, and needs the scope read.</summary>
    /// <param name="routes">The routes.</param>
    /// <param name="pattern">Where. Default <c>/metrics</c>.</param>
    /// <returns>The endpoint, for further conventions.</returns>
    public static IEndpointConventionBuilder MapLarderMetrics(this IEndpointRouteBuilder routes, string pattern = "/metrics")
    {
        ArgumentNullException.ThrowIfNull(routes);
        var services = routes.ServiceProvider;
        IMetricSource[] refusals = services.GetService<AccessGuard>() is { } guard ? [new RefusalMetrics(guard)] : [];
        var page = new MetricsPage([.. services.GetServices<IMetricSource>(), .. refusals]);
        return routes.MapMethods(pattern, [HttpMethods.Get, HttpMethods.Head], (RequestDelegate)page.AnswerAsync)
            .RequireLarderOperator(routes, AccessScope.Read);
    }

    private static TimeProvider TimeOf(IServiceProvider provider) => provider.GetService<TimeProvider>() ?? TimeProvider.System;
}
