using Larder.Server.Catalog;
using Larder.Server.Data;
using Larder.Server.Tests.Data;
using Larder.Testing;

namespace Larder.Server.Tests.Catalog;

/// <summary>What the cache of the products does when time passes, when there is nothing, and when a load is overtaken.</summary>
public sealed class ProductCatalogSpec : IAsyncLifetime
{
    private static readonly SqlText RemoveAll = SqlText.Of("DELETE FROM products");
    private static readonly ProductDraft Draft = new("Teapot", null, 12.5m, "Kitchen", 3);

    private readonly TestDatabase _scratch = TestDatabase.OnSqlite();
    private readonly ManualClock _clock = new();
    private readonly CacheManager _caches;
    private readonly ProductCatalog _catalog;

    public ProductCatalogSpec()
    {
        _caches = CachesOn(_clock);
        _catalog = new ProductCatalog(_caches.Default, new ProductRows(_scratch.Database), _clock);
    }

    public Task InitializeAsync() => _scratch.MigrateAsync();

    public async Task DisposeAsync()
    {
        await _caches.DisposeAsync();
        await _scratch.DisposeAsync();
    }

    [Fact]
    public async Task S3_11_X_13_the_list_lives_300_seconds()
    {
        await _catalog.ListAsync(default);

        Assert.True(await IsListCachedAsync(after: 299));
        Assert.False(await IsListCachedAsync(after: 2));
    }

    [Fact]
    public async Task S3_11_X_13_a_product_lives_600_seconds()
    {
        await _catalog.FindAsync(1, default);

        Assert.True(await IsCachedAsync(ProductCatalog.KeyOf(1), after: 599));
        Assert.False(await IsCachedAsync(ProductCatalog.KeyOf(1), after: 2));
    }

    [Fact]
    public async Task S3_06_an_empty_list_is_cached_like_any_other()
    {
        await _scratch.Database.ExecuteAsync(RemoveAll, default);
        var first = await _catalog.ListAsync(default);
        _clock.Advance(TimeSpan.FromSeconds(1));
        var began = _clock.GetTimestamp();

        var second = await _catalog.ListAsync(default);

        Assert.Empty(first.Value);
        Assert.Empty(second.Value);
        Assert.True(second.WasThereAt(began));
    }

    [Fact]
    public async Task The_samples_are_put_in_once_and_stay_away_when_they_are_removed()
    {
        Assert.Equal(12, (await _catalog.ListAsync(default)).Value.Count);

        await _scratch.Database.ExecuteAsync(RemoveAll, default);
        await _scratch.MigrateAsync();

        Assert.Empty(await new ProductRows(_scratch.Database).ListAsync(default));
    }

    [Fact]
    public async Task Who_waited_for_the_load_of_another_did_not_get_it_from_the_cache()
    {
        var began = _clock.GetTimestamp();

        var both = await Task.WhenAll(_catalog.ListAsync(default).AsTask(), _catalog.ListAsync(default).AsTask());

        Assert.All(both, list => Assert.False(list.WasThereAt(began)));
    }

    [Fact]
    public async Task S3_15_a_load_that_a_write_overtakes_is_not_kept()
    {
        // The list is read before the write and would be stored after it: by hand, so that it happens every time.
        var read = new Gate("read");
        var opens = new Gate("opens");
        var product = await _catalog.AddAsync(Draft, default);
        var load = _caches.GetOrCreateAsync(ProductCatalog.ListKey, _scratch.Database, async (database, _, token) =>
        {
            var rows = await new ProductRows(database).ListAsync(token);
            read.Open();
            await opens.WaitAsync();
            return new Loaded<IReadOnlyList<Product>>(rows, _clock.GetTimestamp());
        }).AsTask();
        await read.WaitAsync();

        await _catalog.ChangeAsync(product.Id, Draft with { StockQuantity = 99 }, default);
        opens.Open();
        var old = await load;
        var now = await _catalog.ListAsync(default);

        Assert.Equal(3, old.Value.Single(each => each.Id == product.Id).StockQuantity);
        Assert.Equal(99, now.Value.Single(each => each.Id == product.Id).StockQuantity);
    }

    [Fact]
    public async Task A_write_that_fails_invalidates_all_the_same_because_it_may_have_happened()
    {
        await _catalog.ListAsync(default);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _catalog.AddAsync(Draft, cancelled.Token));

        Assert.False(await _caches.ExistsAsync(ProductCatalog.ListKey));
    }

    [Theory]
    [InlineData(1, 10, "90.00%")]
    [InlineData(10, 10, "0.00%")]
    [InlineData(20, 10, "-100.00%")]
    [InlineData(1, 0, "0.00%")]
    [InlineData(0, 0, "0.00%")]
    public void S3_18_the_gain_divides_by_no_zero(int cached, int database, string gain)
    {
        var measured = new PerformanceComparison(TimeSpan.FromMilliseconds(cached), TimeSpan.FromMilliseconds(database), 1);

        Assert.Equal(gain, measured.Improvement);
    }

    private Task<bool> IsListCachedAsync(int after) => IsCachedAsync(ProductCatalog.ListKey, after);

    private async Task<bool> IsCachedAsync(string key, int after)
    {
        _clock.Advance(TimeSpan.FromSeconds(after));
        return await _caches.ExistsAsync(key);
    }

    private static CacheManager CachesOn(TimeProvider clock) => new(new CacheManagerOptions { Time = clock });
}
