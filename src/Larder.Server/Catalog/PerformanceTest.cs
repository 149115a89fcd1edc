namespace Larder.Server.Catalog;

/// <summary>Measures the same list from a cache and from the database.</summary>
/// <remarks>
/// In a cache of its own, built as that of the products is: what is measured here must neither count as reads of products
/// nor make the next read of a user a hit. The first reading warms it, so that no miss is ever measured as a hit.
/// </remarks>
internal sealed class PerformanceTest(
    [FromKeyedServices(PerformanceTest.CacheName)] LarderCache cache, ProductRows rows, TimeProvider time)
{
    public const string CacheName = "products-performance";

    /// <summary>How often each is read. The median counts, so that one pause of the machine does not.</summary>
    public const int Rounds = 5;

    private const string RunKey = "performance";

    private static readonly CacheEntryOptions Kept = new() { Expiration = TimeSpan.FromSeconds(300) };

    /// <summary>Measures; callers that come together share one measurement, and none is kept.</summary>
    public ValueTask<PerformanceComparison> RunAsync(CancellationToken cancel) =>
        cache.GetOrCreateAsync(
            RunKey,
            this,
            static (self, entry, token) =>
            {
                entry.DoNotCache();
                return self.MeasureAsync(token);
            },
            cancellationToken: cancel);

    private async ValueTask<PerformanceComparison> MeasureAsync(CancellationToken cancel)
    {
        await cache.RemoveAsync(ProductCatalog.ListKey, cancel);
        await ReadAsync(cancel);
        var cached = await MedianAsync(() => ReadAsync(cancel).AsTask());
        var database = await MedianAsync(() => rows.ListAsync(cancel));
        return new PerformanceComparison(cached, database, Rounds);
    }

    private ValueTask<IReadOnlyList<Product>> ReadAsync(CancellationToken cancel) =>
        cache.GetOrCreateAsync(
            ProductCatalog.ListKey, rows, static async (rows, _, token) => await rows.ListAsync(token), Kept, cancel);

    private async Task<TimeSpan> MedianAsync(Func<Task> read)
    {
        var times = new TimeSpan[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            var began = time.GetTimestamp();
            await read();
            times[round] = time.GetElapsedTime(began);
        }

        Array.Sort(times);
        return times[Rounds / 2];
    }
}
