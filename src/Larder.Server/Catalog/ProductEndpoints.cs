using System.Globalization;
using Larder.AspNetCore;
using Larder.Server.Data;
using Larder.Server.Replies;

namespace Larder.Server.Catalog;

/// <summary>The routes below <c>/products</c>: text to values and back, statuses, and where an answer came from.</summary>
internal static class ProductEndpoints
{
    private const string FromCache = "cache";
    private const string FromDatabase = "database";

    private static readonly string[] Read = [HttpMethods.Get, HttpMethods.Head];
    private static readonly IResult Unknown = JsonReply.NotFound("Product not found");

    public static void MapProducts(this IEndpointRouteBuilder routes)
    {
        var products = routes.MapGroup("").WithTags("Products").AnswerOutages();
        products.MapMethods("/products", Read, ListAsync).WithSummary("List Products");
        products.MapMethods("/products/{id}", Read, FindAsync).WithSummary("Get Product");
        products.MapPost("/products", AddAsync).WithSummary("Create Product");
        products.MapPut("/products/{id}", ChangeAsync).WithSummary("Update Product");
        products.MapDelete("/products/{id}", RemoveAsync).WithSummary("Delete Product");
    }

    private static async Task<IResult> ListAsync(
        string? limit, ProductCatalog catalog, TimeProvider time, CancellationToken cancel)
    {
        var most = ProductRows.ListMax;
        if (limit is not null && !int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out most))
            return JsonReply.Invalid(AddressFaults.NotACount(nameof(limit), limit));

        var began = time.GetTimestamp();
        var list = await catalog.ListAsync(cancel);
        var reply = new ProductListReply(list.Value.Take(most), Source(list, began), Seconds.Since(began, time));
        return Math.Min(most, list.Value.Count) > LongProductList.HeldMax
            ? new LongProductList(reply)
            : JsonReply.Ok(reply, CatalogJson.Default.ProductListReply);
    }

    private static async Task<IResult> FindAsync(
        string id, ProductCatalog catalog, TimeProvider time, CancellationToken cancel)
    {
        if (!TryReadId(id, out var number))
            return NotAnId(id);

        var began = time.GetTimestamp();
        return await catalog.FindAsync(number, cancel) is { } found
            ? Answer(found.Value, Source(found, began), began, time)
            : Unknown;
    }

    private static async Task<IResult> AddAsync(
        HttpRequest request, BodyBudget budget, ProductCatalog catalog, TimeProvider time, CancellationToken cancel)
    {
        var began = time.GetTimestamp();
        var (draft, refusal) = await ProductForm.ReadAsync(request, budget, cancel);
        return draft is null ? refusal! : Answer(await catalog.AddAsync(draft, cancel), FromDatabase, began, time);
    }

    private static async Task<IResult> ChangeAsync(
        string id, HttpRequest request, BodyBudget budget, ProductCatalog catalog, TimeProvider time, CancellationToken cancel)
    {
        if (!TryReadId(id, out var number))
            return NotAnId(id);

        var began = time.GetTimestamp();
        var (draft, refusal) = await ProductForm.ReadAsync(request, budget, cancel);
        if (draft is null)
            return refusal!;

        return await catalog.ChangeAsync(number, draft, cancel) is { } changed
            ? Answer(changed, FromDatabase, began, time)
            : Unknown;
    }

    private static async Task<IResult> RemoveAsync(
        string id, ProductCatalog catalog, TimeProvider time, CancellationToken cancel)
    {
        if (!TryReadId(id, out var number))
            return NotAnId(id);

        var began = time.GetTimestamp();
        if (!await catalog.RemoveAsync(number, cancel))
            return Unknown;

        var reply = new ProductRemovedReply("Product deleted successfully", FromDatabase, Seconds.Since(began, time));
        return JsonReply.Ok(reply, CatalogJson.Default.ProductRemovedReply);
    }

    private static IResult Answer(Product product, string source, long began, TimeProvider time) =>
        JsonReply.Ok(new ProductReply(product, source, Seconds.Since(began, time)), CatalogJson.Default.ProductReply);

    private static string Source<T>(Loaded<T> loaded, long began) => loaded.WasThereAt(began) ? FromCache : FromDatabase;

    private static bool TryReadId(string text, out long id) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out id);

    private static IResult NotAnId(string text) => JsonReply.Invalid(AddressFaults.NotAnInteger("product_id", text));
}
