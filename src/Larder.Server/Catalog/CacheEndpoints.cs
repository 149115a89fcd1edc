using Larder.AspNetCore.Admin.Metrics;
using Larder.AspNetCore.KeyValue;
using Larder.Server.Data;
using Larder.Server.Replies;

namespace Larder.Server.Catalog;

/// <summary>The routes about the caches themselves. They win over keys of the same name, whatever the method.</summary>
internal static class CacheEndpoints
{
    private const string ScopeCaches = "caches";
    private const string ScopeAll = "all";

    private static readonly string[] Read = [HttpMethods.Get, HttpMethods.Head];
    private static readonly string[] Clear = [HttpMethods.Post, HttpMethods.Delete];

    public static void MapCaches(this IEndpointRouteBuilder routes)
    {
        var caches = routes.MapGroup("").WithTags("Cache management").AnswerOutages();
        caches.MapMethods("/cache/stats", Read, Stats).WithSummary("Cache Statistics");
        caches.MapMethods("/cache/performance", Read, MeasureAsync).WithSummary("Performance Comparison and Report");
        caches.MapMethods("/cache/clear", Clear, ClearAsync).WithSummary("Clear Cache");
    }

    private static IResult Stats(CacheManager caches) =>
        JsonReply.Ok(StatsOf(caches), CatalogJson.Default.CacheStatsReply);

    private static async Task<IResult> MeasureAsync(
        PerformanceTest test, CacheManager caches, IServiceProvider services, TimeProvider time, CancellationToken cancel)
    {
        var measured = await test.RunAsync(cancel);
        var requests = services.GetService<RequestDurations>()?.Find(RouteGroup.Products);
        var metrics = PerformanceMetrics.Read(time, requests is null ? null : ResponseTimes.Of(requests));
        return JsonReply.Ok(PerformanceReply.Of(measured, StatsOf(caches), metrics), CatalogJson.Default.PerformanceReply);
    }

    private static CacheStatsReply StatsOf(CacheManager caches)
    {
        var others = caches.CacheNames
            .Where(name => name != CatalogModule.CacheName)
            .Order(StringComparer.Ordinal)
            .ToDictionary(name => name, name => NumbersOf(caches, name), StringComparer.Ordinal);
        return CacheStatsReply.Of(NumbersOf(caches, CatalogModule.CacheName), others);
    }

    private static async Task<IResult> ClearAsync(string? scope, CacheManager caches)
    {
        if (scope is not (null or ScopeCaches or ScopeAll))
            return JsonReply.Invalid(AddressFaults.NotOneOf(nameof(scope), scope, $"'{ScopeCaches}' or '{ScopeAll}'"));

        // What clients put under keys of their own is in no database: only who asks for it loses that.
        foreach (var name in caches.CacheNames.Where(name => scope == ScopeAll || name != KeyValueOptions.CacheName))
            await caches.GetCache(name).ClearAsync(CancellationToken.None);

        return JsonReply.Ok(new MessageReply("Cache cleared successfully"), CatalogJson.Default.MessageReply);
    }

    private static CacheNumbers NumbersOf(CacheManager caches, string name) =>
        CacheNumbers.Of(caches.GetCache(name).GetStats());
}
