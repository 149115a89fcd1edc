namespace Larder.Server.Catalog;

/// <summary>Products through a cache: read from there, changed in the database, and never stale after a change.</summary>
/// <remarks>
/// A change is committed first and its keys are removed after. That is enough: a load that began before the removal, and so
/// may have read the old row, loses the right to be kept. Nothing has to be locked, and no version has to be compared.
/// </remarks>
internal sealed class ProductCatalog(
    [FromKeyedServices(CatalogModule.CacheName)] LarderCache cache, ProductRows rows, TimeProvider time)
{
    /// <summary>The key of the list.</summary>
    public const string ListKey = "all_products";

    private static readonly CacheEntryOptions ForList = new() { Expiration = TimeSpan.FromSeconds(300) };

    // A product that does not exist is not remembered as such: the next one to ask may be right.
    private static readonly CacheEntryOptions ForOne =
        new() { Expiration = TimeSpan.FromSeconds(600), Nulls = NullPolicy.Skip };

    /// <summary>The key of a product.</summary>
    public static string KeyOf(long id) => $"product:{id}";

    public ValueTask<Loaded<IReadOnlyList<Product>>> ListAsync(CancellationToken cancel) =>
        cache.GetOrCreateAsync(
            ListKey, this, static (self, _, token) => self.ReadListAsync(token), ForList, cancel);

    public ValueTask<Loaded<Product>?> FindAsync(long id, CancellationToken cancel) =>
        cache.GetOrCreateAsync(
            KeyOf(id), (Self: this, Id: id), static (asked, _, token) => asked.Self.ReadOneAsync(asked.Id, token), ForOne, cancel);

    public async Task<Product> AddAsync(ProductDraft draft, CancellationToken cancel)
    {
        try
        {
            return await rows.AddAsync(draft, cancel);
        }
        finally
        {
            await cache.RemoveAsync(ListKey, CancellationToken.None);
        }
    }

    public async Task<Product?> ChangeAsync(long id, ProductDraft draft, CancellationToken cancel)
    {
        try
        {
            return await rows.ChangeAsync(id, draft, cancel);
        }
        finally
        {
            await ForgetAsync(id);
        }
    }

    public async Task<bool> RemoveAsync(long id, CancellationToken cancel)
    {
        try
        {
            return await rows.RemoveAsync(id, cancel);
        }
        finally
        {
            await ForgetAsync(id);
        }
    }

    // Whatever became of the change: one whose commit was not confirmed may still have happened.
    private async ValueTask ForgetAsync(long id)
    {
        await cache.RemoveAsync(KeyOf(id), CancellationToken.None);
        await cache.RemoveAsync(ListKey, CancellationToken.None);
    }

    private async ValueTask<Loaded<IReadOnlyList<Product>>> ReadListAsync(CancellationToken cancel)
    {
        var products = await rows.ListAsync(cancel);
        return new Loaded<IReadOnlyList<Product>>(products, time.GetTimestamp());
    }

    private async ValueTask<Loaded<Product>?> ReadOneAsync(long id, CancellationToken cancel)
    {
        var product = await rows.FindAsync(id, cancel);
        return product is null ? null : new Loaded<Product>(product, time.GetTimestamp());
    }
}
