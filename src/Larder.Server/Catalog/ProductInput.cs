using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Larder.Server.Catalog;

/// <summary>
/// What a client sends for a product, as the API document tells it; <see cref="ProductForm"/> reads it, and names every fault.
/// </summary>
[Description("A product as it is sent. A change replaces all of it.")]
internal sealed record ProductInput(
    [property: StringLength(255, MinimumLength = 1)] string Name,
    [property: Description("Above zero and below 1,000,000,000,000, with at most six digits after the point.")]
    [property: Range(0, double.MaxValue, MinimumIsExclusive = true)]
    decimal Price,
    [property: StringLength(100, MinimumLength = 1)] string Category)
{
    [StringLength(10_000)]
    public string? Description { get; init; }

    [Description("A whole number; 0 if it is left out.")]
    [Range(0, int.MaxValue)]
    public int StockQuantity { get; init; }
}
