using Microsoft.Extensions.DependencyInjection;

namespace Larder.Tests.Hosting;

public sealed class TypedCacheSpec
{
    [Fact]
    public async Task A_typed_cache_is_one_for_the_container_by_class_and_by_interface()
    {
        await using var container = Settings.Container(larder => larder.AddTypedCache<Prices>().AddTypedCache<Prices>());

        var prices = container.GetRequiredService<Prices>();

        Assert.Same(prices, container.GetRequiredService<ICache<int, decimal>>());
        Assert.Single(container.GetServices<ICache<int, decimal>>());
        Assert.Single(container.GetServices<Prices>());
    }

    [Fact]
    public async Task Its_values_are_in_the_cache_that_its_constructor_names()
    {
        await using var container = Settings.Container(
            larder => larder.AddCache("products").AddTypedCache<Prices>().AddTypedCache<Names>());

        await container.GetRequiredService<Prices>().SetAsync(7, 3.20m);
        await container.GetRequiredService<Names>().SetAsync(7, "tea");

        Assert.Equal(1, container.GetRequiredService<LarderCache>().Count);
        Assert.Equal("tea", await container.GetRequiredKeyedService<LarderCache>("products").GetOrDefaultAsync<string>("name:7"));
    }

    [Fact]
    public void A_class_that_is_no_typed_cache_is_refused_by_name()
    {
        var error = Assert.Throws<ArgumentException>(
            () => new ServiceCollection().AddLarder(larder => larder.AddTypedCache<object>()));

        Assert.Contains("Object is no typed cache", error.Message, StringComparison.Ordinal);
    }

    private sealed class Prices(CacheManager caches) : TypedCache<int, decimal>(caches, "price");

    private sealed class Names([FromKeyedServices("products")] LarderCache cache) : TypedCache<int, string>(cache, "name");
}
