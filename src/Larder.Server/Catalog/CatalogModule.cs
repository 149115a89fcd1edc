using Larder.Server.Description;
using Larder.Server.Modules;

namespace Larder.Server.Catalog;

/// <summary>The front door of the product slice: products through a cache, and the routes that show what the cache does.</summary>
internal sealed class CatalogModule : ServerModule
{
    /// <summary>The cache of the products.</summary>
    public const string CacheName = "products";

    public override string Name => "Catalog";

    public override void AddServices(IServiceCollection services)
    {
        services.AddLarder(larder => larder
            .AddCache(CacheName, options => options with { MemoryMaxSize = 10_000 })
            .AddCache(PerformanceTest.CacheName, options => options with { MemoryMaxSize = 3 }));
        services.AddSingleton<ProductRows>();
        services.AddSingleton<ProductCatalog>();
        services.AddSingleton<PerformanceTest>();
    }

    public override IEnumerable<OperationGroup> Describe() => [CatalogDescription.Products, CatalogDescription.Caches];

    public override void MapEndpoints(IEndpointRouteBuilder routes)
    {
        routes.MapProducts();
        routes.MapCaches();
    }
}
