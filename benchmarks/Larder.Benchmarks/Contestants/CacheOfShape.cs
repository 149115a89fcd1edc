using Larder.Tiers;

namespace Larder.Benchmarks.Contestants;

/// <summary>Builds a cache of the library as a shape wants it.</summary>
internal static class CacheOfShape
{
    public static LarderCache Build(Shape shape)
    {
        var manager = new CacheManager(new CacheManagerOptions
        {
            Default = new CacheOptions
            {
                MemoryMaxSize = shape.Capacity,
                MemoryTtl = Shape.Hour,
                RedisTtl = Shape.Hour,
                EnableStats = shape.Statistics,
                EnableSerialization = false, // the tier is there, and the values, which nobody looks into, stay in memory
            },
            Tiers = shape.Lifetime is Lifetime.Tiered ? [new DistributedCacheTierFactory(new NoPlace())] : [],
        });
        if (shape.Metered)
        {
            Collector.Listen(manager);
        }

        return manager.Default;
    }
}
